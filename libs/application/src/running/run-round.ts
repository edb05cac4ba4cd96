import { type BillingAccountId, type Day } from '#ledger-core';
import { isOutOfReach, messageOf } from '#platform';
import { type CaughtUp } from '../execution/due-work';
import { noteFoundAt, noteIdle, type Tally, type Unavailable } from './run-tally';

/** An account, and the day through which it is run. */
export type Run = Readonly<{ account: BillingAccountId; through: Day }>;

/** How a round went: what was left to others, and what ended it early. */
export type Round = {
  readonly held: Set<BillingAccountId>;
  failure: Unavailable | undefined;
  /** What nobody foresaw, or a database out of reach: no account's fault. */
  broken: Readonly<{ error: unknown }> | undefined;
};

/** Nothing left to others, nothing failed. */
export function newRound(): Round {
  return { held: new Set(), failure: undefined, broken: undefined };
}

export type RoundBooks = Readonly<{ tally: Tally; round: Round }>;

/** What came of an account, in the books of the run. `appends` is what was written for it. */
export function settle(
  account: BillingAccountId,
  run: CaughtUp | 'held',
  appends: number,
  { tally, round }: RoundBooks,
): void {
  // In another's hands, or others are writing to it: it is asked for again in the next round.
  if (run === 'held' || run.outcome === 'busy') round.held.add(account);
  else if (run.outcome === 'unavailable') round.failure = run;
  else if (run.outcome === 'parked') tally.parked.set(account, run.reason);
  else {
    // Whoever wrote it, the tables are to have it before they are asked again.
    noteFoundAt(tally, run.position);
    if (run.outcome === 'stopped') tally.stopped.set(account, { rejection: run.rejection });
    else if (run.outcome === 'lacking') tally.stopped.set(account, { reason: run.reason });
    else {
      tally.done.add(account);
      if (appends === 0) noteIdle(tally, account, run.position);
    }
  }
}

/** What was thrown for an account is a fault of that account, and keeps nobody else; but for a database out of reach. */
export function settleThrown(
  account: BillingAccountId,
  error: unknown,
  { tally, round }: RoundBooks,
): void {
  if (isOutOfReach(error)) round.broken ??= { error };
  else tally.stopped.set(account, { reason: messageOf(error) });
}

/** How long a run goes on coming back for accounts that are in others' hands. */
export class Patience {
  #fruitless = 0;
  #before = '';

  constructor(private readonly fruitlessRoundsMax: number) {}

  /** Whether so many rounds in a row did nothing and found the same accounts in others' hands. */
  isOver({ held }: Round, appends: number): boolean {
    const now = [...held].sort().join(' ');
    this.#fruitless = appends === 0 && now === this.#before ? this.#fruitless + 1 : 0;
    this.#before = now;
    return this.#fruitless >= this.fruitlessRoundsMax;
  }
}
