import { Calendar } from '#ledger-core';
import { calculated, exchanging, worldToExchange } from '../../test/exchanging';
import { alice, contoso, done, mallory, namesake, quoted, usd } from '../../test/ledger.world';

const NOWHERE = '33333333-3333-4333-8333-333333333333';

function rejectedAs(code: string, more: object = {}) {
  return { outcome: 'rejected', rejection: { code, ...more } };
}

describe('an exchange', () => {
  test('does what its session calculated, and names what was bought', async () => {
    const world = await worldToExchange();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const calculation = await calculated(world);
    const exchanged = done(await exchanging(world, calculation));

    expect(exchanged).toMatchObject({
      sessionId: calculation.sessionId,
      billingAccountId: contoso,
      on: '2021-02-20',
      refundTotal: usd('82.14'),
      cancelledInstalmentsTotal: usd('1000.00'),
      purchaseTotal: usd('3000.00'),
      netPayable: usd('1917.86'),
    });
    const state = await world.tables.state(contoso);
    const [bought] = exchanged.bought;
    if (bought === undefined) throw new Error('nothing was bought');
    expect(state.orders.get(bought.orderId)).toMatchObject({ owners: [alice.id] });
    expect(state.reservations.get(bought.reservationId)).toMatchObject({
      product: { term: 'P3Y' },
      purchasedOn: '2021-02-20',
      expiresOn: '2024-02-20',
    });
    expect(state.reservations.get(world.order.reservationId)).toMatchObject({
      status: 'Cancelled',
    });
    expect([...state.capUses]).toEqual([]);
  });

  test('is one append', async () => {
    const world = await worldToExchange();
    const calculation = await calculated(world);
    const before = world.log.appends.length;
    await exchanging(world, calculation);
    expect(world.log.appends).toHaveLength(before + 1);
  });

  test('of a session used again answers its first result, even after its expiry', async () => {
    const world = await worldToExchange();
    const calculation = await calculated(world);
    const first = await exchanging(world, calculation);
    world.clock.turnTo('2021-04-01T00:00:00Z');
    expect(first).toMatchObject({ outcome: 'done', replayed: false });
    expect(await exchanging(world, calculation)).toEqual({ ...first, replayed: true });
  });

  test('by another principal, or a namesake of another tenant, is refused before and after', async () => {
    const world = await worldToExchange();
    const calculation = await calculated(world);
    const stolen = async () => [
      await exchanging(world, calculation, mallory),
      await exchanging(world, calculation, namesake),
    ];
    const refused = rejectedAs('SessionOfAnotherPrincipal');
    expect(await stolen()).toEqual([refused, refused]);
    done(await exchanging(world, calculation));
    expect(await stolen()).toEqual([refused, refused]);
  });

  test('after its session has expired is refused', async () => {
    const world = await worldToExchange();
    const calculation = await calculated(world);
    world.clock.turnTo('2021-01-15T10:14:59Z');
    const shortly = Calendar.instant('2021-01-15T10:15:00.000Z');
    expect(calculation.expiresAt).toBe(shortly);
    world.clock.turnTo('2021-01-15T10:15:00Z');
    expect(await exchanging(world, calculation)).toEqual(
      rejectedAs('SessionExpired', { expiredAt: shortly }),
    );
  });

  test('up to the last second of its session is carried out', async () => {
    const world = await worldToExchange();
    const calculation = await calculated(world);
    world.clock.turnTo('2021-01-15T10:14:59Z');
    done(await exchanging(world, calculation));
  });

  test('whose amounts are of the day before is refused', async () => {
    const world = await worldToExchange();
    world.clock.turnTo('2021-02-20T23:50:00Z');
    const calculation = await calculated(world);
    world.clock.turnTo('2021-02-21T00:01:00Z');
    expect(await exchanging(world, calculation)).toMatchObject(
      rejectedAs('ExchangeAmountsChanged', { then: { refundTotal: usd('82.14') } }),
    );
  });

  test('whose new price was imported in between is refused', async () => {
    const world = await worldToExchange();
    const calculation = await calculated(world);
    world.prices.prices = world.prices.prices.map((price) =>
      price.term === 'P3Y' ? { ...price, price: '2999.99' } : price,
    );
    expect(await exchanging(world, calculation)).toMatchObject(
      rejectedAs('ExchangeAmountsChanged', { now: { purchaseTotal: usd('2999.99') } }),
    );
  });

  test('of what somebody returned in between is refused', async () => {
    const world = await worldToExchange();
    const calculation = await calculated(world);
    done(await exchanging(world, await calculated(world)));
    expect(await exchanging(world, calculation)).toMatchObject(rejectedAs('ReservationNotActive'));
  });

  test('by an unknown session, or one of another kind, is refused', async () => {
    const world = await worldToExchange();
    const { orderId: sessionId } = await quoted(world);
    expect(await exchanging(world, { sessionId })).toEqual(
      rejectedAs('SessionOfAnotherKind', { sessionId, kind: 'Quote' }),
    );
    expect(await exchanging(world, { sessionId: NOWHERE })).toEqual(
      rejectedAs('SessionUnknown', { sessionId: NOWHERE }),
    );
  });

  test('by the id of the calculation instead of its session is refused', async () => {
    const world = await worldToExchange();
    const { operationId: sessionId } = await calculated(world);
    expect(await exchanging(world, { sessionId })).toMatchObject(rejectedAs('SessionUnknown'));
  });
});
