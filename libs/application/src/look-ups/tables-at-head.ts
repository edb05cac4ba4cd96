import { Injectable } from '@nestjs/common';
import { EventLog, EventLogUnavailable, LEDGER_STREAM_PREFIXES } from '#event-log';
import { type Outcome } from '../messages/outcome';
import { Projection } from '../ports/projection.port';

/** How long a look-up waits for what was written before it was asked and is not in the tables yet, in milliseconds. */
const WAIT_MILLISECONDS = 1_000;
const RETRY_AFTER_SECONDS = 1;

/** What a look found. Of what it misses nothing is known when the tables are behind. */
export type Seen<Found> = Readonly<{ found: Found; isBehind: boolean }>;

/** Nobody is told that something is not there before the tables hold the log as it stood when they asked. */
@Injectable()
export class TablesAtHead {
  constructor(
    private readonly log: EventLog,
    private readonly projection: Projection,
  ) {}

  /** What a look finds at once, or else once the tables have come as far as the log. */
  async seen<Found>(
    look: () => Promise<Found>,
    isAll: (found: Found) => boolean,
  ): Promise<Seen<Found>> {
    const found = await look();
    if (isAll(found)) return { found, isBehind: false };
    if (!(await this.#reached())) return { found, isBehind: true };
    return { found: await look(), isBehind: false };
  }

  async #reached(): Promise<boolean> {
    try {
      const head = await this.log.headOf(LEDGER_STREAM_PREFIXES);
      return head === undefined || (await this.projection.waitFor(head, WAIT_MILLISECONDS));
    } catch (error) {
      if (error instanceof EventLogUnavailable) return false;
      throw error;
    }
  }
}

/** The answer to who asks for what the tables may not have yet. */
export function tablesBehind(): Extract<Outcome<never>, { outcome: 'unavailable' }> {
  return {
    outcome: 'unavailable',
    reason: 'The read models do not have all that is written yet',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  };
}
