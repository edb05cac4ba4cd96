import { type DataSource } from 'typeorm';
import { billingAccountId, subscriptionId } from '#ledger-core';
import { EventStoreDbEventLog } from '#event-log';
import { findPostgres, sleep } from '#platform';
import { openReadModels } from '#read-models';
import { BareAppends } from '../../../bench/load/bare-appends';
import { guidOf } from '../../support/account-story';
import { priceListRow } from '../../support/price-list-row';
import { Product } from '../product';
import { type Checked, checkedAfter } from './daily-checks';
import { RunWatch } from './run-watch';
import { type ApiProcess, startApiProcess } from './api-process';
import { Seeder, type Seeded } from './seeding';
import { type Latency, Traffic } from './traffic';

const BOUGHT_AT = '2021-01-15T09:00:00Z';
const DUE_AT = '2021-02-15T00:00:05Z';
const DUE_ON = '2021-02-15';
const BIG = 'big';
const BUSY = ['busy-1', 'busy-2', 'busy-3', 'busy-4'];
const LOOK_MS = 250;
const PROJECTED_MS_MAX = 900_000;
const RUN_MS_MAX = 3_600_000;
const BARE_MS = 4_000;
/** As many appends at once as two processes make of a run. */
const BARE_AT_ONCE = 8;
const OPERATION_EVENTS_MAX = 1_000;

type DailySoakSettings = Readonly<{
  accounts: number;
  instalments: number;
  say: (line: string) => void;
}>;

type RunRow = Readonly<{
  state: string;
  asked_by: string;
  seconds: number;
  accounts_done: number;
  instalments_charged: number;
}>;

export type DailySoakReport = Readonly<{
  seedSeconds: number;
  runSeconds: number;
  /** Appends of the run by both processes in its time. */
  appends: number;
  bare: Readonly<{ small: number; large: number; smallShape: string; largeShape: string }>;
  /** Due appends of the big account, and how long they took from the first to the last. */
  big: Readonly<{ appends: number; seconds: number }>;
  runs: readonly RunRow[];
  seen: ReadonlyMap<string, Latency>;
  states: readonly string[];
  looks: number;
  peakMegabytes: number;
  checked: Checked;
  faults: readonly string[];
}>;

type System = Readonly<{
  product: Product;
  tables: DataSource;
  second: ApiProcess;
  traffic: Traffic;
  eventStoreUrl: string;
}>;

/** Seeds, runs the day with commands going on, kills the process that runs at a third, and checks what must hold. */
export async function dailySoak(settings: DailySoakSettings): Promise<DailySoakReport> {
  const product = new Product(BOUGHT_AT);
  const closers: (() => Promise<unknown>)[] = [];
  try {
    await product.start();
    await product.untilReady();
    await product.untilAnnounced();
    const databaseUrl = await ledgerUrl(product.directory);
    const tables = await openReadModels(databaseUrl);
    closers.push(() => tables.destroy());
    const { directory, eventStoreUrl, url } = product;
    const traffic = new Traffic({ url, ca: product.ca, directory });
    await traffic.open();
    const stores = { directory, databaseUrl, eventStoreUrl, testClock: BOUGHT_AT };
    const second = await startApiProcess(stores, 'build');
    closers.push(() => second.stop());
    return await soak({ product, tables, second, traffic, eventStoreUrl }, settings, databaseUrl);
  } finally {
    for (const close of closers.reverse()) await close();
    await product.sweep(false);
  }
}

