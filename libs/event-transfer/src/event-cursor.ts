import { type EventPages, type TransferredEvent } from './transferred-event';

/** Pages handed out in portions of the reader's size, beside another reading that has pages of its own. */
export class EventCursor {
  readonly #pages;
  #page: readonly TransferredEvent[] = [];
  #taken = 0;

  constructor(pages: EventPages) {
    this.#pages = pages[Symbol.asyncIterator]();
  }

  /** The next events, fewer than asked for only where there are no more. */
  async next(count: number): Promise<readonly TransferredEvent[]> {
    const portion: TransferredEvent[] = [];
    while (portion.length < count) {
      if (this.#taken === this.#page.length && !(await this.#turn())) break;
      const some = this.#page.slice(this.#taken, this.#taken + count - portion.length);
      this.#taken += some.length;
      portion.push(...some);
    }
    return portion;
  }

  /** Lets the reading go. */
  async end(): Promise<void> {
    await this.#pages.return?.();
  }

  async #turn(): Promise<boolean> {
    const turned = await this.#pages.next();
    this.#page = turned.done === true ? [] : turned.value;
    this.#taken = 0;
    return turned.done !== true;
  }
}
