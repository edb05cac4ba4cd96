import { type BillingEvent, type ExchangeRate, Money } from '#ledger-core';
import { billingAccountStream, decodeBillingEvent } from '#event-log';
import { CalculatePrice, CalculateRefund, PurchaseReservation, RunDays } from '#application';
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
  previewedRefund,
  quoted,
  returnOf,
  usd,
} from '../../test/ledger.world';

const UPFRONT = { billingPlan: 'Upfront', quantity: 1 } as const;
const eur = (amount: string) => Money.money(Money.currency('EUR'), amount);

function rate(from: string, to: string, on: string, text: string): ExchangeRate {
  return { from, to, on: day(on), rate: text, source: 'ECB' };
}

const INTO_EUR = rate('USD', 'EUR', '2021-01-15', '0.8');

/** An account in euro; the product costs 1200.01 in US dollars: 960.01 in euro at 0.8 (960.008). */
async function worldInEuro(...rates: ExchangeRate[]) {
  const world = await ledgerWorld();
  world.rates.rates = rates;
  await opened(world, 'EUR');
  return world;
}

function events({ tables }: LedgerWorld): Promise<readonly BillingEvent[]> {
  return tables.eventsOf(billingAccountStream(contoso), decodeBillingEvent);
}

async function accepted(world: LedgerWorld, kind: string) {
  const found = (await events(world)).findLast(
    ({ type, data }) => type === 'OperationAccepted' && data.kind === kind,
  );
  if (found?.type !== 'OperationAccepted') throw new Error(`No ${kind}`);
  return found.data;
}

async function purchases(world: LedgerWorld) {
  return (await events(world)).flatMap(({ type, data }) =>
    type === 'ReservationPurchased' ? [data] : [],
  );
}

describe('R-PUR-1: a list in another currency', () => {
  test('is charged at list price × rate of the day, and the operation notes the rate', async () => {
    const world = await worldInEuro(INTO_EUR);
    expect(await quoted(world, UPFRONT)).toMatchObject({
      unitPrice: eur('960.01'),
      total: eur('960.01'),
      listTotal: usd('1200.01'),
    });
    await bought(world, UPFRONT);

    expect(await purchases(world)).toMatchObject([
      {
        unitPrice: eur('960.01'),
        exchangeRate: INTO_EUR,
        listPrice: { unitPrice: usd('1200.01') },
      },
    ]);
    expect(await accepted(world, 'PurchaseReservation')).toMatchObject({
      inputs: { exchangeRate: INTO_EUR },
    });
  });

  test('comes after a list in the account’s own currency, which needs no rate', async () => {
    const world = await worldInEuro(INTO_EUR);
    const [year] = world.prices.prices;
    if (year !== undefined) world.prices.prices.push({ ...year, currency: 'EUR', price: '1000' });
    await bought(world, UPFRONT);

    const [purchased] = await purchases(world);
    expect(purchased?.unitPrice).toEqual(eur('1000.00'));
    expect(purchased).not.toHaveProperty('exchangeRate');
  });

  test.each([
    ['without any rate', []],
    ['with a rate of a later day only', [rate('USD', 'EUR', '2021-01-16', '0.8')]],
    ['with a rate of the inverse pair only', [rate('EUR', 'USD', '2021-01-15', '1.25')]],
  ])('%s is refused, naming the pair and the day', async (_, rates) => {
    const world = await worldInEuro(...rates);
    const asked = new CalculatePrice({ request: { ...d2s, ...UPFRONT }, caller: alice });
    expect(await world.bus.execute(asked)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'PriceCurrencyNotConvertible', from: 'USD', to: 'EUR', on: '2021-01-15' },
    });
  });

  test('keeps the rate of its quote over midnight and a new rate', async () => {
    const world = await worldInEuro(INTO_EUR);
    world.clock.turnTo('2021-01-15T23:55:00Z');
    const { orderId } = await quoted(world, UPFRONT);
    world.rates.rates.push(rate('USD', 'EUR', '2021-01-15', '0.9'));
    world.rates.rates.push(rate('USD', 'EUR', '2021-01-16', '0.7'));
    world.clock.turnTo('2021-01-16T00:05:00Z');
    const request = { ...d2s, ...UPFRONT };
    done(await world.bus.execute(new PurchaseReservation({ orderId, request, caller: alice })));

    expect(await purchases(world)).toMatchObject([
      { purchasedOn: '2021-01-16', unitPrice: eur('960.01'), exchangeRate: INTO_EUR },
    ]);
  });
});

