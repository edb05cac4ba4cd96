import { once } from 'node:events';
import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type ServerWritableStream } from '@grpc/grpc-js';
import { type ReadAnswer } from '../protocol/read-answer';
import { type RpcFailure, serverError } from '../protocol/rpc-failure';
import { type OpenCall, type ServiceContext } from './service-context';

/** The answers of one read: written no faster than the client takes them. */
export class AnswerStream implements OpenCall {
  private readonly gone = new AbortController();

  constructor(
    private readonly context: ServiceContext,
    private readonly call: ServerWritableStream<ReadReq, ReadAnswer>,
  ) {
    context.openCalls.add(this);
    for (const event of ['cancelled', 'close', 'error'])
      call.on(event, () => {
        this.close();
      });
  }

  /** Aborts when the client cancels or the connection ends. */
  get closed(): AbortSignal {
    return this.gone.signal;
  }

  /** Resolves when the client can take more. Check `closed` afterwards. */
  async send(answer: ReadAnswer): Promise<void> {
    if (this.closed.aborted || this.call.write(answer)) return;
    await once(this.call, 'drain', { signal: this.closed }).catch(() => undefined);
  }

  end(): void {
    if (this.closed.aborted) return;
    this.close();
    this.call.end();
  }

  fail(failure: RpcFailure): void {
    if (this.closed.aborted) return;
    this.close();
    this.call.emit('error', serverError(failure));
  }

  private close(): void {
    this.context.openCalls.delete(this);
    this.gone.abort();
  }
}
