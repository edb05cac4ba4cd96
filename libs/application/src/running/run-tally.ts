import { type BillingAccountId, type Day, type JsonObject } from '#ledger-core';
import { type RunCounts } from '#read-models';
import { type Failure } from '../execution/history/keep-history';
import { countOf } from '../json-reading';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type Carried } from '../transfer/credit-carrier';

/** How much of what falls due was done, as the answer of a run names it. */
const COUNTED = ['instalmentsCharged', 'creditsExpired', 'monthsClosed'] as const;
type DueCounts = Readonly<Record<(typeof COUNTED)[number], number>>;

/**
 * Why what falls due next in an account cannot be decided: a renewal whose product the price book does not know, or a
 * book that cannot be read, or a fault in the deciding.
 */
export type Stop = Readonly<{ rejection: ApplicationRejection }> | Readonly<{ reason: string }>;

/** What a run did. An account that is parked or stopped keeps its due work until that is mended. */
export type RunReport = Readonly<{
  outcome: 'ran';
  through: Day;
  /** Accounts for which anything was done. */
  accounts: number;
  counts: DueCounts;
  parked: readonly Readonly<{ account: BillingAccountId; reason: string }>[];
  stopped: readonly (Readonly<{ account: BillingAccountId }> & Stop)[];
  /** The tables show something due in them, and their streams, which the tables have, hold nothing due. */
  stuck: readonly BillingAccountId[];
  /** R-RET-4: retained credit that left one account and could not arrive at the other yet. */
  waiting: Carried['waiting'];
  /** Of the last event written; 0 when nothing was. */
  position: bigint;
}>;

export type Unavailable = Extract<Failure, { outcome: 'unavailable' }>;
export type RunOutcome = RunReport | Unavailable;

const RETRY_AFTER_SECONDS = 5;

/** What was done stands; whoever asks again has the rest done. */
export function unavailable(reason: string): Unavailable {
  return { outcome: 'unavailable', reason, retryAfterSeconds: RETRY_AFTER_SECONDS };
}

/**
 * What has come of a run so far. It holds the id of each account that it did anything for: some hundred bytes an
 * account, while the accounts that are due are asked for a page at a time.
 */
export type Tally = {
  /** Accounts with anything due when the run began. */
  due: number;
  readonly worked: Set<BillingAccountId>;
  /** In which nothing is due any more. */
  readonly done: Set<BillingAccountId>;
  readonly parked: Map<BillingAccountId, string>;
  readonly stopped: Map<BillingAccountId, Stop>;
  /** Where each account stood when nothing was due in it after all. */
  readonly idleAt: Map<BillingAccountId, bigint>;
  readonly stuck: Set<BillingAccountId>;
  waiting: Carried['waiting'];
  readonly counts: Record<(typeof COUNTED)[number], number>;
  appends: number;
  /** Of the last event written for the run; 0 when nothing was. */
  position: bigint;
  /** How far the log was read in the accounts, whoever wrote it. */
  foundAt: bigint;
};

/** The place of a run that wrote and found nothing: before every event. */
export const BEFORE_ALL = 0n;

/** Nothing done yet. */
export function emptyTally(): Tally {
  return {
    due: 0,
    worked: new Set(),
    done: new Set(),
    parked: new Map(),
    stopped: new Map(),
    idleAt: new Map(),
    stuck: new Set(),
    waiting: [],
    counts: { instalmentsCharged: 0, creditsExpired: 0, monthsClosed: 0 },
    appends: 0,
    position: BEFORE_ALL,
    foundAt: BEFORE_ALL,
  };
}

/** The accounts that the run does nothing more for, whatever the tables show. */
export function leftBehindIn({ parked, stopped, stuck }: Tally): readonly BillingAccountId[] {
  return [...parked.keys(), ...stopped.keys(), ...stuck];
}

/** Counts what was due in an account and was done by one append. */
export function countAppend(
  tally: Tally,
  account: BillingAccountId,
  { answer, position }: Readonly<{ answer: JsonObject; position: bigint }>,
): void {
  for (const counted of COUNTED) tally.counts[counted] += countOf(answer, counted);
  tally.appends += 1;
  if (position > tally.position) tally.position = position;
  tally.worked.add(account);
}

/** The tables are to have the log this far before they are asked again. */
export function noteFoundAt(tally: Tally, position: bigint): void {
  if (position > tally.foundAt) tally.foundAt = position;
}

/**
 * Once, the tables may not have had what others did. The second time they had all that is in the stream: they are waited
 * for after each round.
 */
export function noteIdle(
  { idleAt, stuck }: Tally,
  account: BillingAccountId,
  position: bigint,
): void {
  if (idleAt.get(account) === position) stuck.add(account);
  else idleAt.set(account, position);
}

/** How far the run is. None of the numbers goes back while it goes on. */
export function countsOf(tally: Tally): RunCounts {
  const { due, done, parked, stopped, stuck, waiting, counts } = tally;
  const seen = new Set([...done, ...leftBehindIn(tally)]).size;
  return {
    ...counts,
    // What falls due while the run goes on is done with the rest.
    accountsDue: Math.max(due, seen),
    accountsDone: seen,
    parked: parked.size,
    stopped: stopped.size,
    stuck: stuck.size,
    waiting: waiting.length,
  };
}

/** What the run did, as it is reported. */
export function reportOf(
  { worked, parked, stopped, stuck, waiting, counts, position }: Tally,
  through: Day,
): RunReport {
  return {
    outcome: 'ran',
    through,
    accounts: worked.size,
    counts,
    parked: [...parked].map(([account, reason]) => ({ account, reason })),
    stopped: [...stopped].map(([account, stop]) => ({ account, ...stop })),
    stuck: [...stuck],
    waiting,
    position,
  };
}
