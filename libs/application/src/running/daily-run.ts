import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type BillingAccountId, Calendar, type Day } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { sleep } from '#platform';
import { type RunAsker } from '#read-models';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { StreamQueue } from '../execution/stream-queue';
import { BusinessClock } from '../ports/business-clock.port';
import { DueWork } from './due-work';
import {
  newRound,
  Patience,
  type Round,
  type RoundBooks,
  type Run,
  settle,
  settleThrown,
} from './run-round';
import {
  BEFORE_ALL,
  countAppend,
  emptyTally,
  leftBehindIn,
  reportOf,
  type RunOutcome,
  type Tally,
  type Unavailable,
  unavailable,
} from './run-tally';
import { whileTold } from './run-telling';
import { TablesOfRuns } from './tables-of-runs';

/** The limits of a run. Times are in milliseconds. */
type RunBounds = Readonly<{
  /** How many accounts it asks for at once; it asks again until there are none. */
  accountsFoundMax: number;
  /** How often in a row it finds the same accounts in others' hands and can do nothing. */
  fruitlessRoundsMax: number;
  accountsAtOnce: number;
  runsWaitingMax: number;
  /** The pause when an account is in another's hands. */
  heldPause: number;
}>;

const RUN_BOUNDS: RunBounds = {
  accountsFoundMax: 1_000,
  // With the pauses half a minute: others wait for this run meanwhile.
  fruitlessRoundsMax: 300,
  accountsAtOnce: 4,
  runsWaitingMax: 100,
  heldPause: 100,
};

const WHOLE_RUN = 'daily run';

/** Does what is due, by the way of every command. Nothing due, no event: it can be repeated, run late or for many days. */
@Injectable()
export class DailyRun {
  /** One run at a time: each holds connections for its locks while its commands need others. */
  readonly #runs = new StreamQueue(RUN_BOUNDS.runsWaitingMax);
  #isStopping = false;
  readonly #stops = (): boolean => this.#isStopping;
  /** A test of what comes at one of them sets it lower. */
  bounds: RunBounds = RUN_BOUNDS;

  constructor(
    private readonly accounts: AccountExecutor,
    private readonly due: DueWork,
    private readonly tables: TablesOfRuns,
    private readonly clock: BusinessClock,
  ) {}

  /** Runs through business today, unless another process is at it. */
  async today(): Promise<RunOutcome | 'held'> {
    const on = Calendar.dayOf(await this.clock.stored());
    return this.due.shared.locks.whileHeld(WHOLE_RUN, () => this.through(on));
  }

  /** R-TIM-1: all that is due up to and including a day; answered when the tables have it. */
  async through(day: Day, asker: RunAsker = { by: 'daily' }): Promise<RunOutcome> {
    const outcome = await this.#runs.run(WHOLE_RUN, () => this.#told(day, asker));
    return outcome === 'full' ? unavailable('Too many runs wait for each other') : outcome;
  }

  /** Runs of this process end after the accounts in hand: whoever runs next goes on from there. */
  stop(): void {
    this.#isStopping = true;
  }

  async #told(day: Day, asker: RunAsker): Promise<RunOutcome> {
    const tally = emptyTally();
    // What was written a moment ago may fall due by that day too, and only the tables tell where anything does.
    const behind = await this.tables.holdLog(this.#stops);
    if (behind === undefined) tally.due = await this.due.accounts.count(day);
    const run = { id: randomUUID(), through: day, asker, tally };
    const through = () => behind ?? this.#through(day, tally);
    return whileTold(this.due.shared.journal, run, async () => through());
  }

  async #through(day: Day, tally: Tally): Promise<RunOutcome> {
    const failure =
      (await this.#moves(day, tally)) ??
      (await this.#rounds(tally, async (without) => {
        const page = { most: this.bounds.accountsFoundMax, without };
        const accounts = await this.due.accounts.through(day, page);
        return accounts.map((account) => ({ account, through: day }));
      }));
    for (const { account, reason } of await this.due.accounts.parked(day))
      tally.parked.set(account, reason);
    return failure ?? reportOf(tally, day);
  }

  /**
   * R-RET-4, before all else: what an account takes along must have arrived before later days of the other account are
   * run, so that no paper of theirs depends on how many days are run at once (R-TIM-1).
   */
  async #moves(day: Day, tally: Tally): Promise<Unavailable | undefined> {
    const failure = await this.#rounds(tally, async (without) => {
      const due = await this.due.transfers.due(day);
      return due
        .filter(({ billingAccountId }) => !without.includes(billingAccountId))
        .map(({ billingAccountId: account, on: through }) => ({ account, through }));
    });
    if (failure !== undefined) return failure;
    const { position, waiting } = await this.due.credits.carryAll();
    tally.waiting = waiting;
    if (position > tally.position) tally.position = position;
    return this.#projected(tally, 0);
  }

  /** Round after round, until no account is found that anything can be done for. */
  async #rounds(
    tally: Tally,
    find: (without: readonly BillingAccountId[]) => Promise<readonly Run[]>,
  ): Promise<Unavailable | undefined> {
    const patience = new Patience(this.bounds.fruitlessRoundsMax);
    for (;;) {
      const found = await find(leftBehindIn(tally));
      if (found.length === 0) return undefined;
      const before = tally.appends;
      const round = await this.#round(found, tally);
      if (round.failure !== undefined) return round.failure;
      const appends = tally.appends - before;
      const behind = await this.#projected(tally, appends);
      if (behind !== undefined) return behind;
      if (patience.isOver(round, appends)) return inOthersHands(found.length);
      if (round.held.size > 0) await sleep(this.bounds.heldPause);
    }
  }

  #projected({ position, foundAt }: Tally, appends: number): Promise<Unavailable | undefined> {
    const last = position > foundAt ? position : foundAt;
    // Tables of an empty log hold no position at all, and there is none to wait for.
    if (last === BEFORE_ALL) return Promise.resolve(undefined);
    return this.tables.holdPosition(last, appends, this.#stops);
  }

  /** Ends when every worker has: none goes on by itself while the next run begins. */
  async #round(runs: readonly Run[], tally: Tally): Promise<Round> {
    const round = newRound();
    const waiting = runs.values();
    const worker = async (): Promise<void> => {
      for (const next of waiting) {
        if (this.#isStopping) round.failure ??= unavailable('The process stops');
        if (round.failure !== undefined || round.broken !== undefined) return;
        await this.#account(next, { tally, round });
      }
    };
    await Promise.all(Array.from({ length: this.bounds.accountsAtOnce }, worker));
    if (round.broken !== undefined) throw round.broken.error;
    return round;
  }

  async #account({ account, through }: Run, books: RoundBooks): Promise<void> {
    const stream = billingAccountStream(account);
    let appends = 0;
    try {
      const run = await this.due.shared.locks.whileHeld(stream, () =>
        this.accounts.catchUp(stream, through, (answer, position) => {
          appends += 1;
          countAppend(books.tally, account, { answer, position });
        }),
      );
      settle(account, run, appends, books);
    } catch (error) {
      settleThrown(account, error, books);
    }
  }
}

function inOthersHands(accounts: number): Unavailable {
  return unavailable(
    `Others are at work on accounts with something due (${accounts}); send it again when they are done`,
  );
}
