import { Calendar, type Day, type Instant, type PrincipalId, principalId } from '#ledger-core';
import { known } from '../schema/known';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { type dailyRunTable } from './daily-run.entity';

const ASKERS = ['daily', 'principal', 'clock'] as const;
const STATES = ['running', 'done', 'failed', 'interrupted'] as const;

/** A run that has given no sign of life for so long has ended without a word. */
export const RUN_SILENT_SECONDS = 30;

/** How much of what falls due was done, and what was left. */
export type RunCounts = Readonly<{
  /** With anything due when the run began. */
  accountsDue: number;
  /** In which nothing is due any more, or something that is left behind. */
  accountsDone: number;
  instalmentsCharged: number;
  creditsExpired: number;
  monthsClosed: number;
  parked: number;
  stopped: number;
  stuck: number;
  /** Retained credit that could not arrive (R-RET-4). */
  waiting: number;
}>;

/** Who asked for a run: the ledger itself, or a principal, for days or with the test clock. */
export type RunAsker =
  Readonly<{ by: 'daily' }> | Readonly<{ by: 'principal' | 'clock'; principal: PrincipalId }>;

type Known = Readonly<{ id: string; through: Day; asker: RunAsker; counts: RunCounts }>;

/** How a run stands by its own word. */
export type RunNote = Known &
  (Readonly<{ state: 'running' | 'done' }> | Readonly<{ state: 'failed'; why: string }>);

/** How a run stands by what is known of it. */
export type RunSeen = Known &
  Readonly<{
    state: (typeof STATES)[number];
    why?: string;
    startedAt: Instant;
    updatedAt: Instant;
    finishedAt?: Instant;
  }>;

/** Writes how a run stands; the first time it has begun. */
export async function noteRun(reader: Reader, note: RunNote): Promise<void> {
  const { id, through, asker, counts, state } = note;
  await rowsOf(
    reader,
    `insert into daily_run
       (id, through_day, asked_by, principal_id, started_at, updated_at, finished_at,
        accounts_due, accounts_done, instalments_charged, credits_expired, months_closed,
        parked, stopped, stuck, waiting, state, why)
     values ($1, $2, $3, $4, now(), now(), case when $14 = 'running' then null else now() end,
       $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (id) do update set
       updated_at = excluded.updated_at, finished_at = excluded.finished_at,
       accounts_due = excluded.accounts_due, accounts_done = excluded.accounts_done,
       instalments_charged = excluded.instalments_charged,
       credits_expired = excluded.credits_expired, months_closed = excluded.months_closed,
       parked = excluded.parked, stopped = excluded.stopped, stuck = excluded.stuck,
       waiting = excluded.waiting, state = excluded.state, why = excluded.why`,
    [
      ...[id, through, asker.by, asker.by === 'daily' ? null : asker.principal],
      ...[counts.accountsDue, counts.accountsDone],
      ...[counts.instalmentsCharged, counts.creditsExpired, counts.monthsClosed],
      ...[counts.parked, counts.stopped, counts.stuck, counts.waiting],
      ...[state, note.state === 'failed' ? note.why : null],
    ],
  );
}

/** The run that is under way, or else the last one; undefined before the first. */
export async function latestRun(reader: Reader): Promise<RunSeen | undefined> {
  const [row] = await rowsOf<RowOf<typeof dailyRunTable>>(
    reader,
    `with seen as (
       select daily_run.*, state = 'running' and updated_at >= now() - make_interval(secs => $1) as lives
       from daily_run)
     select * from seen order by lives desc, started_at desc, id limit 1`,
    [RUN_SILENT_SECONDS],
  );
  return row && seenOf(row);
}

/** Forgets all but the latest runs. */
export async function forgetRuns(reader: Reader, kept: number): Promise<void> {
  await rowsOf(
    reader,
    `delete from daily_run where id in
       (select id from daily_run order by started_at desc, id offset $1)`,
    [kept],
  );
}

function seenOf(row: RowOf<typeof dailyRunTable> & Readonly<{ lives?: boolean }>): RunSeen {
  const written = known(STATES, row.state);
  return {
    id: row.id,
    through: Calendar.day(row.through_day),
    asker: askerOf(row),
    counts: countsOf(row),
    state: written === 'running' && row.lives === false ? 'interrupted' : written,
    ...(row.why === null ? {} : { why: row.why }),
    startedAt: Calendar.instant(row.started_at),
    updatedAt: Calendar.instant(row.updated_at),
    ...(row.finished_at === null ? {} : { finishedAt: Calendar.instant(row.finished_at) }),
  };
}

function askerOf({ asked_by, principal_id }: RowOf<typeof dailyRunTable>): RunAsker {
  const by = known(ASKERS, asked_by);
  if (by === 'daily') return { by };
  if (principal_id === null) throw new RangeError(`A run that ${by} asked for names nobody`);
  return { by, principal: principalId(principal_id) };
}

function countsOf(row: RowOf<typeof dailyRunTable>): RunCounts {
  return {
    accountsDue: row.accounts_due,
    accountsDone: row.accounts_done,
    instalmentsCharged: row.instalments_charged,
    creditsExpired: row.credits_expired,
    monthsClosed: row.months_closed,
    parked: row.parked,
    stopped: row.stopped,
    stuck: row.stuck,
    waiting: row.waiting,
  };
}
