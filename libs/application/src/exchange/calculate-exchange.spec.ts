import { type ExchangeRequest } from '#application';
import {
  Money,
  reservationId,
  reservationOrderId,
  SELF_SERVICE_2021_04,
  subscriptionId,
} from '#ledger-core';
import {
  alsoFabrikam,
  calculated,
  calculating,
  exchanging,
  type ExchangeWorld,
  theirs,
  threeYears,
  worldToExchange,
} from '../../test/exchanging';
import { bought, contoso, d2s, day, mallory, namesake, usd } from '../../test/ledger.world';

const NOWHERE = '33333333-3333-4333-8333-333333333333';

describe('a calculated exchange', () => {
  // 5 of 28 days used: 100.00 × 5 ÷ 28 = 17.86 consumed; ten instalments of 100.00 are cancelled.
  test('names each line and the sums of both', async () => {
    const world = await worldToExchange();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const { orderId, reservationId: id } = world.order;

    expect(await calculated(world)).toMatchObject({
      billingAccountId: contoso,
      on: '2021-02-20',
      expiresAt: '2021-02-20T09:15:00.000Z',
      returns: [{ orderId, reservationId: id, quantity: 1 }],
      purchases: [{ ...threeYears, reservedResourceType: 'VirtualMachines' }],
      policyRefusals: [],
      amounts: {
        returns: [{ refund: usd('82.14'), cancelledInstalments: usd('1000.00') }],
        purchases: [{ commitment: usd('3000.00') }],
        refundTotal: usd('82.14'),
        cancelledInstalmentsTotal: usd('1000.00'),
        purchaseTotal: usd('3000.00'),
        netPayable: usd('1917.86'),
      },
    });
  });

  test('has done all that is due, and written none of it', async () => {
    const world = await worldToExchange();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const before = world.log.appends.length;
    await calculated(world);
    expect(world.log.appends).toHaveLength(before);
  });

  test('gives back all within five days, and the unused days once usage is reported', async () => {
    const world = await worldToExchange();
    world.clock.turnTo('2021-01-18T09:00:00Z');
    const { reservationId: id } = world.order;
    const refundOf = async () => (await calculated(world)).amounts?.refundTotal;
    expect(await refundOf()).toEqual(usd('100.01'));
    world.usage.reported.set(id, [{ on: day('2021-01-16'), usedQuantity: '1' }]);
    // 3 of 31 days used: 100.01 × 3 ÷ 31 = 9.68 consumed.
    expect(await refundOf()).toEqual(usd('90.33'));
  });

  test('compares no price, unless the terms say so', async () => {
    const world = await worldToExchange();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    world.prices.prices = world.prices.prices.map((price) =>
      price.skuName === d2s.skuName && price.term === 'P1Y' ? { ...price, price: '600' } : price,
    );
    expect((await calculated(world)).amounts?.refundTotal).toEqual(usd('82.14'));
    const effectiveOn = day('2021-02-01');
    world.terms.published.push({
      ...SELF_SERVICE_2021_04,
      ...{ version: 'lower', effectiveOn, lowerPriceInExchange: true },
    });
    // 50.00 × 5 ÷ 28 = 8.93 consumed of 50.00.
    expect((await calculated(world)).amounts?.refundTotal).toEqual(usd('41.07'));
    world.prices.prices = world.prices.prices.filter(
      ({ skuName, term }) => skuName !== d2s.skuName || term === 'P3Y',
    );
    expect(await calculating(world)).toMatchObject(rejectedAs('PriceMissing'));
  });

  test('of several lines looks each up by its place', async () => {
    const world = await worldToExchange();
    const other = await bought(world, { quantity: 1, billingPlan: 'Upfront' });
    const returns = [
      { orderId: other.orderId, reservationId: other.reservationId, quantity: 1 },
      { ...world.order, quantity: 2 },
    ];
    const purchases = [threeYears, { ...d2s, skuName: 'Huge', quantity: 1 }];
    expect((await calculated(world, { returns, purchases })).amounts).toMatchObject({
      returns: [{ refund: usd('1200.01') }, { refund: usd('200.02') }],
      purchases: [{ commitment: usd('3000.00') }, { commitment: usd('60000.00') }],
    });
  });

  test('is outside the refund cap, however much comes back', async () => {
    const world = await worldToExchange();
    const huge = await bought(world, { skuName: 'Huge', quantity: 1, billingPlan: 'Upfront' });
    const returns = [{ ...huge, quantity: 1 }];
    const purchases = [{ ...d2s, skuName: 'Huge', quantity: 1 }];
    expect(await calculated(world, { returns, purchases })).toMatchObject({ policyRefusals: [] });
  });

  test('of an account without a list of its own is priced at the rate of the day', async () => {
    const world = await worldToExchange('EUR');
    // 3,000.00 USD × 0.80.
    expect((await calculated(world)).amounts?.purchaseTotal).toEqual(
      Money.money(Money.currency('EUR'), '2400.00'),
    );
  });

  test('too large for one append is refused before anybody relies on it', async () => {
    const world = await worldToExchange();
    const purchases = [{ ...threeYears, displayName: 'x'.repeat(1_000_000) }];
    expect(await calculating(world, { purchases })).toMatchObject(rejectedAs('OperationTooLarge'));
  });
});

