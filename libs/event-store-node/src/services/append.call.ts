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
import { type AppendOutcome, type ProposedEvent } from '../storage/event-storage.port';
import { logFailure } from './node-logger';
import { type ServiceContext } from './service-context';

/** One unary append: options first, then an event a message. */
export class AppendCall {
  private target: AppendTarget | undefined;
  private readonly events: ProposedEvent[] = [];
  private bytes = 0;
  private answered = false;

  constructor(
    private readonly context: ServiceContext,
    call: ServerReadableStream<AppendReq, AppendResp>,
    private readonly callback: sendUnaryData<AppendResp>,
  ) {
    call.on('data', (message: AppendReq) => {
      this.guarded(() => {
        this.accept(message);
      });
    });
    call.on('end', () => {
      this.guarded(() => {
        this.submit();
      });
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

  private submit(): void {
    const { target, events } = this;
    if (target === undefined) throw handlerFailure('An append has no options.');
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
    if (this.answered) return;
    this.answered = true;
    const failure = failureOf(error);
    logFailure(this.context.logger, failure);
    this.callback(serverError(failure));
  }
}