describe('R-CAP-2: a refund in another currency', () => {
  // 31 of 365 days used: 960.01 × 31 ÷ 365 = 81.535…, so 960.01 − 81.54 comes back.
  const REFUND = eur('878.47');

  test.each([
    ['at the rate into USD', rate('EUR', 'USD', '2021-02-01', '1.3'), '1142.01'],
    ['by the rate out of USD, when there is no other', INTO_EUR, '1098.09'],
  ])('counts in US dollars %s', async (_, used, counted) => {
    const world = await worldInEuro(INTO_EUR);
    const order = await bought(world, UPFRONT);
    if (used !== INTO_EUR) world.rates.rates.push(used);
    world.rates.rates.push(rate('EUR', 'USD', '2021-02-16', '9'));
    world.clock.turnTo('2021-02-15T09:00:00Z');
    const preview = await previewedRefund(world, order);
    expect(preview.amounts).toMatchObject({ refund: REFUND });
    done(await world.bus.execute(returnOf(preview)));

    const returned = (await events(world)).find(({ type }) => type === 'ReservationReturned');
    expect(returned?.data).toMatchObject({
      cap: { amount: REFUND, usd: usd(counted), exchangeRate: used },
    });
    expect(await accepted(world, 'RefundReservation')).toMatchObject({
      inputs: { capRate: used },
    });
  });

  test('without a rate is refused, naming the pair and the day', async () => {
    const world = await worldInEuro(INTO_EUR);
    const { orderId, reservationId } = await bought(world, UPFRONT);
    world.rates.rates = [];
    const asked = new CalculateRefund({ orderId, reservationId, quantity: 1, caller: alice });
    expect(await world.bus.execute(asked)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'ExchangeRateUnknown', from: 'EUR', to: 'USD', on: '2021-01-15' },
    });
  });
});

describe('R-TIM-1: a renewal from a list in another currency', () => {
  test.each([
    ['before the day began', '2022-01-14T23:59:59.999Z', '600.01'],
    ['as the day began', '2022-01-15T00:00:00.000Z', '960.01'],
  ])(
    'takes the rate that was recorded %s, however late the run comes',
    async (_, recordedAt, unit) => {
      const world = await worldInEuro(INTO_EUR);
      await bought(world, { ...UPFRONT, renew: true });
      world.rates.rates.push({ ...rate('USD', 'EUR', '2022-01-15', '0.5'), recordedAt });
      world.clock.turnTo('2022-03-01T00:00:00Z');
      done(await world.bus.execute(new RunDays({ through: day('2022-03-01'), caller: admin })));

      // 1200.01 × 0.5 is 600.005.
      const [, renewed] = await purchases(world);
      expect(renewed).toMatchObject({ purchasedOn: '2022-01-15', unitPrice: eur(unit) });
      expect(await accepted(world, 'RunDueDay')).toMatchObject({
        inputs: { renewalPrices: [{ exchangeRate: renewed?.exchangeRate }] },
      });
    },
  );

  test('is not made by a rate of the inverse pair, and that is recorded', async () => {
    const world = await worldInEuro(INTO_EUR);
    const { reservationId } = await bought(world, { ...UPFRONT, renew: true });
    world.rates.rates = [rate('EUR', 'USD', '2021-01-15', '1.25')];
    world.clock.turnTo('2022-01-15T00:00:00Z');
    done(await world.bus.execute(new RunDays({ through: day('2022-01-15'), caller: admin })));

    const obstacles = (await events(world)).flatMap(({ type, data }) =>
      type === 'RenewalNotPossible' ? [data.why] : [],
    );
    expect(obstacles).toEqual(['ExchangeRateUnknown']);
    const { inputs } = await accepted(world, 'RunDueDay');
    expect(inputs['renewalPrices']).toEqual([
      { reservationId, listPrice: expect.objectContaining({ listed: '1200.006' }) as unknown },
    ]);
  });
});
