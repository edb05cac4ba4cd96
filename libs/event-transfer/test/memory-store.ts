import { type EventPages, type EventTarget, type TransferredEvent } from '../src/transferred-event';

/** An event store in memory that hands out pages of a few events. */
export class MemoryStore implements EventTarget {
  readonly events: TransferredEvent[];
  readings = 0;

  constructor(
    readonly name: string,
    events: readonly TransferredEvent[] = [],
    private readonly pageSize = 7,
  ) {
    this.events = [...events];
  }

  readonly pages = (): EventPages => this.#pages();

  readonly append = (events: readonly TransferredEvent[]): Promise<void> => {
    this.events.push(...events);
    return Promise.resolve();
  };

  async *#pages(): EventPages {
    this.readings += 1;
    const end = this.events.length;
    for (let from = 0; from < end; from += this.pageSize)
      yield await Promise.resolve(this.events.slice(from, Math.min(from + this.pageSize, end)));
  }
}
