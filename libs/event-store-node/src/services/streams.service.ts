import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  type AppendReq,
  type AppendResp,
  type BatchAppendReq,
  type ReadReq,
} from '@eventstore/db-client/generated/streams_pb';
import {
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerWritableStream,
  type ServiceDefinition,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { guard } from '../access/guard';
import { type BatchAnswer } from '../protocol/batch-append-answer';
import { type ReadAnswer } from '../protocol/read-answer';
import { readRequest } from '../protocol/read-request';
import { accessDenied, failureOf, serverError } from '../protocol/rpc-failure';
import { AnswerStream } from './answer-stream';
import { AppendCall } from './append.call';
import { BatchAppendCall } from './batch-append.call';
import { logFailure } from './node-logger';
import { readLog, readStream } from './read';
import { type ServiceContext } from './service-context';
import { subscribeToLog, subscribeToStream } from './subscription';

/** The service as clients know it; what is answered most is encoded already. */
export const streamsDefinition: ServiceDefinition = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: (answer: ReadAnswer) => answer },
  batchAppend: {
    ...StreamsService.batchAppend,
    responseSerialize: (answer: BatchAnswer) => answer,
  },
};

/** Appends, reads and subscriptions. The log is never cut: deletes and tombstones are refused. */
export function streamsService(context: ServiceContext): UntypedServiceImplementation {
  const guarded = guard(context.admits, (failure) => {
    logFailure(context.logger, failure);
    context.observer.callDenied();
  });
  const refuse = (_call: unknown, callback: sendUnaryData<unknown>): void => {
    callback(serverError(accessDenied()));
  };
  return {
    append: guarded(
      (
        call: ServerReadableStream<AppendReq, AppendResp>,
        callback: sendUnaryData<AppendResp>,
      ): void => {
        new AppendCall(context, call, callback);
      },
    ),
    batchAppend: guarded((call: ServerDuplexStream<BatchAppendReq, BatchAnswer>): void => {
      new BatchAppendCall(context, call);
    }),
    read: guarded((call: ServerWritableStream<ReadReq, ReadAnswer>): void => {
      void answerRead(context, call);
    }),
    delete: refuse,
    tombstone: refuse,
  };
}

type ReadRequest = ReturnType<typeof readRequest>;

async function answerRead(
  context: ServiceContext,
  call: ServerWritableStream<ReadReq, ReadAnswer>,
): Promise<void> {
  const since = performance.now();
  const out = new AnswerStream(context, call);
  let request: ReadRequest | undefined;
  let end: status;
  try {
    request = readRequest(call.request);
    await serve(context, request, out);
    end = endOf(call, out);
    out.end();
  } catch (error) {
    const failure = failureOf(error);
    end = out.closed.aborted ? endOf(call, out) : failure.code;
    logFailure(context.logger, failure);
    out.fail(failure);
  }
  if (request?.extent.kind === 'subscription') context.observer.subscriptionEnded(status[end]);
  else context.observer.readEnded(status[end], performance.now() - since);
}

/** How a call ended that did not fail by itself: its client left, the node ended it, or it is done. */
function endOf(call: ServerWritableStream<ReadReq, ReadAnswer>, out: AnswerStream): status {
  if (call.cancelled) return status.CANCELLED;
  return out.closed.aborted ? status.UNAVAILABLE : status.OK;
}

async function serve(
  { storage }: ServiceContext,
  request: ReadRequest,
  out: AnswerStream,
): Promise<void> {
  const { extent } = request;
  if (request.source === 'stream')
    await (extent.kind === 'count'
      ? readStream(storage, request, extent.max, out)
      : subscribeToStream(storage, request, out));
  else
    await (extent.kind === 'count'
      ? readLog(storage, request, extent.max, out)
      : subscribeToLog(storage, request, out));
}
