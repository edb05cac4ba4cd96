import { LinkSubscription, OpenBillingAccount, RunDays, SetClock } from '#application';
import { billingAccountId, Calendar, Money, subscriptionId } from '#ledger-core';
import { billingAccountStream, EventLogUnavailable } from '#event-log';
import {
  admin,
  alice,
  bought,
  contoso,
  day,
  done,
  type LedgerWorld,
  ledgerWorld,
  opened,
} from '../../test/ledger.world';

const fabrikam = billingAccountId('fabrikam');
const FABRIKAMS = subscriptionId('22222222-2222-4222-8222-222222222222');
const FEBRUARY = new RunDays({ through: day('2021-02-20'), caller: admin });
const RENEWING = { renew: true, billingPlan: 'Upfront' } as const;

/** An account with an order, and business time when its second instalment is due. */
async function worldInFebruary(): Promise<LedgerWorld> {
  const world = await ledgerWorld();
  await opened(world);
  await bought(world);
  world.clock.turnTo('2021-02-20T09:00:00Z');
  return world;
}

/** Contoso's account in EUR beside one of Fabrikam in USD, on the day when the reservations of both are bought again. */
async function worldThatRenews(): Promise<LedgerWorld> {
  const world = await ledgerWorld();
  const rate = { rate: '0.8', source: 'published' };
  const pair = { from: Money.currency('USD'), to: Money.currency('EUR') };
  world.rates.rates = [{ ...pair, ...rate, on: day('2021-01-01') }];
  await opened(world, 'EUR');
  await bought(world, RENEWING);
  const request = {
    billingAccountId: fabrikam,
    agreementType: 'MicrosoftCustomerAgreement',
    currency: Money.USD,
    displayName: 'Fabrikam',
    tenantId: alice.tenantId,
    payment: { method: 'invoice' },
  } as const;
  done(await world.bus.execute(new OpenBillingAccount({ request, caller: admin })));
  const link = { billingAccountId: fabrikam, subscriptionId: FABRIKAMS, displayName: 'Main' };
  done(await world.bus.execute(new LinkSubscription({ ...link, caller: admin })));
  world.tables.accounts.push(fabrikam);
  world.tables.subscriptions.push(FABRIKAMS);
  await bought(world, { ...RENEWING, billingSubscriptionId: FABRIKAMS });
  world.clock.turnTo('2022-01-15T09:00:00Z');
  return world;
}

const ordersOf = async ({ tables }: LedgerWorld, account: typeof contoso) =>
  (await tables.state(account)).orders.size;

describe('a run while the tables are behind the log', () => {
  test.each([
    ['asked for', ({ bus }: LedgerWorld) => bus.execute(FEBRUARY)],
    [
      'of the test clock',
      ({ bus }: LedgerWorld) =>
        bus.execute(new SetClock({ to: Calendar.instant('2021-02-20T10:00:00Z'), caller: admin })),
    ],
    ['of the ledger itself', ({ dailyRun }: LedgerWorld) => dailyRun.today()],
  ])('waits for what was bought a moment ago: %s', async (_, run) => {
    const world = await ledgerWorld();
    await opened(world);
    await world.tables.fallBehind();
    await bought(world);
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const written = world.log.appends.length;
    expect(await run(world)).toMatchObject({
      outcome: 'unavailable',
      reason: 'The read models do not have all that is written yet; send it again',
    });
    expect(world.log.appends).toHaveLength(written);
    expect(world.journal.notes.at(-1)).toMatchObject({ state: 'failed' });

    world.tables.onWait = () => {
      world.tables.isBehind = false;
    };
    await run(world);
    expect((await world.tables.state(contoso)).invoices.size).toBe(2);
  });

  test('says so when the log cannot be asked', async () => {
    const world = await worldInFebruary();
    world.log.onHead = () => {
      throw new EventLogUnavailable('out of reach', undefined);
    };
    expect(await world.bus.execute(FEBRUARY)).toMatchObject({ outcome: 'unavailable' });
  });

  test('does not take for stuck what another process did meanwhile', async () => {
    const world = await worldInFebruary();
    const other = await ledgerWorld('2021-02-20T09:00:00Z', world.shared);
    world.log.onRead = async () => {
      world.log.onRead = () => undefined;
      await world.tables.fallBehind();
      await other.dailyRun.through(day('2021-02-20'));
    };
    world.tables.onWait = () => {
      world.tables.isBehind = false;
    };
    expect(await world.dailyRun.through(day('2021-02-20'))).toMatchObject({
      ...{ outcome: 'ran', accounts: 0, stuck: [] },
    });
    expect(world.tables.waitedFor).toContain(await world.log.head());
  });
});