describe('what is to be returned', () => {
  test('may be named without its order', async () => {
    const world = await worldToExchange();
    const { orderId, reservationId: id } = world.order;
    const returns = [{ reservationId: id, quantity: 1 }];
    expect((await calculated(world, { returns })).returns).toEqual([
      { orderId, reservationId: id, quantity: 1 },
    ]);
  });

  test('is found by the quote of an order that is not projected yet', async () => {
    const world = await worldToExchange();
    const named = { ...world.order, quantity: 1 };
    const bare = { reservationId: (await bought(world)).reservationId, quantity: 1 };
    const { lookup } = world.tables;
    const subscriptions = await lookup.ofSubscriptions([d2s.billingSubscriptionId]);
    world.tables.isBehind = true;
    expect([...subscriptions.keys()]).toEqual([d2s.billingSubscriptionId]);
    // The bare one stands in the account of the other.
    expect((await calculated(world, { returns: [named, bare] })).returns).toHaveLength(2);
  });
});

const nowhere = reservationId(NOWHERE);
type Arranged = (
  world: ExchangeWorld,
) => Promise<Partial<ExchangeRequest>> | Partial<ExchangeRequest>;

const single = (scope: string) => ({ appliedScopeType: 'Single', appliedScopes: [scope] }) as const;

const AT_ONCE: readonly (readonly [string, Arranged, string])[] = [
  [
    'an order nobody knows',
    () => ({
      returns: [{ orderId: reservationOrderId(NOWHERE), reservationId: nowhere, quantity: 1 }],
    }),
    'ReservationOrderUnknown',
  ],
  [
    'a bare id nobody knows',
    () => ({ returns: [{ reservationId: nowhere, quantity: 1 }] }),
    'ReservationUnknown',
  ],
  [
    'a reservation that is not in the order',
    ({ order }) => ({ returns: [{ orderId: order.orderId, reservationId: nowhere, quantity: 1 }] }),
    'ReservationNotInOrder',
  ],
  ...[0, -1, 1.5, 3].map(
    (quantity) =>
      [
        `a quantity of ${quantity}`,
        ({ order }: ExchangeWorld) => ({ returns: [{ ...order, quantity }] }),
        'InvalidRefundQuantity',
      ] as const,
  ),
  [
    'a reservation twice',
    ({ order }) => ({ returns: [order, order].map((each) => ({ ...each, quantity: 1 })) }),
    'ReservationReturnedTwice',
  ],
  ['nothing to buy', () => ({ purchases: [] }), 'ExchangeLinesOutOfRange'],
  ['nothing to return', () => ({ returns: [] }), 'ExchangeLinesOutOfRange'],
  [
    'more than 100 purchases',
    () => ({ purchases: Array.from({ length: 101 }, () => threeYears) }),
    'ExchangeLinesOutOfRange',
  ],
  [
    'a SKU nobody sells',
    () => ({ purchases: [{ ...threeYears, skuName: 'None' }] }),
    'ProductUnknown',
  ],
  [
    'a term that is not sold',
    () => ({ purchases: [{ ...threeYears, term: 'P5Y' }] }),
    'TermNotSold',
  ],
  [
    'a type that does not fit',
    () => ({ purchases: [{ ...threeYears, reservedResourceType: 'SqlDatabases' }] }),
    'ResourceTypeMismatch',
  ],
  [
    'no unit to buy',
    () => ({ purchases: [{ ...threeYears, quantity: 0 }] }),
    'InvalidPurchaseQuantity',
  ],
  [
    'a subscription nobody knows',
    () => ({ purchases: [{ ...threeYears, billingSubscriptionId: subscriptionId(NOWHERE) }] }),
    'SubscriptionUnknown',
  ],
  [
    'a scope of another account (R-ACC-3)',
    async (world) => {
      await alsoFabrikam(world);
      return { purchases: [{ ...threeYears, ...single(`/subscriptions/${theirs}`) }] };
    },
    'ScopeNotOfAccount',
  ],
  [
    'a scope of nobody',
    () => ({ purchases: [{ ...threeYears, ...single(NOWHERE) }] }),
    'ScopeNotOfAccount',
  ],
];

