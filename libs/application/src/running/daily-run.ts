import { Injectable } from '@nestjs/common';
import { type BillingAccountId, Calendar, type Day } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { sleep } from '#platform';
import { AccountExecutor } from '../execution/billing-account.stream';
import { type CaughtUp } from '../execution/execute-command';
import { type Failure } from '../execution/keep-history';
import { StreamQueue } from '../execution/stream-queue';
import { countOf } from '../json-reading';
import { type ApplicationRejection } from '../messages/application-rejection';
import { BusinessClock } from '../ports/business-clock.port';
import { Projection } from '../ports/projection.port';
import { DueWork } from './due-work';

/** How much of what falls due was done, as the answer of a run names it. */
const COUNTED = ['instalmentsCharged', 'creditsExpired', 'monthsClosed'] as const;
export type DueCounts = Readonly<Record<(typeof COUNTED)[number], number>>;

/** What a run did. An account that is parked or stopped keeps its due work until that is mended. */
export type RunReport = Readonly<{
  outcome: 'ran';
  through: Day;
  /** Accounts for which anything was done. */
  accounts: number;
  counts: DueCounts;
  parked: readonly Readonly<{ account: BillingAccountId; reason: string }>[];
  /** What falls due next cannot be decided, such as a renewal whose product the price book does not know. */
  stopped: readonly Readonly<{ account: BillingAccountId; rejection: ApplicationRejection }>[];
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
  readonly stopped: Map<BillingAccountId, ApplicationRejection>;
  /** Where each account stood when nothing was due in it after all. */
  readonly idleAt: Map<BillingAccountId, bigint>;
  readonly stuck: Set<BillingAccountId>;
  readonly counts: Record<(typeof COUNTED)[number], number>;
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
    const tally = emptyTally();
    for (let round = 0; round < RUN_BOUNDS.roundsMax; round += 1) {
      const found = await this.due.accounts.through(day);
      const left = found.filter((account) => !isLeft(tally, account));
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

function emptyTally(): Tally {
  return {
    worked: new Set(),
    parked: new Map(),
    stopped: new Map(),
    idleAt: new Map(),
    stuck: new Set(),
    counts: { instalmentsCharged: 0, creditsExpired: 0, monthsClosed: 0 },
    position: 0n,
  };
}

/** Whether the run does nothing more for an account, whatever the tables show. */
function isLeft({ parked, stopped, stuck }: Tally, account: BillingAccountId): boolean {
  return parked.has(account) || stopped.has(account) || stuck.has(account);
}

function count(
  tally: Tally,
  account: BillingAccountId,
  { answers, position }: Extract<CaughtUp, { outcome: 'caughtUp' | 'stopped' }>,
): void {
  tally.position = position > tally.position ? position : tally.position;
  for (const answer of answers)
    for (const counted of COUNTED) tally.counts[counted] += countOf(answer, counted);
  if (answers.length > 0) tally.worked.add(account);
}

/** Once, the tables may not have had what others did; the second time they had all that is in the stream. */
function noteIdle({ idleAt, stuck }: Tally, account: BillingAccountId, position: bigint): void {
  if (idleAt.get(account) === position) stuck.add(account);
  else idleAt.set(account, position);
}

function reportOf(
  { worked, parked, stopped, stuck, counts, position }: Tally,
  through: Day,
): RunReport {
  return {
    outcome: 'ran',
    through,
    accounts: worked.size,
    counts,
    parked: [...parked].map(([account, reason]) => ({ account, reason })),
    stopped: [...stopped].map(([account, rejection]) => ({ account, rejection })),
    stuck: [...stuck],
    position,
  };
}

function unavailable(reason: string): Extract<Failure, { outcome: 'unavailable' }> {
  return { outcome: 'unavailable', reason, retryAfterSeconds: RETRY_AFTER_SECONDS };
}
