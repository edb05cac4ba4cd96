import { LRUCache } from 'lru-cache';
import { type History } from './history';

type Entry<State> =
  | Readonly<{ kind: 'history'; history: History<State> }>
  | Readonly<{ kind: 'parked'; reason: string; changes: number }>;

/** What a state takes beside the events folded into it, so that many small ones are bounded too. */
const ENTRY_BYTES = 2_048;

/** States of streams, bounded by the encoded bytes of their events; those used longest ago go first. */
export class HistoryCache<State> {
  readonly #entries: LRUCache<string, Entry<State>>;

  constructor(
    bytesMax: number,
    private readonly parkedFor: number,
  ) {
    this.#entries = new LRUCache({
      maxSize: bytesMax,
      sizeCalculation: (entry) =>
        ENTRY_BYTES + (entry.kind === 'history' ? entry.history.bytes : 0),
    });
  }

  get(stream: string): Entry<State> | undefined {
    return this.#entries.get(stream);
  }

  /** Keeps a state, or weighs it again after more was folded into it. */
  keep(history: History<State>): void {
    this.#entries.set(history.stream, { kind: 'history', history });
  }

  /** For a while nobody tries to read the stream again, unless some stream is parked or unparked since. */
  park(stream: string, reason: string, changes: number): void {
    this.#entries.set(stream, { kind: 'parked', reason, changes }, { ttl: this.parkedFor });
  }

  drop(stream: string): void {
    this.#entries.delete(stream);
  }
}
