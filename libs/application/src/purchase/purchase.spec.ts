import { CalculatePrice, LinkSubscription, PurchaseReservation } from '#application';
import { reservationOrderId, subscriptionId } from '#ledger-core';
import { alsoFabrikam, theirs } from '../../test/exchanging';
import { meanwhile } from '../../test/faulty.event-log';
import {
  admin,
  alice,
  bought,
  contoso,
  d2s,
  done,
  ledgerWorld,
  mallory,
  namesake,
  opened,
  quoted,
  subscription,
  usd,
} from '../../test/ledger.world';

const nowhere = reservationOrderId('22222222-2222-4222-8222-222222222222');

async function openedWorld(currency?: string) {
  const world = await ledgerWorld();
  await opened(world, currency);
  return world;
}

const single = (scope: string) => ({ appliedScopeType: 'Single', appliedScopes: [scope] }) as const;

function rejectedAs(code: string, more: object = {}) {
  return { outcome: 'rejected', rejection: { code, ...more } };
}

describe('a quote', () => {
  test('names the product, the price of the day and the schedule, and holds for fifteen minutes', async () => {
    const quote = await quoted(await openedWorld());

    expect(quote).toMatchObject({
      billingAccountId: contoso,
      product: { skuName: 'Standard_D2s_v3', resourceType: 'VirtualMachines', term: 'P1Y' },
      unitPrice: usd('1200.01'),
      total: usd('2400.02'),
      listTotal: usd('2400.02'),
      expiresAt: '2021-01-15T10:15:00.000Z',
      isBillingPartnerManaged: false,
    });
    expect(quote.instalments).toHaveLength(12);
    expect(quote.instalments.slice(0, 2)).toEqual([
      { dueOn: '2021-01-15', amount: usd('200.02') },
      { dueOn: '2021-02-15', amount: usd('200.00') },
    ]);
  });

  test('writes nothing into the log', async () => {
    const world = await openedWorld();
    const before = world.log.appends.length;
    await quoted(world);
    expect(world.log.appends).toHaveLength(before);
  });

  test.each([
    ['SubscriptionUnknown', { billingSubscriptionId: nowhere as never }],
    ['ProductUnknown', { skuName: 'Standard_Nothing' }],
    ['LocationUnknown', { location: 'mars' }],
    ['ResourceTypeMismatch', { reservedResourceType: 'SqlDatabases' }],
    ['TermNotSold', { term: 'P5Y' as const }],
  ])('is refused as %s', async (code, over) => {
    const { bus } = await openedWorld();
    const command = new CalculatePrice({ request: { ...d2s, ...over }, caller: alice });
    expect(await bus.execute(command)).toMatchObject(rejectedAs(code));
  });

  test.each([
    ['West Europe', { meant: 'westeurope' }],
    ['west-europe', { meant: 'westeurope' }],
    ['West Mars', {}],
  ])(
    'in %s, which no list spells so, is told what is meant if that is known',
    async (location, more) => {
      const { bus } = await openedWorld();
      const command = new CalculatePrice({ request: { ...d2s, location }, caller: alice });
      expect(await bus.execute(command)).toEqual(
        rejectedAs('LocationUnknown', { location, ...more }),
      );
    },
  );

  test.each([
    ['nobody’s', nowhere],
    ['nobody’s, for a resource group', `/subscriptions/${nowhere}/resourceGroups/batch`],
    ['of another account', `/subscriptions/${theirs}`],
    ['no subscription', 'batch'],
  ])('for a scope that is %s is refused (R-ACC-3)', async (_, scope) => {
    const world = await openedWorld();
    await alsoFabrikam(world);
    const request = { ...d2s, ...single(scope) };
    expect(await world.bus.execute(new CalculatePrice({ request, caller: alice }))).toEqual(
      rejectedAs('ScopeNotOfAccount', { scope }),
    );
    expect(world.shared.sessions.sessions.size).toBe(0);
  });

  test('is refused to who may not buy before it says what is sold', async () => {
    const { bus } = await openedWorld();
    const request = { ...d2s, skuName: 'Standard_Nothing' };
    expect(await bus.execute(new CalculatePrice({ request, caller: namesake }))).toEqual(
      rejectedAs('PrincipalOfAnotherTenant'),
    );
  });

  test('names the terms that are sold when another was asked for', async () => {
    const { bus } = await openedWorld();
    const command = new CalculatePrice({ request: { ...d2s, term: 'P5Y' }, caller: alice });
    expect(await bus.execute(command)).toMatchObject(
      rejectedAs('TermNotSold', { accepted: ['P1Y', 'P3Y'] }),
    );
  });

  test('is refused when the price has ended', async () => {
    const world = await openedWorld();
    world.prices.prices = world.prices.prices.map((price) => ({ ...price, to: '2021-01-14' }));
    const command = new CalculatePrice({ request: d2s, caller: alice });
    expect(await world.bus.execute(command)).toMatchObject(rejectedAs('PriceNotListed'));
  });

  test('is refused to a principal of another tenant', async () => {
    const { bus } = await openedWorld();
    const stranger = { id: alice.id, roles: [] };
    const command = new CalculatePrice({ request: d2s, caller: stranger });
    expect(await bus.execute(command)).toEqual(rejectedAs('PrincipalOfAnotherTenant'));
  });

  test('uses a list in the account’s own currency before the list in USD', async () => {
    const world = await openedWorld('EUR');
    const [usdPrice] = world.prices.prices;
    if (usdPrice === undefined) throw new Error('no price');
    world.prices.prices.push({ ...usdPrice, currency: 'EUR', price: '1000' });
    expect(await quoted(world)).toMatchObject({
      unitPrice: { currency: 'EUR', amount: '1000.00' },
    });
  });

  test('without a rate into the account’s currency is refused', async () => {
    const { bus } = await openedWorld('EUR');
    expect(await bus.execute(new CalculatePrice({ request: d2s, caller: alice }))).toMatchObject(
      rejectedAs('PriceCurrencyNotConvertible', { from: 'USD', to: 'EUR' }),
    );
  });
});