async function soak(
  system: System,
  settings: DailySoakSettings,
  databaseUrl: string,
): Promise<DailySoakReport> {
  const { say, accounts, instalments } = settings;
  const { tables, traffic, second, product, eventStoreUrl } = system;
  const seedBegan = performance.now();
  const bought = await seeded(system, settings, databaseUrl);
  const seedSeconds = secondsSince(seedBegan);
  say(`seeded and projected in ${seedSeconds.toFixed(0)} s`);
  const watch = new RunWatch(traffic, second.url, () => [second.pid, ...product.pidsOf('api')]);
  watch.start();
  trafficOn(system, bought);
  const began = performance.now();
  const setting = traffic.ask('POST', '/ledger/v1/clock', { to: DUE_AT }).catch(() => undefined);
  await untilDue(tables, (accounts * 2) / 3, say);
  await killAndGoOn(system, say);
  await untilDue(tables, 0, say);
  const runSeconds = secondsSince(began);
  await setting;
  await traffic.end();
  await watch.end();
  say(`run in ${runSeconds.toFixed(1)} s; measuring bare appends and checking`);
  const checked = await checkedAfter(tables, product.directory, {
    eventStoreUrl,
    seeded: accounts + instalments,
  });
  // Last: what it appends is no event of the ledger.
  const bare = await bareAppends(eventStoreUrl);
  return {
    ...{ seedSeconds, runSeconds, bare, checked, seen: traffic.seen, looks: watch.looks.length },
    ...{ states: [...watch.states], peakMegabytes: watch.peakMegabytes },
    ...(await figures(tables)),
    faults: [...traffic.faults.slice(0, 10), ...watch.faults, ...checked.faults],
  };
}

async function seeded(
  { tables, traffic, eventStoreUrl }: System,
  { accounts, instalments, say }: DailySoakSettings,
  databaseUrl: string,
): Promise<Seeded> {
  const rows = [{ armSkuName: 'Standard_D2s_v3', reservationTerm: '1 Year', retailPrice: 120 }];
  await ok(
    traffic.ask('POST', '/ledger/v1/priceLists', { Items: rows.map((row) => priceListRow(row)) }),
  );
  for (const id of [BIG, ...BUSY]) await openByApi(traffic, id);
  const log = new EventStoreDbEventLog({ connectionString: eventStoreUrl });
  const seeder = await Seeder.open(databaseUrl, log, BOUGHT_AT);
  try {
    const big = billingAccountId(BIG);
    const subscription = subscriptionId(guidOf(`subscription ${BIG}`));
    const first = await seeder.buy(big, `${BIG} 0`, subscription);
    const onBig = async (): Promise<void> => {
      for (let n = 1; n < instalments; n += 1) await seeder.buy(big, `${BIG} ${n}`, subscription);
      say(`${instalments} reservations of one account bought`);
    };
    const ids = Array.from({ length: accounts }, (_, n) => `account-${n}`);
    await Promise.all([onBig(), seeder.accountsOfOne(ids)]);
    say(`${accounts} accounts opened`);
    await untilCounted(tables, accounts + instalments);
    return first;
  } finally {
    await seeder.close();
    await log.close();
  }
}

async function openByApi(traffic: Traffic, id: string): Promise<void> {
  const displayName = id;
  const agreementType = 'MicrosoftCustomerAgreement';
  const particulars = {
    agreementType,
    currency: 'USD',
    displayName,
    payment: { method: 'invoice' },
  };
  await ok(traffic.ask('POST', '/ledger/v1/billingAccounts', { id, ...particulars }));
  const subscription = { subscriptionId: guidOf(`subscription ${id}`), displayName };
  await ok(traffic.ask('POST', `/ledger/v1/billingAccounts/${id}/subscriptions`, subscription));
}

/** Half of it goes to the process that is going to be killed. */
function trafficOn({ traffic, product, second }: System, bought: Seeded): void {
  traffic.purchases('other accounts, running process', BUSY.slice(0, 2), product.url);
  traffic.purchases('other accounts, second process', BUSY.slice(2), second.url);
  traffic.purchases('the account with many instalments', [BIG], second.url);
  traffic.previews('the account with many instalments: preview', bought, product.url);
  traffic.probe('next to nothing, running process', product.url);
  traffic.probe('next to nothing, second process', second.url);
}

