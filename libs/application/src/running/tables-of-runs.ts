import { Injectable } from '@nestjs/common';
import { EventLog, EventLogUnavailable, LEDGER_STREAM_PREFIXES } from '#event-log';
import { Projection } from '../ports/projection.port';
import { type Unavailable, unavailable } from './run-tally';

/** How long the tables are waited for, in milliseconds. */
const WAITED_FOR = 60_000;
/** And so much longer for each append that they have to take. */
const WAITED_FOR_PER_APPEND = 200;
/** Who waits looks so often whether the process stops. */
const LOOKED_EVERY = 1_000;

type IsStopping = () => boolean;

/** What a run asks the tables rests on: it waits until they hold what the answer has to be made of. */
@Injectable()
export class TablesOfRuns {
  constructor(
    private readonly log: EventLog,
    private readonly projection: Projection,
  ) {}

  /** Waits until they hold all that was written before it was called; says why not. */
  async holdLog(isStopping: IsStopping): Promise<Unavailable | undefined> {
    try {
      const head = await this.log.headOf(LEDGER_STREAM_PREFIXES);
      if (head === undefined || (await this.#hold(head, WAITED_FOR, isStopping))) return undefined;
    } catch (error) {
      if (error instanceof EventLogUnavailable) return unavailable(error.message);
      throw error;
    }
    return unavailable('The read models do not have all that is written yet; send it again');
  }

  /** Waits until they hold what was found in the log, or written to it by so many appends; says why not. */
  async holdPosition(
    position: bigint,
    appends: number,
    isStopping: IsStopping,
  ): Promise<Unavailable | undefined> {
    const within = WAITED_FOR + appends * WAITED_FOR_PER_APPEND;
    if (await this.#hold(position, within, isStopping)) return undefined;
    return unavailable('The read models do not have what the run has written yet; send it again');
  }

  async #hold(position: bigint, within: number, isStopping: IsStopping): Promise<boolean> {
    for (let waited = 0; waited < within; waited += LOOKED_EVERY) {
      if (await this.projection.waitFor(position, LOOKED_EVERY)) return true;
      if (isStopping()) return false;
    }
    return false;
  }
}
