import { readFile } from 'node:fs/promises';
import { billingAccountId, subscriptionId } from '#ledger-core';
import { sleep, tlsFilesOf } from '#platform';
import { guidOf } from '../support/account-story';
import { priceListRow } from '../support/price-list-row';
import { type ApiProcess, startApiProcess } from './daily/api-process';
import { RunWatch } from './daily/run-watch';
import { type Seeded, Seeder } from './daily/seeding';
import { openStoresUnderTest, type StoresUnderTest } from './daily/stores-under-test';
import { Traffic } from './daily/traffic';
import { chainFaults, chargeFaults, numberFaults, operationFaults } from './log-checks';
import { recordedLog } from './recorded-log';

const START_MS_MAX = 300_000;
const RUN_MS_MAX = 240_000;
const BOUGHT_AT = '2021-01-15T12:00:00.000Z';
const DUE_AT = '2021-02-15T00:00:05.000Z';
const ACCOUNTS = 300;
/** Five appends of 200, and one more. */
const INSTALMENTS = 1_001;
const BIG = 'big';
const BUSY = ['busy-1', 'busy-2'];
const LOOK_MS = 50;

describe('a day on which 1,301 instalments of 301 accounts fall due', () => {
  let stores: StoresUnderTest;
  let first: ApiProcess;
  let second: ApiProcess;
  let traffic: Traffic;
  let watch: RunWatch;
  let runSeconds = 0;
  let bought: Seeded;

  const accountsDue = async (): Promise<number> => {
    const [row] = await stores.tables.query<{ count: number }[]>(
      `select count(distinct billing_account_id)::int as count from due_item where due_on <= '2021-02-15'`,
    );
    return row?.count ?? 0;
  };
  const untilDue = async (most: number): Promise<void> => {
    while ((await accountsDue()) > most) await sleep(LOOK_MS);
  };
  const opened = async (id: string): Promise<void> => {
    const account = { id, displayName: id, currency: 'USD', payment: { method: 'invoice' } };
    const agreementType = 'MicrosoftCustomerAgreement';
    await traffic.ask('POST', '/ledger/v1/billingAccounts', { ...account, agreementType });
    const subscriptionId = guidOf(`subscription ${id}`);
    const body = { subscriptionId, displayName: id };
    await traffic.ask('POST', `/ledger/v1/billingAccounts/${id}/subscriptions`, body);
  };
  const seeded = async (): Promise<Seeded> => {
    const seeder = await Seeder.open(stores.databaseUrl, stores.log, BOUGHT_AT);
    const subscription = subscriptionId(guidOf(`subscription ${BIG}`));
    const buy = (n: number) => seeder.buy(billingAccountId(BIG), `${BIG} ${n}`, subscription);
    const ids = Array.from({ length: ACCOUNTS }, (_, n) => `account-${n}`);
    const onBig = async (): Promise<void> => {
      for (let n = 1; n < INSTALMENTS; n += 1) await buy(n);
    };
    const one = await buy(0);
    await Promise.all([onBig(), seeder.accountsOfOne(ids)]);
    await seeder.close();
    return one;
  };

  beforeAll(async () => {
    stores = await openStoresUnderTest(BOUGHT_AT);
    first = await startApiProcess(stores, 'sources');
    second = await startApiProcess(stores, 'sources');
    const ca = await readFile(tlsFilesOf(stores.directory).authority, 'utf8');
    traffic = new Traffic({ url: first.url, ca, directory: stores.directory });
    await traffic.open();
    const row = { armSkuName: 'Standard_D2s_v3', reservationTerm: '1 Year', retailPrice: 120 };
    await traffic.ask('POST', '/ledger/v1/priceLists', { Items: [priceListRow(row)] });
    for (const id of [BIG, ...BUSY]) await opened(id);
    bought = await seeded();
    for (;;) {
      const [row] = await stores.tables.query<{ count: number }[]>(
        'select count(*)::int as count from due_item where due_on = $1',
        ['2021-02-15'],
      );
      if (row?.count === ACCOUNTS + INSTALMENTS) break;
      await sleep(LOOK_MS);
    }
    watch = new RunWatch(traffic, second.url, () => [first.pid, second.pid]);
  }, START_MS_MAX);

  afterAll(async () => {
    await first.stop();
    await second.stop();
    await stores.closers.close();
  });

  it(
    'is done although its process is killed in the middle, and goes on when it is there again',
    async () => {
      watch.start();
      traffic.purchases('others', BUSY, second.url);
      traffic.purchases('big', [BIG], second.url);
      traffic.previews('preview', bought, second.url);
      const began = performance.now();
      const setting = traffic.ask('POST', '/ledger/v1/clock', { to: DUE_AT }).catch(() => 'broken');
      await untilDue((ACCOUNTS * 2) / 3);
      await first.kill();
      expect(await setting).toBe('broken');
      expect(await accountsDue()).toBeGreaterThan(0);
      first = await startApiProcess(stores, 'sources');
      // The second is asked for the same day while the first goes on by itself.
      const body = { through: '2021-02-15' };
      const ran = await traffic.ask('POST', '/ledger/v1/dailyRuns', body, second.url);
      expect(ran.status).toBe(200);
      await untilDue(0);
      runSeconds = (performance.now() - began) / 1_000;
      await traffic.end();
      await watch.end();
    },
    RUN_MS_MAX,
  );

  it(
    'charges every instalment once, and numbers the papers without a gap',
    async () => {
      const orders = await stores.tables.query<{ charged: number[]; count: number }[]>(
        `select charged, count(*)::int as count from (
         select array_agg(c.instalment order by c.instalment) as charged
         from reservation_order o left join charge c on c.order_id = o.id
         where o.display_name = 'Seeded' group by o.id) as each
       group by charged`,
      );
      expect(orders).toEqual([{ charged: [1, 2], count: ACCOUNTS + INSTALMENTS }]);
      const log = await recordedLog(stores.eventStoreUrl);
      for (const faults of [chargeFaults, numberFaults, operationFaults, chainFaults])
        expect(faults(log)).toEqual([]);
    },
    RUN_MS_MAX,
  );

  it('goes in appends of at most 200 instalments, whoever writes them', async () => {
    const appends = await stores.tables.query<{ charged: number }[]>(
      `select (answer->>'instalmentsCharged')::int as charged from operation
       where kind = 'RunDueDay' and stream = 'billingAccount-big' order by stream_revision`,
    );
    expect(appends.map(({ charged }) => charged)).toEqual([200, 200, 200, 200, 200, 1]);
  });

  it('keeps no command of another account waiting for long, nor for good one of the same', () => {
    expect(traffic.faults).toEqual([]);
    const [others, big] = ['others: purchase', 'big: purchase'].map((name) =>
      traffic.seen.get(name),
    );
    expect(others?.count).toBeGreaterThan(3);
    expect(big?.count).toBeGreaterThan(0);
    expect(traffic.seen.get('preview')?.count).toBeGreaterThan(0);
    // Of a run of several seconds: who waited for its end would have waited for all of it.
    expect(others?.worstMs).toBeLessThan((runSeconds * 1_000) / 2);
  });

  it('shows on the other process how far it is, and never less than before', async () => {
    expect(watch.faults).toEqual([]);
    const done = new Set(watch.looks.map(({ accountsDone }) => accountsDone));
    expect(done.size).toBeGreaterThan(2);
    expect(watch.looks.some(({ state }) => state === 'running')).toBe(true);
    const runs = await stores.tables.query<{ state: string }[]>(
      `select state from daily_run where through_day = '2021-02-15' order by started_at`,
    );
    // The one that was killed never said another word.
    expect(runs[0]).toEqual({ state: 'running' });
    expect(runs.slice(1).every(({ state }) => state === 'done')).toBe(true);
  });
});