/** Without warning; the supervisor starts it again. The second process is asked for the same day meanwhile. */
async function killAndGoOn({ product, traffic, second }: System, say: (line: string) => void) {
  traffic.isBroken = true;
  const killed = product.pidsOf('api');
  product.kill(killed);
  say(`killed the api, ${killed.join()}`);
  const run = traffic.ask('POST', '/ledger/v1/dailyRuns', { through: DUE_ON }, second.url);
  run.then(
    ({ status, body }) => {
      say(`the second process ran: ${status} ${JSON.stringify(body)}`);
    },
    (error: unknown) => {
      traffic.faults.push(String(error));
    },
  );
  await product.untilReady(killed);
  traffic.isBroken = false;
  say('the api is there again');
}

async function untilDue(tables: DataSource, most: number, say: (line: string) => void) {
  const until = performance.now() + RUN_MS_MAX;
  for (let look = 0; performance.now() < until; look += 1) {
    const [row] = await tables.query<{ count: number }[]>(
      'select count(distinct billing_account_id)::int as count from due_item where due_on <= $1',
      [DUE_ON],
    );
    if ((row?.count ?? 0) <= most) return;
    if (look % 40 === 0) say(`${row?.count ?? 0} accounts are due`);
    await sleep(LOOK_MS);
  }
  throw new Error('The run does not come to its end');
}

async function untilCounted(tables: DataSource, orders: number): Promise<void> {
  const until = performance.now() + PROJECTED_MS_MAX;
  while (performance.now() < until) {
    const [row] = await tables.query<{ count: number }[]>(
      "select count(*)::int as count from due_item where kind = 'Instalment' and due_on = $1",
      [DUE_ON],
    );
    if ((row?.count ?? 0) >= orders) return;
    await sleep(LOOK_MS);
  }
  throw new Error('What was seeded is not projected');
}

async function figures(
  tables: DataSource,
): Promise<Pick<DailySoakReport, 'appends' | 'big' | 'runs'>> {
  const [all] = await tables.query<{ count: number }[]>(
    "select count(*)::int as count from operation where kind = 'RunDueDay'",
  );
  const [big] = await tables.query<{ count: number }[]>(
    "select count(*)::int as count from operation where kind = 'RunDueDay' and stream = $1",
    [`billingAccount-${BIG}`],
  );
  const runs = await tables.query<RunRow[]>(
    `select state, asked_by, extract(epoch from updated_at - started_at)::float as seconds,
       accounts_done, instalments_charged from daily_run where through_day = $1 order by started_at`,
    [DUE_ON],
  );
  return { appends: all?.count ?? 0, big: { appends: big?.count ?? 0, seconds: 0 }, runs };
}

async function bareAppends(eventStoreUrl: string): Promise<DailySoakReport['bare']> {
  const small = await BareAppends.like(eventStoreUrl, 'account-0', OPERATION_EVENTS_MAX);
  const large = await BareAppends.like(eventStoreUrl, BIG, OPERATION_EVENTS_MAX);
  try {
    return {
      small: await rateOf((slot, n) => small.append(`bench-small-${slot}-${n % 64}`), BARE_AT_ONCE),
      large: await rateOf((slot) => large.append(`bench-large-${slot}`), 1),
      smallShape: small.shape,
      largeShape: large.shape,
    };
  } finally {
    await small.close();
    await large.close();
  }
}

async function rateOf(
  append: (slot: number, turn: number) => Promise<void>,
  atOnce: number,
): Promise<number> {
  const began = performance.now();
  let done = 0;
  const worker = async (_: unknown, slot: number): Promise<void> => {
    for (let turn = 0; performance.now() - began < BARE_MS; turn += 1) {
      await append(slot, turn);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done / secondsSince(began);
}

async function ok(asked: Promise<Readonly<{ status: number; body: unknown }>>): Promise<void> {
  const { status, body } = await asked;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
}

async function ledgerUrl(directory: string): Promise<string> {
  const server = await findPostgres(directory);
  if (server === undefined) throw new Error(`No PostgreSQL runs in ${directory}`);
  return server.urlOf('ledger');
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1_000;
}
