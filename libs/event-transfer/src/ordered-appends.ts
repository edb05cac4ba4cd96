import { randomUUID } from 'node:crypto';
import { type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type AppendAnswer, answerOf, appendRequest } from './append-messages';
import { type AppendCall } from './protocol-client';
import { failureOf } from './store-failure';
import { type StreamRun } from './stream-runs';
import { StoreUnavailable, TransferNotExact, TransferRefused } from './transfer-failures';
import { type TransferredEvent } from './transferred-event';

type Append = Readonly<{
  run: StreamRun;
  first: TransferredEvent;
  correlationId: string;
  /** Hears that it and all before it are durable, or that they will not be. */
  settle: (failure?: Error) => void;
}>;

const APPENDS_IN_FLIGHT_MAX = 64;
const BYTES_IN_FLIGHT_MAX = 8 * 1_024 * 1_024;
/** In which a store that is started again is there again. */
const RETRY_PAUSES_MS = [200, 1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** Errors after which the same append may succeed. */
const PASSING = ['Timeout', 'Unknown'];

/**
 * Appends in the order given, several under way on one call. An append that finds no answer is sent again with all after
 * it: the ids are the same, so what was written is answered as it was and not written twice. The positions in the answers
 * show that the store kept the order.
 */
export class OrderedAppends {
  #waiting: Append[] = [];
  #sent: Append[] = [];
  readonly #written = new Map<string, bigint>();
  #bytesSent = 0;
  #position = -1n;
  #call: AppendCall | 'none' | 'opening' = 'none';
  #failed: Error | undefined;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Readonly<{ name: string; open: () => Promise<AppendCall> }>,
    private readonly silenceMs: number,
  ) {}

  /** Resolves when these events are durable. */
  async append(runs: readonly StreamRun[]): Promise<void> {
    // What is sent after every answer has come is written after all that was answered, or was there already.
    if (this.#sent.length === 0 && this.#waiting.length === 0) this.#position = -1n;
    const appended = runs.map((run) => this.#add(run));
    this.#sendMore();
    for (const append of appended) append.catch(() => undefined);
    for (const append of appended) await append;
  }

  close(): void {
    this.#fail(new StoreUnavailable(`The connection to ${this.store.name} was closed`));
  }

  #add(run: StreamRun): Promise<void> {
    const [first] = run.events;
    if (first === undefined) throw new RangeError('An append without events');
    return new Promise((resolve, reject) => {
      const settle = (failure?: Error): void => {
        if (failure === undefined) resolve();
        else reject(failure);
      };
      this.#waiting.push({ run, first, correlationId: randomUUID(), settle });
    });
  }

  #sendMore(): void {
    if (this.#failed !== undefined) {
      this.#fail(this.#failed);
      return;
    }
    if (this.#waiting.length === 0 || this.#call === 'opening') return;
    if (this.#call === 'none') {
      void this.#open();
      return;
    }
    const call = this.#call;
    let taken = 0;
    for (const append of this.#waiting) {
      if (this.#sent.length >= APPENDS_IN_FLIGHT_MAX || this.#bytesSent >= BYTES_IN_FLIGHT_MAX)
        break;
      call.write(appendRequest(append.correlationId, append.first, append.run.events));
      this.#sent.push(append);
      this.#bytesSent += append.run.bytes;
      taken += 1;
    }
    this.#waiting = this.#waiting.slice(taken);
    this.#watchSilence();
  }

  async #open(): Promise<void> {
    this.#call = 'opening';
    try {
      const call = await this.store.open();
      const mine = (hear: () => void): void => {
        if (this.#call === call) hear();
      };
      call.on('data', (response: BatchAppendResp) => {
        mine(() => {
          this.#hear(answerOf(response));
        });
      });
      call.on('error', (error) => {
        mine(() => {
          this.#again(failureOf(this.store.name, error));
        });
      });
      call.on('end', () => {
        mine(() => {
          this.#again(new StoreUnavailable(`The event store at ${this.store.name} ended the call`));
        });
      });
      this.#call = call;
      if (this.#failed === undefined) this.#sendMore();
      else call.cancel();
    } catch (error) {
      this.#again(failureOf(this.store.name, error));
    }
  }

  #hear(answer: AppendAnswer): void {
    if (answer.outcome === 'failed') {
      const failure = refusal(this.store.name, answer, this.#sent);
      if (PASSING.includes(answer.error)) this.#again(failure);
      else this.#fail(failure);
      return;
    }
    this.#written.set(answer.correlationId, answer.position);
    this.#settleInOrder();
    this.#sendMore();
  }

  #settleInOrder(): void {
    let settled = 0;
    for (const append of this.#sent) {
      const position = this.#written.get(append.correlationId);
      if (position === undefined) break;
      if (position <= this.#position) {
        this.#fail(outOfOrder(this.store.name, append.first));
        return;
      }
      this.#position = position;
      this.#written.delete(append.correlationId);
      this.#bytesSent -= append.run.bytes;
      append.settle();
      settled += 1;
    }
    if (settled > 0) this.#failures = 0;
    this.#sent = this.#sent.slice(settled);
    this.#watchSilence();
  }

  /** Sends everything that is not settled again, on a new call. */
  #again(failure: Error): void {
    this.#letGo();
    const pause = RETRY_PAUSES_MS[this.#failures];
    if (pause === undefined || !(failure instanceof StoreUnavailable)) {
      this.#fail(failure);
      return;
    }
    this.#failures += 1;
    this.#waiting = [...this.#sent, ...this.#waiting];
    this.#sent = [];
    this.#written.clear();
    this.#bytesSent = 0;
    this.#call = 'opening';
    this.#timer = setTimeout(() => {
      void this.#open();
    }, pause);
  }

  #fail(failure: Error): void {
    this.#letGo();
    this.#failed = failure;
    for (const append of [...this.#sent, ...this.#waiting]) append.settle(failure);
    this.#sent = [];
    this.#waiting = [];
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    const call = this.#call;
    this.#call = 'none';
    if (typeof call !== 'string') call.cancel();
  }

  #watchSilence(): void {
    clearTimeout(this.#timer);
    if (this.#sent.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#again(
        new StoreUnavailable(
          `The event store at ${this.store.name} did not answer an append for ${this.silenceMs} ms`,
        ),
      );
    }, this.silenceMs);
  }
}

function refusal(
  name: string,
  { error, message, correlationId }: Extract<AppendAnswer, { outcome: 'failed' }>,
  sent: readonly Append[],
): Error {
  const first = sent.find((append) => append.correlationId === correlationId)?.first;
  const place =
    first === undefined ? 'events' : `${first.stream} from event ${first.revision.toString()} on`;
  if (PASSING.includes(error))
    return new StoreUnavailable(`The event store at ${name} could not append ${place}: ${message}`);
  if (error === 'WrongExpectedVersion')
    return new TransferNotExact(
      `Something else writes to ${name}: ${place} has other events now than when it was compared. Stop what writes there.`,
    );
  return new TransferRefused(
    `The event store at ${name} refuses to append ${place}: ${error} ${message}`.trimEnd(),
  );
}

function outOfOrder(name: string, { stream, revision }: TransferredEvent): TransferNotExact {
  return new TransferNotExact(
    `The event store at ${name} did not keep the order: event ${revision.toString()} of stream ${stream} came before one that was sent earlier. This store cannot be the target any more; begin with an empty one.`,
  );
}
