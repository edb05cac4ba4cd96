import { type AppendReq, type AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type sendUnaryData, type ServerReadableStream } from '@grpc/grpc-js';
import { appendAnswer } from '../protocol/append-answer';
import {
  appendSize,
  type AppendTarget,
  appendTarget,
  proposedEvent,
} from '../protocol/append-request';
import {
  APPEND_BYTES_MAX,
  appendTooLarge,
  failureOf,
  handlerFailure,
  serverError,
} from '../protocol/rpc-failure';
import { type AppendEnd } from '../observation/node-observer';
import {
  type AppendOutcome,
  type ProposedEvent,
  StorageClosed,
} from '../storage/event-storage.port';
import { logFailure } from './node-logger';
import { type ServiceContext } from './service-context';
import { tooLate } from './stop';

/** One unary append: options first, then an event a message. */
export class AppendCall {
  private target: AppendTarget | undefined;
  private readonly events: ProposedEvent[] = [];
  private bytes = 0;
  private answered = false;
  /** By the process's own clock; undefined before the last message. */
  private submittedAt: number | undefined;

  constructor(
    private readonly context: ServiceContext,
    private readonly call: ServerReadableStream<AppendReq, AppendResp>,
    private readonly callback: sendUnaryData<AppendResp>,
  ) {
    call.on('data', (message: AppendReq) => {
      this.guarded(() => {
        this.accept(message);
      });
    });
    call.on('end', () => {
      this.submitUnlessCut();
    });
    call.on('error', () => {
      this.answered = true;
    });
  }

  private accept(message: AppendReq): void {
    const options = message.getOptions();
    if (options !== undefined) {
      this.target = appendTarget(options);
      return;
    }
    const proposed = message.getProposedMessage();
    if (proposed === undefined || this.target === undefined)
      throw handlerFailure('An append begins with its options and goes on with events.');
    const event = proposedEvent(proposed);
    this.bytes += appendSize(event);
    if (this.bytes > APPEND_BYTES_MAX) throw appendTooLarge();
    this.events.push(event);
  }

  /**
   * A client that dies ends its stream too, and a turn later it is known that nobody finished the append. One that cancels
   * may say first that it has finished: that append may be written, unanswered, as any that was cancelled too late.
   */
  private submitUnlessCut(): void {
    setImmediate(() => {
      if (this.call.cancelled) return;
      this.guarded(() => {
        this.submit();
      });
    });
  }

  private submit(): void {
    const { target, events } = this;
    if (target === undefined) throw handlerFailure('An append has no options.');
    this.submittedAt = performance.now();
    this.context.storage.append({ ...target, events }).then(
      (outcome) => {
        this.succeed(outcome, target);
      },
      (error: unknown) => {
        this.fail(error);
      },
    );
  }

  private succeed(outcome: AppendOutcome, { expected }: AppendTarget): void {
    this.note(outcome.kind);
    if (this.answered) return;
    this.answered = true;
    this.callback(null, appendAnswer(outcome, expected));
  }

  /** Nothing that is wrong with a call may escape it. */
  private guarded(step: () => void): void {
    if (this.answered) return;
    try {
      step();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.note('refused');
    if (this.answered) return;
    this.answered = true;
    const failure = error instanceof StorageClosed ? tooLate() : failureOf(error);
    logFailure(this.context.logger, failure);
    this.callback(serverError(failure));
  }

  private note(end: AppendEnd): void {
    const isHeard = !this.answered && !this.call.cancelled;
    const since = this.submittedAt;
    const milliseconds = since === undefined ? 0 : performance.now() - since;
    this.context.observer.appendEnded(isHeard ? end : 'unanswered', milliseconds);
  }
}
