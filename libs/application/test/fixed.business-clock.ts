import { Calendar, type Instant } from '#ledger-core';
import { BusinessClock } from '../src/ports/business-clock.port';

/** Business time as a test sets it. Unlike the real one it goes wherever it is told. */
export class FixedBusinessClock extends BusinessClock {
  override isTestClock = true;
  /** The latest instant that was stored. */
  storedAt: Instant | undefined;
  #now: Instant;

  constructor(at: string) {
    super();
    this.#now = Calendar.instant(at);
  }

  turnTo(at: string): void {
    this.#now = Calendar.instant(at);
  }

  override now(): Promise<Instant> {
    return Promise.resolve(this.#now);
  }

  override stored(): Promise<Instant> {
    this.storedAt = this.#now;
    return this.now();
  }

  override set(to: Instant): Promise<Readonly<{ outcome: 'set' | 'backwards'; now: Instant }>> {
    if (to < this.#now) return Promise.resolve({ outcome: 'backwards', now: this.#now });
    this.#now = to;
    return Promise.resolve({ outcome: 'set', now: to });
  }
}
