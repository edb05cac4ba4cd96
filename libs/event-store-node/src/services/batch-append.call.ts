import { type UUID } from '@eventstore/db-client/generated/shared_pb';
import { type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import { batchAppendTarget, proposedEvent, appendSize } from '../protocol/append-request';
import { type BatchAnswer, batchAnswer, batchRefusal } from '../protocol/batch-append-answer';
import { uuidMessage, uuidOf } from '../protocol/identifiers';
import {
  APPEND_BYTES_MAX,
  appendTooLarge,
  failureOf,
  RpcFailure,
  serverError,
} from '../protocol/rpc-failure';
import { type AppendEnd } from '../observation/node-observer';
import { StorageClosed, StorageLost } from '../storage/event-storage.port';
import { BatchedAppend, refusalOf, TIMED_OUT } from './batched-append';
import { logFailure } from './node-logger';
import { type OpenCall, type ServiceContext } from './service-context';

/** Appends a call may have begun and not finished, and appends it may have handed over and not seen answered. */
const UNFINISHED_MAX = 1_000;
const PENDING_MAX = 1_000;
/** For an append that names no deadline, and the longest a named one is waited for. */
const APPEND_TIMEOUT_MS = 30_000;
/** Deadlines are rounded up to this, so that many timers end together. */
const TIMER_STEP_MS = 50;

/** One bidirectional call that carries many appends, told apart by correlation id. */
export class BatchAppendCall implements OpenCall {
  private readonly unfinished = new Map<string, BatchedAppend>();
  private pending = 0;
  private halfClosed = false;
  private closed = false;
  /** Something came when the node no longer took it: the stop ends this call, whatever its client does. */
  private tooLate = false;

  constructor(
    private readonly context: ServiceContext,
    private readonly call: ServerDuplexStream<BatchAppendReq, BatchAnswer>,
  ) {
    context.openCalls.add(this);
    call.on('data', (message: BatchAppendReq) => {
      this.accept(message);
    });
    call.on('end', () => {
      this.halfClosed = true;
      this.endWhenDone();
    });
    call.on('drain', () => {
      this.paceReading();
    });
    for (const event of ['cancelled', 'close', 'error'])
      call.on(event, () => {
        this.dispose();
      });
  }

  fail(failure: RpcFailure): void {
    if (this.closed) return;
    this.dispose();
    this.call.emit('error', serverError(failure));
  }

  private accept(message: BatchAppendReq): void {
    if (this.closed) return;
    const append = this.appendOf(message);
    if (append === undefined) return;
    try {
      this.collect(append, message);
    } catch (error) {
      this.refuse(append, failureOf(error));
    }
    if (!message.getIsFinal()) return;
    this.unfinished.delete(append.key);
    if (!append.answered) this.submit(append);
  }

  /** The append a chunk belongs to. A chunk without options of an append that is not under way is ignored. */
  private appendOf(message: BatchAppendReq): BatchedAppend | undefined {
    const correlationId = message.getCorrelationId();
    const key = keyOf(correlationId);
    const known = this.unfinished.get(key);
    const options = message.getOptions();
    if (known !== undefined || options === undefined) return known;
    if (this.unfinished.size >= UNFINISHED_MAX) {
      this.endOverLimit();
      return undefined;
    }
    const append = new BatchedAppend(key, {
      correlationId,
      streamIdentifier: options.getStreamIdentifier(),
    });
    this.unfinished.set(key, append);
    try {
      this.begin(append, options);
    } catch (error) {
      this.refuse(append, failureOf(error));
    }
    return append;
  }

  /** To refuse the one append would be to remember it until its last chunk: the call would grow without bound. */
  private endOverLimit(): void {
    const failure = new RpcFailure(
      status.RESOURCE_EXHAUSTED,
      `More than ${UNFINISHED_MAX} appends of this call are begun and not finished.`,
    );
    logFailure(this.context.logger, failure);
    this.fail(failure);
  }

  private begin(append: BatchedAppend, options: BatchAppendReq.Options): void {
    uuidOf(append.address.correlationId);
    append.target = batchAppendTarget(options);
    const deadline = options.getDeadline()?.toDate().getTime();
    const left = deadline === undefined ? APPEND_TIMEOUT_MS : deadline - this.context.now();
    if (left <= 0) {
      this.answer(append, batchRefusal(append.address, TIMED_OUT), 'timedOut');
      return;
    }
    const rounded = Math.ceil(Math.min(left, APPEND_TIMEOUT_MS) / TIMER_STEP_MS) * TIMER_STEP_MS;
    append.timer = setTimeout(() => {
      this.expire(append);
    }, rounded);
  }

  private collect(append: BatchedAppend, message: BatchAppendReq): void {
    if (append.answered) return;
    for (const proposed of message.getProposedMessagesList()) {
      const event = proposedEvent(proposed);
      append.bytes += appendSize(event);
      if (append.bytes > APPEND_BYTES_MAX) throw appendTooLarge();
      append.events.push(event);
    }
  }

  private submit(append: BatchedAppend): void {
    const { target, events, address } = append;
    if (target === undefined) return;
    append.submittedAt = performance.now();
    this.pending += 1;
    this.paceReading();
    this.context.storage
      .append({ ...target, events })
      .then(
        (outcome) => {
          this.answer(append, batchAnswer(address, outcome, target.expected), outcome.kind);
        },
        (error: unknown) => {
          this.refuseStored(append, error);
        },
      )
      .finally(() => {
        this.leaveUnanswered(append);
        this.pending -= 1;
        this.paceReading();
        this.endWhenDone();
      });
  }

  /** What comes when the node stops is left to the end of the call, which says that it was not written. */
  private refuseStored(append: BatchedAppend, error: unknown): void {
    if (error instanceof StorageClosed) this.tooLate = true;
    else if (error instanceof StorageLost) this.fail(failureOf(error));
    else this.refuse(append, failureOf(error));
  }

  /** Before its last chunk an append is answered under the structured form of its id, as the real server does. */
  private expire(append: BatchedAppend): void {
    const { streamIdentifier, correlationId } = append.address;
    const unfinished = this.unfinished.get(append.key) === append;
    const answered = unfinished ? uuidMessage(append.key, 'structured') : correlationId;
    const address = { correlationId: answered, streamIdentifier };
    this.answer(append, batchRefusal(address, TIMED_OUT), 'timedOut');
  }

  private refuse(append: BatchedAppend, failure: RpcFailure): void {
    logFailure(this.context.logger, failure);
    this.answer(append, batchRefusal(append.address, refusalOf(failure)), 'refused');
  }

  /** A correlation id is answered once: the client throws on a second answer. */
  private answer(append: BatchedAppend, answer: BatchAnswer, end: AppendEnd): void {
    if (append.answered || this.closed) return;
    this.settle(append, end);
    if (!this.call.write(answer)) this.call.pause();
  }

  private leaveUnanswered(append: BatchedAppend): void {
    if (!append.answered) this.settle(append, 'unanswered');
  }

  private settle(append: BatchedAppend, end: AppendEnd): void {
    append.settle();
    const { submittedAt } = append;
    const milliseconds = submittedAt === undefined ? 0 : performance.now() - submittedAt;
    this.context.observer.appendEnded(end, milliseconds);
  }

  private paceReading(): void {
    if (this.closed) return;
    if (this.pending >= PENDING_MAX || this.call.writableNeedDrain) this.call.pause();
    else if (this.call.isPaused()) this.call.resume();
  }

  private endWhenDone(): void {
    if (!this.halfClosed || this.pending > 0 || this.closed || this.tooLate) return;
    this.dispose();
    this.call.end();
  }

  private dispose(): void {
    this.closed = true;
    this.context.openCalls.delete(this);
    for (const append of this.unfinished.values()) append.settle();
    this.unfinished.clear();
  }
}

/** Appends are kept by their id's text; one that is no id is refused under what it says. */
function keyOf(correlationId: UUID | undefined): string {
  try {
    return uuidOf(correlationId);
  } catch {
    return `malformed ${correlationId?.getString() ?? ''}`;
  }
}