describe('a purchase', () => {
  test('applies to another subscription of its account, and keeps when it is to be reviewed', async () => {
    const world = await openedWorld();
    const second = subscriptionId('33333333-3333-4333-8333-333333333333');
    const link = { billingAccountId: contoso, subscriptionId: second, displayName: 'Second' };
    done(await world.bus.execute(new LinkSubscription({ ...link, caller: admin })));
    const reviewDateTime = '2021-06-01T08:00:00.000Z';
    const scope = `/subscriptions/${second}/resourceGroups/batch`;
    const { reservationId } = await bought(world, { ...single(scope), reviewDateTime });
    const { reservations } = await world.tables.state(contoso);
    expect(reservations.get(reservationId)).toMatchObject({
      appliedScope: { type: 'Single', scopes: [scope] },
      reviewDateTime,
    });
  });

  test('carries the quote out once, and the same purchase again answers the first result', async () => {
    const world = await openedWorld();
    const { orderId } = await quoted(world);
    const purchase = new PurchaseReservation({ orderId, request: d2s, caller: alice });
    const first = await world.bus.execute(purchase);
    world.clock.turnTo('2021-03-01T00:00:00Z');
    const again = await world.bus.execute(purchase);

    expect(first).toMatchObject({ outcome: 'done', replayed: false });
    expect(done(first)).toMatchObject({ orderId, billingAccountId: contoso, on: '2021-01-15' });
    expect(again).toEqual({ ...first, replayed: true });
  });

  test('is answered again when its quote is forgotten', async () => {
    const world = await openedWorld();
    const { orderId } = await quoted(world);
    const purchase = new PurchaseReservation({ orderId, request: d2s, caller: alice });
    const first = await world.bus.execute(purchase);
    world.shared.sessions.sessions.clear();

    expect(await world.bus.execute(purchase)).toEqual({ ...first, replayed: true });
  });

  test('with another body on a used order id is refused', async () => {
    const world = await openedWorld();
    const { orderId } = await bought(world);
    const other = { ...d2s, quantity: 3 };
    expect(
      await world.bus.execute(new PurchaseReservation({ orderId, request: other, caller: alice })),
    ).toEqual(rejectedAs('OrderIdUsed', { orderId }));
  });

  test('of an unknown order id is refused', async () => {
    const { bus } = await openedWorld();
    const purchase = new PurchaseReservation({ orderId: nowhere, request: d2s, caller: alice });
    expect(await bus.execute(purchase)).toEqual(rejectedAs('QuoteUnknown', { orderId: nowhere }));
  });

  test('of another principal’s quote is refused, before and after it is used', async () => {
    const world = await openedWorld();
    const { orderId } = await quoted(world);
    const stolen = new PurchaseReservation({ orderId, request: d2s, caller: mallory });
    expect(await world.bus.execute(stolen)).toEqual(rejectedAs('QuoteOfAnotherPrincipal'));
    const other = { ...d2s, quantity: 3 };
    const guessed = new PurchaseReservation({ orderId, request: other, caller: mallory });
    expect(await world.bus.execute(guessed)).toEqual(rejectedAs('QuoteOfAnotherPrincipal'));
    await world.bus.execute(new PurchaseReservation({ orderId, request: d2s, caller: alice }));
    expect(await world.bus.execute(stolen)).toEqual(rejectedAs('QuoteOfAnotherPrincipal'));
  });

  test('of a quote of another tenant’s principal of the same name is refused, before and after it is used', async () => {
    const world = await ledgerWorld();
    await opened(world, 'USD', {});
    const { orderId } = await quoted(world);
    const stolen = new PurchaseReservation({ orderId, request: d2s, caller: namesake });
    expect(await world.bus.execute(stolen)).toEqual(rejectedAs('QuoteOfAnotherPrincipal'));
    await world.bus.execute(new PurchaseReservation({ orderId, request: d2s, caller: alice }));
    expect(await world.bus.execute(stolen)).toEqual(rejectedAs('QuoteOfAnotherPrincipal'));
    world.shared.sessions.sessions.clear();
    expect(await world.bus.execute(stolen)).toEqual(rejectedAs('QuoteOfAnotherPrincipal'));
  });

  test.each([
    ['skuName', { skuName: 'Standard_D4s_v3' }],
    ['location', { location: 'northeurope' }],
    ['reservedResourceType', { reservedResourceType: 'SqlDatabases' }],
    ['billingSubscriptionId', { billingSubscriptionId: nowhere as never }],
    ['term', { term: 'P3Y' as const }],
    ['billingPlan', { billingPlan: 'Upfront' as const }],
    ['quantity', { quantity: 3 }],
    ['displayName', { displayName: 'Mine' }],
    ['appliedScopeType', { appliedScopeType: 'Single' as const }],
    ['appliedScopes', { appliedScopes: [subscription] }],
    ['instanceFlexibility', { instanceFlexibility: 'Off' as const }],
    ['renew', { renew: true }],
    ['reviewDateTime', { reviewDateTime: '2021-06-01T08:00:00.000Z' }],
  ])('that differs from its quote in %s is refused and names it', async (field, over) => {
    const world = await openedWorld();
    const { orderId } = await quoted(world);
    const request = { ...d2s, ...over };
    expect(
      await world.bus.execute(new PurchaseReservation({ orderId, request, caller: alice })),
    ).toEqual(rejectedAs('PurchaseDiffersFromQuote', { orderId, field }));
  });

  test('may write names in another case, and leave the type to the product', async () => {
    const world = await openedWorld();
    const { orderId } = await quoted(world);
    const request = {
      ...d2s,
      skuName: d2s.skuName.toUpperCase(),
      location: 'WestEurope',
      reservedResourceType: 'virtualmachines',
    };
    expect(
      await world.bus.execute(new PurchaseReservation({ orderId, request, caller: alice })),
    ).toMatchObject({ outcome: 'done' });
  });

  test('after fifteen minutes is refused, and the quote is not spent by that', async () => {
    const world = await openedWorld();
    const { orderId } = await quoted(world);
    const purchase = new PurchaseReservation({ orderId, request: d2s, caller: alice });
    world.clock.turnTo('2021-01-15T10:15:00Z');
    expect(await world.bus.execute(purchase)).toMatchObject(rejectedAs('QuoteExpired'));
    world.clock.turnTo('2021-01-15T10:14:59Z');
    expect(await world.bus.execute(purchase)).toMatchObject({ outcome: 'done' });
  });

  test('past midnight takes the day of the commit and the price of the quote', async () => {
    const world = await ledgerWorld('2021-01-15T23:55:00Z');
    await opened(world);
    const { orderId, unitPrice } = await quoted(world);
    const [price] = world.prices.prices;
    if (price === undefined) throw new Error('no price');
    world.prices.prices.push({ ...price, price: '9999', from: '2021-01-16' });
    world.clock.turnTo('2021-01-16T00:05:00Z');
    const purchase = new PurchaseReservation({ orderId, request: d2s, caller: alice });
    const { reservationId } = done(await world.bus.execute(purchase));
    const reservation = (await world.tables.state(contoso)).reservations.get(reservationId);

    expect(reservation).toMatchObject({ purchasedOn: '2021-01-16', unitPrice });
  });

  test('at the same moment in two processes is one order', async () => {
    const one = await ledgerWorld();
    await opened(one);
    const other = await ledgerWorld('2021-01-15T10:00:00.500Z', one.shared);
    const { orderId } = await quoted(one);
    const purchase = new PurchaseReservation({ orderId, request: d2s, caller: alice });
    await quoted(other);
    other.log.faults.push(meanwhile(() => one.bus.execute(purchase)));
    const second = await other.bus.execute(purchase);
    const first = await one.bus.execute(purchase);

    expect(done(second)).toEqual(done(first));
    expect((await one.tables.state(contoso)).orders.size).toBe(1);
    expect(await bought(other)).toMatchObject({ on: '2021-01-15' });
  });
});