describe('an account whose day cannot be decided', () => {
  test('for a book that cannot be read is left behind with the reason, and the others go on', async () => {
    const world = await worldThatRenews();
    world.rates.parked = 'an event of no known type';
    const run = new RunDays({ through: day('2022-01-15'), caller: admin });
    const answer = done(await world.bus.execute(run));
    expect(answer).toMatchObject({ leftBehind: [{ billingAccountId: 'contoso' }] });
    expect(answer.leftBehind?.[0]?.why).toContain('The exchange rates cannot be read');
    expect(await ordersOf(world, fabrikam)).toBe(2);

    world.rates.parked = undefined;
    expect(done(await world.bus.execute(run))).not.toHaveProperty('leftBehind');
    expect(await ordersOf(world, contoso)).toBe(2);
  });

  test('for a fault that nobody foresaw too', async () => {
    const world = await worldThatRenews();
    world.rates.rateOn = () => Promise.reject(new Error('a fault'));
    const run = new RunDays({ through: day('2022-01-15'), caller: admin });
    expect(done(await world.bus.execute(run))).toMatchObject({
      leftBehind: [
        { billingAccountId: 'contoso', why: 'What falls due next cannot be decided: a fault' },
      ],
    });
    expect(await ordersOf(world, fabrikam)).toBe(2);
  });

  test('for a database out of reach ends the run of all, after what the others have in hand', async () => {
    const world = await worldThatRenews();
    const lost = new Error('Connection terminated unexpectedly');
    world.rates.rateOn = () => Promise.reject(lost);
    await expect(world.dailyRun.through(day('2022-01-15'))).rejects.toBe(lost);
    const written = world.log.appends.length;
    expect(await ordersOf(world, fabrikam)).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(world.log.appends).toHaveLength(written);
  });

  test('for terms that cannot be read is everybody: the run is to be sent again', async () => {
    const world = await worldInFebruary();
    world.terms.parked = 'an event of no known type';
    expect(await world.bus.execute(FEBRUARY)).toMatchObject({ outcome: 'unavailable' });
  });
});

describe('a run that meets only accounts in the hands of others', () => {
  const held = billingAccountStream(contoso);

  test('ends after a while and says so', async () => {
    const world = await worldInFebruary();
    world.dailyRun.bounds = { ...world.dailyRun.bounds, fruitlessRoundsMax: 3, heldPause: 1 };
    world.locks.held.add(held);
    expect(await world.bus.execute(FEBRUARY)).toMatchObject({
      outcome: 'unavailable',
      reason:
        'Others are at work on accounts with something due (1); send it again when they are done',
    });
    world.locks.held.delete(held);
    expect(done(await world.bus.execute(FEBRUARY))).toMatchObject({ instalmentsCharged: 1 });
  });
});

test("the ledger's own run of a day is one process's: whoever comes at the same midnight leaves it to that", async () => {
  const world = await worldInFebruary();
  const runs = await Promise.all([world.dailyRun.today(), world.dailyRun.today()]);
  expect(runs.filter((run) => run === 'held')).toHaveLength(1);
  expect(runs).toContainEqual(expect.objectContaining({ outcome: 'ran', accounts: 1 }));
});