describe('refused at once, without a session', () => {
  test.each(AT_ONCE)('%s', async (_, over, code) => {
    const world = await worldToExchange();
    world.shared.sessions.sessions.clear();
    expect(await calculating(world, await over(world))).toMatchObject(rejectedAs(code));
    expect(world.shared.sessions.sessions.size).toBe(0);
  });

  test('who does not own every order', async () => {
    const world = await worldToExchange();
    expect(await calculating(world, {}, mallory)).toMatchObject(rejectedAs('NotOwner'));
  });

  test('who does not own every order, before it is said what is sold', async () => {
    const world = await worldToExchange();
    const over = { purchases: [{ ...threeYears, skuName: 'Standard_Nothing' }] };
    expect(await calculating(world, over, mallory)).toMatchObject(rejectedAs('NotOwner'));
  });

  test('a namesake of another tenant', async () => {
    const world = await worldToExchange();
    expect(await calculating(world, {}, namesake)).toMatchObject(
      rejectedAs('PrincipalOfAnotherTenant'),
    );
  });

  test('what is not theirs, though another line would be refused by policy', async () => {
    const world = await worldToExchange();
    const first = await calculated(world, { returns: [{ ...world.order, quantity: 2 }] });
    await exchanging(world, first);
    const other = await bought(world);
    const returns = [world.order, other].map((each) => ({ ...each, quantity: 3 }));
    expect(await calculating(world, { returns })).toMatchObject(
      rejectedAs('InvalidRefundQuantity', { reservationId: other.reservationId }),
    );
  });
});

const POLICY: readonly (readonly [string, Arranged, string])[] = [
  [
    'what is no longer active',
    async (world) => {
      await exchanging(
        world,
        await calculated(world, { returns: [{ ...world.order, quantity: 2 }] }),
      );
      return {};
    },
    'ReservationNotActive',
  ],
  [
    'a type that the terms bar',
    async (world) => {
      const bricks = await bought(world, {
        skuName: 'Bricks',
        billingPlan: 'Upfront',
        quantity: 1,
      });
      const again = { ...d2s, skuName: 'Bricks', billingPlan: 'Upfront', quantity: 1 } as const;
      return { returns: [{ ...bricks, quantity: 1 }], purchases: [again] };
    },
    'TypeNotReturnable',
  ],
  [
    'another group',
    () => ({ purchases: [{ ...d2s, skuName: 'Cosmos_Units' }] }),
    'ExchangeGroupsDiffer',
  ],
  [
    'nothing but the premium-storage twin',
    (world) => ({
      returns: [{ ...world.order, quantity: 2 }],
      purchases: [{ ...d2s, skuName: 'Standard_D2_v3' }],
    }),
    'SwapInstead',
  ],
  [
    'a total that falls short',
    (world) => ({
      returns: [{ ...world.order, quantity: 2 }],
      purchases: [{ ...d2s, quantity: 1 }],
    }),
    'PurchaseTotalTooLow',
  ],
  [
    'a subscription of another account',
    async (world) => {
      await alsoFabrikam(world);
      return { purchases: [{ ...threeYears, billingSubscriptionId: theirs }] };
    },
    'SubscriptionNotOfAccount',
  ],
  [
    'reservations of two accounts',
    async (world) => {
      await alsoFabrikam(world);
      const other = await bought(world, { billingSubscriptionId: theirs });
      return { returns: [world.order, other].map((each) => ({ ...each, quantity: 1 })) };
    },
    'ReservationsOfSeveralAccounts',
  ],
];

describe('refused by policy', () => {
  test.each(POLICY)(
    '%s: in the calculation, and by the same in the exchange',
    async (_, arranged, code) => {
      const world = await worldToExchange();
      const over = await arranged(world);
      const calculation = await calculated(world, over);
      expect(calculation.policyRefusals).toMatchObject([{ code }]);
      expect(await exchanging(world, calculation)).toMatchObject(rejectedAs(code));
    },
  );

  test('what was returned in part is named with what it goes on as, at the exchange too', async () => {
    const world = await worldToExchange();
    const returns = [{ ...world.order, quantity: 1 }];
    await exchanging(world, await calculated(world, { returns }));
    const calculation = await calculated(world, { returns });
    const [refusal] = calculation.policyRefusals;
    expect(refusal).toMatchObject({ successors: [expect.any(String)] });
    expect(await exchanging(world, calculation)).toEqual({
      ...{ outcome: 'rejected', rejection: refusal },
    });
  });

  test('all that speaks against it is said, the first of it at the exchange', async () => {
    const world = await worldToExchange();
    const returns = [{ ...world.order, quantity: 2 }];
    world.prices.prices = world.prices.prices.map((price) =>
      price.skuName === 'Cosmos_Units' ? { ...price, price: '10' } : price,
    );
    const purchases = [{ ...d2s, skuName: 'Cosmos_Units', quantity: 1 }];
    const { policyRefusals } = await calculated(world, { returns, purchases });
    expect(policyRefusals.map(({ code }) => code)).toEqual([
      'ExchangeGroupsDiffer',
      'PurchaseTotalTooLow',
    ]);
  });
});

function rejectedAs(code: string, more: object = {}) {
  return { outcome: 'rejected', rejection: { code, ...more } };
}
