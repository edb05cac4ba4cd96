import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type ServerWritableStream } from '@grpc/grpc-js';
import { type OpenSubscription } from '../observation/node-observer';
import { type ReadAnswer } from '../protocol/read-answer';
import { type RpcFailure, serverError } from '../protocol/rpc-failure';
import { type OpenCall, type ServiceContext } from './service-context';

/** The answers of one read: written no faster than the client takes them. */
export class AnswerStream implements OpenCall {
  private readonly gone = new AbortController();
  private subscription: OpenSubscription | undefined;
  private unreported = 0;
  private wake: () => void = () => undefined;

  constructor(
    private readonly context: ServiceContext,
    private readonly call: ServerWritableStream<ReadReq, ReadAnswer>,
  ) {
    context.openCalls.add(this);
    call.on('drain', () => {
      this.wake();
    });
    for (const event of ['cancelled', 'close', 'error'])
      call.on(event, () => {
        this.close();
      });
  }

  /** Aborts when the client cancels or the connection ends. */
  get closed(): AbortSignal {
    return this.gone.signal;
  }

  /** Writes an answer. False when the client must take some before the next one: wait for `drained`. */
  write(answer: ReadAnswer): boolean {
    return this.closed.aborted || this.call.write(answer);
  }

  /** Writes the answer that is an event. */
  writeEvent(answer: ReadAnswer): boolean {
    this.unreported += 1;
    return this.write(answer);
  }

  /** Resolves when the client can take more, or has left: check `closed` afterwards. */
  async drained(): Promise<void> {
    if (this.closed.aborted || !this.call.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }

  async send(answer: ReadAnswer): Promise<void> {
    if (!this.write(answer)) await this.drained();
  }

  /** From now on it is a subscription, until it ends; one whose client has left already is none. */
  becomes(subscription: OpenSubscription): void {
    if (this.closed.aborted) return;
    this.subscription = subscription;
    this.context.subscriptions.add(subscription);
  }

  /** Tells the observer of the events written since it was last told: a word for each would cost more than the event. */
  reportEvents(): void {
    if (this.unreported === 0) return;
    const to = this.subscription === undefined ? 'reader' : 'subscriber';
    this.context.observer.eventsSent(to, this.unreported);
    this.unreported = 0;
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
    this.reportEvents();
    this.context.openCalls.delete(this);
    if (this.subscription !== undefined) this.context.subscriptions.delete(this.subscription);
    this.gone.abort();
    this.wake();
  }
}
