import { CalculatePrice, PurchaseReservation, RunDays } from '#application';
import { type BillingEvent, Calendar } from '#ledger-core';
import { billingAccountStream, decodeBillingEvent } from '#event-log';
import { AccountStory, D2S } from '../../../../test/support/account-story';
import { MemoryRates } from '../../test/books-on-memory';
import { type FixedPrice, FixedPriceBook } from '../../test/ports-on-memory';
import {
  admin,
  alice,
  bought,
  contoso,
  d2s,
  day,
  done,
  type LedgerWorld,
  ledgerWorld,
  opened,
} from '../../test/ledger.world';
import { gatherRenewals } from './gather-renewals';

const EXPIRY = '2022-01-15';
const MANY = 220;
const UPFRONT = { billingPlan: 'Upfront', renew: true } as const;
const YEAR: FixedPrice = {
  resourceType: 'VirtualMachines',
  skuName: 'Standard_D2s_v3',
  region: 'westeurope',
  term: 'P1Y',
  currency: 'USD',
  price: '1200.006',
  from: '2021-01-01',
};

/** Two units of 1200.01, bought upfront on 15 January 2021 and to be bought again a year later. */
async function renewingWorld(currency?: string, prices: FixedPrice[] = [YEAR]) {
  const world = await ledgerWorld();
  world.prices.prices = prices;
  await opened(world, currency);
  const purchase = await bought(world, UPFRONT);
  return { world, ...purchase };
}

async function run({ clock, bus }: LedgerWorld, on: string) {
  clock.turnTo(`${on}T09:00:00Z`);
  return done(await bus.execute(new RunDays({ through: day(on), caller: admin })));
}

function events({ tables }: LedgerWorld): Promise<readonly BillingEvent[]> {
  return tables.eventsOf(billingAccountStream(contoso), decodeBillingEvent);
}

async function purchasePrices(world: LedgerWorld) {
  const facts = await events(world);
  return facts.flatMap(({ type, data }) =>
    type === 'ReservationPurchased' ? [{ on: data.purchasedOn, unit: data.unitPrice.amount }] : [],
  );
}

async function obstacles(world: LedgerWorld) {
  const facts = await events(world);
  return facts.flatMap(({ type, data }) => (type === 'RenewalNotPossible' ? [data.why] : []));
}

const FIRST = { on: '2021-01-15', unit: '1200.01' };

describe('a reservation whose renew is on', () => {
  test('is bought again on its expiry day at the price of that day, which the operation notes', async () => {
    const { world, reservationId } = await renewingWorld();
    world.prices.prices.push({ ...YEAR, from: EXPIRY, price: '1300' });
    await run(world, EXPIRY);

    expect(await purchasePrices(world)).toEqual([FIRST, { on: EXPIRY, unit: '1300.00' }]);
    const facts = await events(world);
    const operation = facts.findLast(({ type }) => type === 'OperationAccepted');
    expect(operation?.data).toMatchObject({
      kind: 'RunDueDay',
      inputs: { renewalPrices: [{ reservationId, listPrice: { rowId: `row-${EXPIRY}` } }] },
    });
  });

  test.each([
    ['is used when it was recorded before the day began', '2022-01-14T23:59:59.999Z', '1300.00'],
    ['is not used when it was recorded as the day began', '2022-01-15T00:00:00.000Z', '1200.01'],
  ])('a new row %s, however late the run comes', async (_, recordedAt, unit) => {
    const { world } = await renewingWorld();
    world.prices.prices.push({ ...YEAR, from: '2022-01-01', price: '1300', recordedAt });
    await run(world, '2022-03-01');

    expect(await purchasePrices(world)).toEqual([FIRST, { on: EXPIRY, unit }]);
  });

  test.each([
    ['the day before', '2022-01-14', 1, ['ListedNoLonger']],
    ['on the day itself', '2022-01-15', 2, []],
  ])('and whose row ends %s', async (_, to, purchases, why) => {
    const { world } = await renewingWorld();
    world.prices.prices = [{ ...YEAR, to }];
    await run(world, EXPIRY);

    expect(await purchasePrices(world)).toHaveLength(purchases);
    expect(await obstacles(world)).toEqual(why);
  });

  test('is not bought from a list in another currency while no rate is known, and that is recorded', async () => {
    const euros = { ...YEAR, currency: 'EUR', price: '1000' };
    const { world } = await renewingWorld('EUR', [euros, YEAR]);
    world.prices.prices = [{ ...euros, to: '2021-12-31' }, YEAR];
    await run(world, EXPIRY);

    expect(await purchasePrices(world)).toEqual([{ on: '2021-01-15', unit: '1000.00' }]);
    expect(await obstacles(world)).toEqual(['ExchangeRateUnknown']);
  });
});

test('more renewals of a day than one append holds are all done, each with its price', async () => {
  const world = await ledgerWorld();
  world.prices.prices = [YEAR];
  await opened(world);
  for (let order = 0; order < MANY; order += 1) await bought(world, UPFRONT);
  const before = world.log.appends.length;
  await run(world, EXPIRY);

  const renewed = (await purchasePrices(world)).slice(MANY);
  expect(renewed).toEqual(Array.from({ length: MANY }, () => ({ ...FIRST, on: EXPIRY })));
  expect(world.log.appends.length - before).toBeGreaterThan(1);
});

