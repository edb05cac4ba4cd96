import { Injectable } from '@nestjs/common';
import { type BillingAccountId, Calendar, type Day, type JsonObject } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { sleep } from '#platform';
import { AccountExecutor } from '../execution/billing-account.stream';
import { type CaughtUp } from '../execution/execute-command';
import { type Failure } from '../execution/keep-history';
import { StreamQueue } from '../execution/stream-queue';
import { countOf } from '../json-reading';
import { BusinessClock } from '../ports/business-clock.port';
import { Projection } from '../ports/projection.port';
import { DueWork } from './due-work';

/** What a run did. An account that is parked keeps its due work until it is mended. */
export type RunReport = Readonly<{
  outcome: 'ran';
  through: Day;
  /** Accounts for which anything was done. */
  accounts: number;
  instalmentsCharged: number;
  parked: readonly Readonly<{ account: BillingAccountId; reason: string }>[];
  /** The tables show something due in them, and their streams, which the tables have, hold nothing due. */
  stuck: readonly BillingAccountId[];
  /** Of the last event written; 0 when nothing was. */
  position: bigint;
}>;

export type RunOutcome = RunReport | Extract<Failure, { outcome: 'unavailable' }>;

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

/** What has come of a run so far. */
type Tally = {
  readonly worked: Set<BillingAccountId>;
  readonly parked: Map<BillingAccountId, string>;
  /** Where each account stood when nothing was due in it after all. */
  readonly idleAt: Map<BillingAccountId, bigint>;
  readonly stuck: Set<BillingAccountId>;
  instalmentsCharged: number;
  position: bigint;
};

/** How a round went: whether an account was left to others, and what ended it early. */
type Round = {
  isAnyHeld: boolean;
  failure: Extract<Failure, { outcome: 'unavailable' }> | undefined;
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
    const tally: Tally = {
      worked: new Set(),
      parked: new Map(),
      idleAt: new Map(),
      stuck: new Set(),
      instalmentsCharged: 0,
      position: 0n,
    };
    for (let round = 0; round < RUN_BOUNDS.roundsMax; round += 1) {
      const found = await this.due.accounts.through(day);
      const left = found.filter(
        (account) => !tally.parked.has(account) && !tally.stuck.has(account),
      );
      if (left.length === 0) return reportOf(tally, day);
      const { isAnyHeld, failure } = await this.#round(left, day, tally);
      if (failure !== undefined) return failure;
      if (!(await this.projection.waitFor(tally.position, RUN_BOUNDS.projectedWithin)))
        return unavailable('The read models do not have what the run has written yet');
      if (isAnyHeld) await sleep(RUN_BOUNDS.heldPause);
    }
    return unavailable(`Something is still due on ${day} after ${RUN_BOUNDS.roundsMax} rounds`);
  }

  async #round(accounts: readonly BillingAccountId[], day: Day, tally: Tally): Promise<Round> {
    const round: Round = { isAnyHeld: false, failure: undefined };
    const waiting = [...accounts];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        if (round.failure === undefined) await this.#account(next, { day, tally, round });
    };
    await Promise.all(Array.from({ length: RUN_BOUNDS.accountsAtOnce }, worker));
    return round;
  }

  async #account(
    account: BillingAccountId,
    { day, tally, round }: Readonly<{ day: Day; tally: Tally; round: Round }>,
  ): Promise<void> {
    const stream = billingAccountStream(account);
    const run = await this.due.locks.whileHeld(stream, () => this.accounts.catchUp(stream, day));
    if (run === 'held') {
      round.isAnyHeld = true;
      return;
    }
    switch (run.outcome) {
      case 'caughtUp':
        count(tally, account, run);
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

function count(
  tally: Tally,
  account: BillingAccountId,
  { answers, position }: Extract<CaughtUp, { outcome: 'caughtUp' }>,
): void {
  tally.position = position > tally.position ? position : tally.position;
  tally.instalmentsCharged += chargedBy(answers);
  if (answers.length > 0) tally.worked.add(account);
  // Once, the tables may not have had what others did; the second time they had all that is in the stream.
  else if (tally.idleAt.get(account) === position) tally.stuck.add(account);
  else tally.idleAt.set(account, position);
}

function chargedBy(answers: readonly JsonObject[]): number {
  return answers.reduce((sum, answer) => sum + countOf(answer, 'instalmentsCharged'), 0);
}

function reportOf(
  { worked, parked, stuck, instalmentsCharged, position }: Tally,
  through: Day,
): RunReport {
  return {
    outcome: 'ran',
    through,
    accounts: worked.size,
    instalmentsCharged,
    parked: [...parked].map(([account, reason]) => ({ account, reason })),
    stuck: [...stuck],
    position,
  };
}

function unavailable(reason: string): Extract<Failure, { outcome: 'unavailable' }> {
  return { outcome: 'unavailable', reason, retryAfterSeconds: RETRY_AFTER_SECONDS };
}
