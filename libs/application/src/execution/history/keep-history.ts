import { EventLogUnavailable, type StreamName } from '#event-log';
import { type Outcome } from '../../messages/outcome';
import { BookUnreadable } from '../../ports/book-unreadable';
import { type ParkedStreams, saidOfParked } from '../../ports/parked-streams.port';
import { type ExecutionBounds } from '../execution-bounds';
import { doubt, type History, ImpossibleHistory } from './history';
import { HistoryCache } from './history-cache';
import { type StreamEvent } from '../stream-kind';
import { StreamQueue } from '../stream-queue';
import { type StreamReader } from './stream-reader';

/** Why a stream could not be worked on. */
export type Failure = Exclude<Outcome<never>, { outcome: 'done' | 'rejected' }>;

/** Gives one job at a time the folded state of a stream, and keeps that state for the next. */
export class HistoryKeeper<State, Event extends StreamEvent> {
  readonly #queue: StreamQueue;
  readonly #cache: HistoryCache<State>;

  constructor(
    private readonly reader: StreamReader<State, Event>,
    private readonly bounds: ExecutionBounds,
    private readonly parked: ParkedStreams | undefined,
  ) {
    this.#queue = new StreamQueue(bounds.queueLengthMax);
    this.#cache = new HistoryCache(bounds.cachedBytesMax, bounds.parkedFor);
  }

  /** Runs a job in its turn. A job that meets an impossible history is run once more on the stream folded anew. */
  async work<Result>(
    stream: StreamName,
    job: (history: History<State>) => Promise<Result>,
  ): Promise<Result | Failure> {
    const result = await this.#queue.run(stream, () => this.#answered(stream, job));
    if (result !== 'full') return result;
    return { outcome: 'busy', retryAfterSeconds: this.bounds.busyRetryAfterSeconds };
  }

  /** What is kept of a stream, whoever works on it: for what never changes once it is there. */
  kept(stream: StreamName): State | undefined {
    const kept = this.#cache.get(stream);
    return kept?.kind === 'history' ? kept.history.state : undefined;
  }

  async #answered<Result>(
    stream: StreamName,
    job: (history: History<State>) => Promise<Result>,
  ): Promise<Result | Failure> {
    const reason = this.#parkedFor(stream);
    if (reason !== undefined) return { outcome: 'parked', reason };
    const kept = this.#cache.get(stream);
    try {
      return await this.#onKept(stream, kept?.kind === 'history' ? kept.history : undefined, job);
    } catch (error) {
      if (error instanceof ImpossibleHistory) return this.#parked(stream, error);
      if (!(error instanceof EventLogUnavailable || error instanceof BookUnreadable)) throw error;
      const { unavailableRetryAfterSeconds: retryAfterSeconds } = this.bounds;
      return { outcome: 'unavailable', reason: error.message, retryAfterSeconds };
    }
  }

  /** Why a stream is parked. What is kept of one is forgotten: once it is unparked its history is read anew. */
  #parkedFor(stream: StreamName): string | undefined {
    const parked = this.parked?.of(stream);
    if (parked !== undefined) {
      this.#cache.drop(stream);
      return saidOfParked(stream, parked);
    }
    const kept = this.#cache.get(stream);
    if (kept?.kind !== 'parked') return undefined;
    // A fault that was met before something was unparked may be mended.
    if (kept.changes === this.#changes()) return kept.reason;
    this.#cache.drop(stream);
    return undefined;
  }

  async #onKept<Result>(
    stream: StreamName,
    kept: History<State> | undefined,
    job: (history: History<State>) => Promise<Result>,
  ): Promise<Result> {
    if (kept === undefined) return this.#on(await this.reader.load(stream), job);
    try {
      return await this.#on(kept, job);
    } catch (error) {
      if (!(error instanceof ImpossibleHistory)) throw error;
      // What was kept may be wrong where the log is right: only the log itself parks a stream.
      this.#cache.drop(stream);
      return this.#on(await this.reader.load(stream), job);
    }
  }

  async #on<Result>(
    history: History<State>,
    job: (history: History<State>) => Promise<Result>,
  ): Promise<Result> {
    try {
      const result = await job(history);
      this.#cache.keep(history);
      return result;
    } catch (error) {
      // A read that broke off may have ended within an operation.
      doubt(history);
      if (!(error instanceof ImpossibleHistory)) this.#cache.keep(history);
      throw error;
    }
  }

  #changes(): number {
    return this.parked?.changes() ?? 0;
  }

  /** The tables are told, so that nobody is shown amounts of a history that no command can go on from. */
  async #parked(
    stream: StreamName,
    { message: reason, fault }: ImpossibleHistory,
  ): Promise<Failure> {
    this.#cache.park(stream, reason, this.#changes());
    if (fault !== undefined) await this.parked?.park(fault);
    return { outcome: 'parked', reason };
  }
}
