import { CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { AccountExecutor, DailyRun } from '#application';
import { billingAccountId, subscriptionId } from '#ledger-core';
import { createLogger, MachineClock, sleep } from '#platform';
import { openProjectionWaiter } from '#read-models';
import { Seeder } from '../../../test/system/daily/seeding';
import {
  openStoresUnderTest,
  type StoresUnderTest,
} from '../../../test/system/daily/stores-under-test';
import { applicationProviders, openBusinessClock } from './application-parts';
import { runDaily } from './daily-runs';

const MONTH_BEFORE = '2021-01-15T09:00:00.000Z';
const BEFORE_MIDNIGHT = '2021-02-14T23:59:59.800Z';
const AFTER_MIDNIGHT = '2021-02-15T00:00:00.100Z';
const ACCOUNTS = 20;
const LOOK_MS = 50;

class Hand extends MachineClock {
  constructor(public time: string) {
    super();
  }

  override now(): Date {
    return new Date(this.time);
  }
}

/** One process of the API, without its HTTP. */
async function processOn({ tables, log, databaseUrl, closers }: StoresUnderTest, machine: Hand) {
  const logger = createLogger('midnight', 'fatal');
  const waiter = openProjectionWaiter({ databaseUrl, reader: tables });
  closers.add(() => waiter.close());
  const business = await openBusinessClock({ testClock: undefined }, { tables, machine, logger });
  const providers = applicationProviders({ tables, log, waiter, business, machine, logger });
  const testing = await Test.createTestingModule({
    imports: [CqrsModule.forRoot()],
    providers,
  }).compile();
  await testing.init();
  const run = testing.get(DailyRun);
  const accounts = testing.get(AccountExecutor);
  return { run, accounts, business, parts: { run, tables, business, machine, logger } };
}

describe('midnight by the clock of the machine', () => {
  let stores: StoresUnderTest;
  const machine = new Hand(BEFORE_MIDNIGHT);
  const charged = () =>
    stores.tables.query<{ instalments: number[]; count: number }[]>(
      `select instalments, count(*)::int as count from (
         select array_agg(instalment order by instalment) as instalments from charge group by order_id
       ) as each group by instalments order by instalments`,
    );
  const untilCharged = async (rows: unknown): Promise<void> => {
    while (JSON.stringify(await charged()) !== JSON.stringify(rows)) await sleep(LOOK_MS);
  };

  beforeAll(async () => {
    stores = await openStoresUnderTest(MONTH_BEFORE);
    const seeder = await Seeder.open(stores.databaseUrl, stores.log, MONTH_BEFORE);
    await seeder.accountsOfOne(Array.from({ length: ACCOUNTS }, (_, n) => `account-${n}`));
    await seeder.close();
    await untilCharged([{ instalments: [1], count: ACCOUNTS }]);
  });
  afterAll(() => stores.closers.close());

  it('lets two processes run the new day, and everything is charged once', async () => {
    const stop = new AbortController();
    const processes = [await processOn(stores, machine), await processOn(stores, machine)];
    const running = processes.map(({ parts }) => runDaily(parts, stop.signal));
    machine.time = AFTER_MIDNIGHT;
    await untilCharged([{ instalments: [1, 2], count: ACCOUNTS }]);
    await Promise.all(processes.map(({ run }) => run.today()));
    stop.abort();
    await Promise.all(running);
    expect(await charged()).toEqual([{ instalments: [1, 2], count: ACCOUNTS }]);
  });

  it('that is set back runs no day twice, and commands go on with the later day', async () => {
    const { run, accounts, business } = await processOn(stores, machine);
    machine.time = '2021-02-13T12:00:00.000Z';
    expect(await business.now()).toBe(AFTER_MIDNIGHT);
    expect(await run.today()).toMatchObject({ outcome: 'ran', through: '2021-02-15', accounts: 0 });
    const subscription = subscriptionId('11111111-1111-4111-8111-111111111111');
    const account = billingAccountId('account-0');
    await Seeder.on(accounts).buy(account, 'after the clock was set back', subscription);
    await untilCharged([
      { instalments: [1], count: 1 },
      { instalments: [1, 2], count: ACCOUNTS },
    ]);
    const [order] = await stores.tables.query<{ purchased_on: string }[]>(
      'select purchased_on from reservation_order where billing_account_id = $1 and order_number = 2',
      ['account-0'],
    );
    expect(order).toEqual({ purchased_on: '2021-02-15' });
  });

  it('that is behind what was stored is where it was, in a process that starts anew', async () => {
    machine.time = '2021-02-13T12:00:00.000Z';
    const { business } = await processOn(stores, machine);
    expect(await business.now()).toBe(AFTER_MIDNIGHT);
    const said: string[] = [];
    const logger = Object.assign(createLogger('midnight', 'fatal'), {
      warn: (_: object, message: string) => said.push(message),
    });
    const testClock = '2021-02-01T00:00:00.000Z';
    const { tables } = stores;
    const older = await openBusinessClock({ testClock }, { tables, machine, logger });
    expect(await older.now()).toBe(AFTER_MIDNIGHT);
    expect(said).toContain('the test clock had been set later than asked for: that holds');
  });

  it('goes on with the machine where a test clock was, and says so', async () => {
    const said: string[] = [];
    const logger = Object.assign(createLogger('midnight', 'fatal'), {
      warn: (_: object, message: string) => said.push(message),
    });
    const { tables } = stores;
    const testClock = '2021-02-01T00:00:00.000Z';
    await openBusinessClock({ testClock }, { tables, machine, logger });
    await openBusinessClock({ testClock: undefined }, { tables, machine, logger });
    expect(said.at(-1)).toBe('business time was a test clock and goes on with the machine');
  });
});
