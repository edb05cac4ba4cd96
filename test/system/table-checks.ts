import { Client } from 'pg';
import { EventStoreDbEventLog } from '#event-log';
import { findPostgres, sleep } from '#platform';
import { migrate, openReadModels, projectedPosition, startProjector } from '#read-models';
import { type Faults } from './log-checks';

const LEDGER = 'ledger';
const FRESH = 'fresh_fold';
const LOOK_MS = 50;
const PROJECTED_MS_MAX = 900_000;
const SHOWN_MAX = 3;

/** What no event tells, so that no fold can make it: sessions, keys, the clock, prices, and which migrations ran. */
const BESIDE_THE_LOG = [
  'session',
  'idempotency_key',
  'business_clock',
  'daily_run',
  'price_import',
  'price_row',
  'schema_migration',
];

/** Each names rows that must not exist; its first column says which. */
const NEVER: Readonly<Record<string, string>> = {
  'is parked': 'select stream from parked_account',
  'has a hole in its series of papers': `
    select billing_account_id from document group by billing_account_id
    having min(sequence) <> 1 or max(sequence) <> count(*)`,
  'was charged twice for one instalment': `
    select order_id from charge group by order_id, instalment having count(*) > 1`,
  'has something due that the last daily run left undone': `
    select billing_account_id from due_item where due_on <= (select now from business_clock)::date`,
  'is a paper whose total is not the sum of its lines': `
    with recursive standing (root, number) as (
      select number, number from document
      union all
      select standing.root, carried from standing
        join document on document.number = standing.number
        cross join unnest(document.carries) as carried)
    select document.number from document
    where document.total <> (
      select coalesce(sum(line.amount), 0) from standing
        join document as part on part.number = standing.number
        join document_line as line on line.line_id = any (part.new_lines)
      where standing.root = document.number)`,
  'is a paper whose status is not what its figures say': `
    select number from document
    where status <> case when amount_due = 0 then 'Paid' else 'Due' end and status <> 'Void'
      or status <> 'Void' and amount_due <> total - paid - credited
      or status = 'Void' and amount_due <> 0`,
  'has papers that do not add up to charges and refunds (R-OUT-7)': `
    select account.id from billing_account as account
    where (
        select coalesce(sum(case kind when 'Invoice' then total else -total end), 0)
        from document where billing_account_id = account.id and status <> 'Void')
      <> (select coalesce(sum(amount), 0) from charge where billing_account_id = account.id)
       + (select coalesce(sum(amount), 0) from document_line
          where billing_account_id = account.id and kind in ('Refund', 'EarlyTerminationFee'))`,
};

/** What the tables of the running system say that cannot be so. */
export async function tableFaults(directory: string): Promise<Faults> {
  return withClient(await databaseUrl(directory, LEDGER), async (client) => {
    const faults: string[] = [];
    for (const [what, statement] of Object.entries(NEVER)) {
      const { rows } = await client.query<string[]>({ text: statement, rowMode: 'array' });
      faults.push(...rows.map(([which]) => `${which ?? ''} ${what}`));
    }
    return faults;
  });
}

export type Comparison = Readonly<{ faults: Faults; tables: number; rows: number }>;

/** Projects the log once more, from its start into a new database, and compares every row of every projected table. */
export async function freshFoldFaults(
  directory: string,
  eventStoreUrl: string,
  lastPosition: bigint,
): Promise<Comparison> {
  const fresh = await databaseUrl(directory, FRESH);
  await withClient(await databaseUrl(directory, 'postgres'), async (client) => {
    await client.query(`drop database if exists ${FRESH}`);
    await client.query(`create database ${FRESH}`);
  });
  await foldInto(fresh, eventStoreUrl, lastPosition);
  return withClient(fresh, async (folded) =>
    withClient(await databaseUrl(directory, LEDGER), (running) => compared(running, folded)),
  );
}

async function foldInto(url: string, connectionString: string, last: bigint): Promise<void> {
  const tables = await openReadModels(url);
  const eventLog = new EventStoreDbEventLog({ connectionString });
  const quiet = { info: silence, warn: silence, error: silence };
  try {
    await migrate(tables);
    const projector = startProjector({ databaseUrl: url, eventLog, log: quiet });
    try {
      await untilProjected(() => projectedPosition(tables), last);
    } finally {
      await projector.stop();
    }
  } finally {
    await eventLog.close();
    await tables.destroy();
  }
}

async function untilProjected(
  projected: () => Promise<bigint | undefined>,
  last: bigint,
): Promise<void> {
  const until = performance.now() + PROJECTED_MS_MAX;
  while (performance.now() < until) {
    if (((await projected()) ?? -1n) >= last) return;
    await sleep(LOOK_MS);
  }
  throw new Error(`The fresh fold did not reach ${last} within ${PROJECTED_MS_MAX} ms`);
}

async function compared(running: Client, folded: Client): Promise<Comparison> {
  const faults: string[] = [];
  const [tables, others] = [await projectedTables(running), await projectedTables(folded)];
  if (tables.join() !== others.join()) faults.push(`tables ${tables.join()} and ${others.join()}`);
  let count = 0;
  for (const table of tables) {
    const [there, made] = [await rowsOf(running, table), await rowsOf(folded, table)];
    count += there.length;
    faults.push(
      ...onlyIn(there, made).map((row) => `${table}: only the running system has ${row}`),
      ...onlyIn(made, there).map((row) => `${table}: only the fresh fold has ${row}`),
    );
  }
  return { faults, tables: tables.length, rows: count };
}

async function projectedTables(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_name <> all ($1) order by 1`,
    [BESIDE_THE_LOG],
  );
  return rows.map(({ name }) => name);
}

async function rowsOf(client: Client, table: string): Promise<readonly string[]> {
  const statement = `select to_jsonb(t)::text as row from ${table} as t order by 1`;
  const { rows } = await client.query<{ row: string }>(statement);
  return rows.map(({ row }) => row);
}

/** Rows are told apart by all they say; a few are shown. */
function onlyIn(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  const extra = rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
  const more = extra.length > SHOWN_MAX ? [`${extra.length - SHOWN_MAX} rows more`] : [];
  return [...extra.slice(0, SHOWN_MAX), ...more];
}

async function databaseUrl(directory: string, database: string): Promise<string> {
  const server = await findPostgres(directory);
  if (server === undefined) throw new Error(`No PostgreSQL runs in ${directory}`);
  return server.urlOf(database);
}

async function withClient<Result>(
  connectionString: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function silence(): void {
  return undefined;
}
