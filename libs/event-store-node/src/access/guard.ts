import { type Metadata, type ServerErrorResponse } from '@grpc/grpc-js';
import { type RpcFailure, serverError } from '../protocol/rpc-failure';
import { type Admission } from './login';

type Refusal = Error & ServerErrorResponse;
type JudgedCall = Readonly<{ metadata: Metadata }> & {
  emit: (event: 'error', refusal: Refusal) => unknown;
};
/** Calls that answer once bring a callback; those that answer with a stream bring none. */
type Callback = [] | [callback: (refusal: Refusal) => void];
type Handler<Call, Rest extends Callback> = (call: Call, ...rest: Rest) => void;
export type Guard = <Call extends JudgedCall, Rest extends Callback>(
  serve: Handler<Call, Rest>,
) => Handler<Call, Rest>;

/** Puts an admission before a method: each call is judged before anything else of it is looked at. */
export const guard =
  (admits: Admission, refused: (failure: RpcFailure) => void): Guard =>
  (serve) =>
  (call, ...rest) => {
    const failure = admits(call.metadata);
    if (failure === undefined) {
      serve(call, ...rest);
      return;
    }
    refused(failure);
    const [callback] = rest;
    if (callback === undefined) call.emit('error', serverError(failure));
    else callback(serverError(failure));
  };