describe('a product the price book has lost', () => {
  const rejection = {
    code: 'PriceMissing',
    skuName: 'Standard_D2s_v3',
    location: 'westeurope',
    term: 'P1Y',
    on: EXPIRY,
  };

  test('stops the run for its account, which is named and asked for once', async () => {
    const { world } = await renewingWorld();
    const written = world.log.appends.length;
    world.prices.prices = [];
    world.clock.turnTo(`${EXPIRY}T09:00:00Z`);

    expect(await world.dailyRun.through(day(EXPIRY))).toMatchObject({
      outcome: 'ran',
      accounts: 0,
      stopped: [{ account: contoso, rejection }],
      stuck: [],
    });
    expect(world.log.appends).toHaveLength(written);
  });

  test('stops the run at that day only: what was due before it is done and projected', async () => {
    const { world } = await renewingWorld();
    world.clock.turnTo('2021-06-01T00:00:00Z');
    await bought(world, { billingPlan: 'Monthly' });
    world.prices.prices = [];
    world.clock.turnTo(`${EXPIRY}T09:00:00Z`);
    const report = await world.dailyRun.through(day(EXPIRY));

    // Due on 1 July 2021 to 1 January 2022.
    expect(report).toMatchObject({ accounts: 1, counts: { instalmentsCharged: 7 } });
    expect(report).toMatchObject({ position: world.tables.waitedFor.at(-1), stuck: [] });
  });

  test('refuses every quote and purchase of the account until the book is mended', async () => {
    const { world } = await renewingWorld();
    const lost = world.prices.prices;
    const { orderId } = await requote(world);
    world.prices.prices = [];
    world.clock.turnTo(`${EXPIRY}T00:10:00Z`);
    const buying = new PurchaseReservation({ orderId, request: d2s, caller: alice });
    const pricing = new CalculatePrice({ request: d2s, caller: alice });

    expect(await world.bus.execute(buying)).toEqual({ outcome: 'rejected', rejection });
    expect(await world.bus.execute(pricing)).toEqual({ outcome: 'rejected', rejection });
    world.prices.prices = lost;
    expect(await world.bus.execute(buying)).toMatchObject({ outcome: 'done' });
    expect(await purchasePrices(world)).toEqual([
      FIRST,
      { on: EXPIRY, unit: '1200.01' },
      { on: EXPIRY, unit: '1200.01' },
    ]);
  });
});

/** A quote that is still good ten minutes into the expiry day. */
async function requote(world: LedgerWorld) {
  world.clock.turnTo('2022-01-14T23:59:00Z');
  return done(await world.bus.execute(new CalculatePrice({ request: d2s, caller: alice })));
}

describe('the price of a renewal', () => {
  const bookOf = (prices: FixedPrice[]) => {
    const book = new FixedPriceBook();
    book.prices = prices;
    return { prices: book, rates: new MemoryRates() };
  };
  const on = Calendar.day('2024-01-15');
  const listed = (price: Partial<FixedPrice>): FixedPrice => ({ ...YEAR, ...D2S, ...price });

  test('is that of the product its renew properties name', async () => {
    const story = new AccountStory();
    const other = { ...D2S, skuName: 'Standard_D4s_v3', term: 'P1Y' as const };
    const id = story.buy({
      on: '2021-01-15',
      price: '3000',
      renew: true,
      renewProperties: { product: other },
    });
    const book = bookOf([listed({ price: '1' }), listed({ ...other, price: '2' })]);
    const gathered = await gatherRenewals(book, story.state, on);

    if (gathered.outcome === 'rejected') throw new Error('no price');
    expect(gathered.renewalPrices.get(id)?.listPrice?.listed).toBe('2');
  });

  test('is none when the first row of a product was recorded after the day had begun', async () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3000', renew: true });
    const book = bookOf([listed({ recordedAt: '2024-01-15T00:00:00Z' })]);

    expect(await gatherRenewals(book, story.state, on)).toEqual({
      outcome: 'gathered',
      renewalPrices: new Map([[id, {}]]),
      inputs: { renewalPrices: [{ reservationId: id }] },
    });
  });

  test('is each one’s own among many of a day', async () => {
    const story = new AccountStory();
    const small = story.buy({ on: '2021-01-15', price: '3000', renew: true });
    const large = { ...D2S, skuName: 'Standard_D4s_v3' };
    story.buy({ on: '2021-01-15', price: '6000', product: large });
    const renewed = story.buy({ on: '2021-01-15', price: '6000', product: large, renew: true });
    const book = bookOf([listed({ price: '1' }), listed({ ...large, price: '2' })]);
    const gathered = await gatherRenewals(book, story.state, on);

    if (gathered.outcome === 'rejected') throw new Error('no price');
    const prices = [...gathered.renewalPrices].map(([id, price]) => [id, price.listPrice?.listed]);
    expect(prices).toEqual([
      [small, '1'],
      [renewed, '2'],
    ]);
  });
});
