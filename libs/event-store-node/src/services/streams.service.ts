import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  type AppendReq,
  type AppendResp,
  type BatchAppendReq,
  type BatchAppendResp,
  type ReadReq,
} from '@eventstore/db-client/generated/streams_pb';
import {
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerWritableStream,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
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

/** The service as clients know it, with reads answered in bytes that are encoded already. */
export const streamsDefinition: ServiceDefinition = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: (answer: ReadAnswer) => answer },
};

/** Appends, reads and subscriptions. The log is never cut: deletes and tombstones are refused. */
export function streamsService(context: ServiceContext): UntypedServiceImplementation {
  const refuse = (_call: unknown, callback: sendUnaryData<unknown>): void => {
    callback(serverError(accessDenied()));
  };
  return {
    append: (
      call: ServerReadableStream<AppendReq, AppendResp>,
      callback: sendUnaryData<AppendResp>,
    ): void => {
      new AppendCall(context, call, callback);
    },
    batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
      new BatchAppendCall(context, call);
    },
    read: (call: ServerWritableStream<ReadReq, ReadAnswer>): void => {
      void answerRead(context, call);
    },
    delete: refuse,
    tombstone: refuse,
  };
}

async function answerRead(
  context: ServiceContext,
  call: ServerWritableStream<ReadReq, ReadAnswer>,
): Promise<void> {
  const out = new AnswerStream(context, call);
  try {
    await serve(context, call.request, out);
    out.end();
  } catch (error) {
    const failure = failureOf(error);
    logFailure(context.logger, failure);
    out.fail(failure);
  }
}

async function serve(
  { storage }: ServiceContext,
  message: ReadReq,
  out: AnswerStream,
): Promise<void> {
  const request = readRequest(message);
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
