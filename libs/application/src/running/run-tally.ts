import { type BillingAccountId, type Day } from '#ledger-core';
import { type CaughtUp } from '../execution/execute-command';
import { countOf } from '../json-reading';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type Carried } from '../transfer/credit-carrier';

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
  /** R-RET-4: retained credit that left one account and could not arrive at the other yet. */
  waiting: Carried['waiting'];
  /** Of the last event written; 0 when nothing was. */
  position: bigint;
}>;

/** What has come of a run so far. */
export type Tally = {
  readonly worked: Set<BillingAccountId>;
  readonly parked: Map<BillingAccountId, string>;
  readonly stopped: Map<BillingAccountId, ApplicationRejection>;
  /** Where each account stood when nothing was due in it after all. */
  readonly idleAt: Map<BillingAccountId, bigint>;
  readonly stuck: Set<BillingAccountId>;
  waiting: Carried['waiting'];
  readonly counts: Record<(typeof COUNTED)[number], number>;
  position: bigint;
};

/** Nothing done yet. */
export function emptyTally(): Tally {
  return {
    worked: new Set(),
    parked: new Map(),
    stopped: new Map(),
    idleAt: new Map(),
    stuck: new Set(),
    waiting: [],
    counts: { instalmentsCharged: 0, creditsExpired: 0, monthsClosed: 0 },
    position: 0n,
  };
}

/** Whether the run does nothing more for an account, whatever the tables show. */
export function isLeft({ parked, stopped, stuck }: Tally, account: BillingAccountId): boolean {
  return parked.has(account) || stopped.has(account) || stuck.has(account);
}

/** Counts what was due in an account and was done. */
export function count(
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
export function noteIdle(
  { idleAt, stuck }: Tally,
  account: BillingAccountId,
  position: bigint,
): void {
  if (idleAt.get(account) === position) stuck.add(account);
  else idleAt.set(account, position);
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
    stopped: [...stopped].map(([account, rejection]) => ({ account, rejection })),
    stuck: [...stuck],
    waiting,
    position,
  };
}
