import { Injectable } from '@nestjs/common';
import { type BillingAccountId, Calendar, type Day } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { sleep } from '#platform';
import { AccountExecutor } from '../execution/billing-account.stream';
import { type Failure } from '../execution/keep-history';
import { StreamQueue } from '../execution/stream-queue';
import { BusinessClock } from '../ports/business-clock.port';
import { Projection } from '../ports/projection.port';
import { DueWork } from './due-work';
import {
  count,
  emptyTally,
  isLeft,
  noteIdle,
  reportOf,
  type RunReport,
  type Tally,
} from './run-tally';

type Unavailable = Extract<Failure, { outcome: 'unavailable' }>;
export type RunOutcome = RunReport | Unavailable;

/** The limits of a run. Times are in milliseconds. */
export const RUN_BOUNDS = {
  /** How often it asks for accounts with due work; each round does all that was found. */
  roundsMax: 1_000,
  accountsAtOnce: 4,
  runsWaitingMax: 100,
  projectedWithin: 60_000,
  /** The pause when every account left is in another run's hands. */
  heldPause: 100,
} as const;

const RETRY_AFTER_SECONDS = 5;
const WHOLE_RUN = 'daily run';

/** An account, and the day through which it is run. */
type Run = Readonly<{ account: BillingAccountId; through: Day }>;

/** How a round went: whether an account was left to others, and what ended it early. */
type Round = {
  isAnyHeld: boolean;
  failure: Unavailable | undefined;
};

/** Does what is due, by the way of every command. Nothing due, no event: it can be repeated, run late or for many days. */
@Injectable()
export class DailyRun {
  /** One run at a time: each holds connections for its locks while its commands need others. */
  readonly #runs = new StreamQueue(RUN_BOUNDS.runsWaitingMax);

  constructor(
    private readonly accounts: AccountExecutor,
    private readonly due: DueWork,
    private readonly projection: Projection,
    private readonly clock: BusinessClock,
  ) {}

  /** Runs through business today, unless another process is at it. */
  async today(): Promise<RunOutcome | 'held'> {
    const on = Calendar.dayOf(await this.clock.stored());
    return this.due.locks.whileHeld(WHOLE_RUN, () => this.through(on));
  }

  /** R-TIM-1: all that is due up to and including a day; answered when the tables have it. */
  async through(day: Day): Promise<RunOutcome> {
    const outcome = await this.#runs.run(WHOLE_RUN, () => this.#through(day));
    return outcome === 'full' ? unavailable('Too many runs wait for each other') : outcome;
  }

  async #through(day: Day): Promise<RunOutcome> {
    const tally = emptyTally();
    const failure =
      (await this.#moves(day, tally)) ??
      (await this.#rounds(tally, async () => {
        const accounts = await this.due.accounts.through(day);
        return accounts.map((account) => ({ account, through: day }));
      }));
    return failure ?? reportOf(tally, day);
  }

  /**
   * R-RET-4, before all else: what an account takes along must have arrived before later days of the other account are
   * run, so that no paper of theirs depends on how many days are run at once (R-TIM-1).
   */
  async #moves(day: Day, tally: Tally): Promise<Unavailable | undefined> {
    const failure = await this.#rounds(tally, async () => {
      const due = await this.due.transfers.due(day);
      return due.map(({ billingAccountId: account, on: through }) => ({ account, through }));
    });
    if (failure !== undefined) return failure;
    const { position, waiting } = await this.due.credits.carryAll();
    tally.waiting = waiting;
    return position === 0n ? undefined : this.#projected(tally, position);
  }

  /** Round after round, until no account is found that anything can be done for. */
  async #rounds(
    tally: Tally,
    find: () => Promise<readonly Run[]>,
  ): Promise<Unavailable | undefined> {
    for (let round = 0; round < RUN_BOUNDS.roundsMax; round += 1) {
      const left = (await find()).filter(({ account }) => !isLeft(tally, account));
      if (left.length === 0) return undefined;
      const { isAnyHeld, failure } = await this.#round(left, tally);
      if (failure !== undefined) return failure;
      const behind = await this.#projected(tally, tally.position);
      if (behind !== undefined) return behind;
      if (isAnyHeld) await sleep(RUN_BOUNDS.heldPause);
    }
    return unavailable(`Something is still due after ${RUN_BOUNDS.roundsMax} rounds`);
  }

  async #projected(tally: Tally, position: bigint): Promise<Unavailable | undefined> {
    tally.position = position > tally.position ? position : tally.position;
    if (await this.projection.waitFor(tally.position, RUN_BOUNDS.projectedWithin)) return undefined;
    return unavailable('The read models do not have what the run has written yet');
  }

  async #round(runs: readonly Run[], tally: Tally): Promise<Round> {
    const round: Round = { isAnyHeld: false, failure: undefined };
    const waiting = [...runs];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        if (round.failure === undefined) await this.#account(next, { tally, round });
    };
    await Promise.all(Array.from({ length: RUN_BOUNDS.accountsAtOnce }, worker));
    return round;
  }

  async #account(
    { account, through }: Run,
    { tally, round }: Readonly<{ tally: Tally; round: Round }>,
  ): Promise<void> {
    const stream = billingAccountStream(account);
    const run = await this.due.locks.whileHeld(stream, () =>
      this.accounts.catchUp(stream, through),
    );
    if (run === 'held') {
      round.isAnyHeld = true;
      return;
    }
    switch (run.outcome) {
      case 'caughtUp':
        count(tally, account, run);
        if (run.answers.length === 0) noteIdle(tally, account, run.position);
        return;
      case 'stopped':
        count(tally, account, run);
        tally.stopped.set(account, run.rejection);
        return;
      case 'busy':
        // Others are writing to it: it is asked for again in the next round.
        round.isAnyHeld = true;
        return;
      case 'parked':
        tally.parked.set(account, run.reason);
        return;
      case 'unavailable':
        round.failure = run;
        return;
    }
  }
}

function unavailable(reason: string): Unavailable {
  return { outcome: 'unavailable', reason, retryAfterSeconds: RETRY_AFTER_SECONDS };
}
