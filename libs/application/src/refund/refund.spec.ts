import { CalculateRefund, ReturnReservation } from '#application';
import { reservationOrderId } from '#ledger-core';
import {
  alice,
  bought,
  contoso,
  done,
  ledgerWorld,
  mallory,
  namesake,
  opened,
  previewedRefund,
  returnOf,
  usd,
} from '../../test/ledger.world';

const nowhere = reservationOrderId('22222222-2222-4222-8222-222222222222');

async function worldWithOrder() {
  const world = await ledgerWorld();
  await opened(world);
  const order = await bought(world);
  return { ...world, order };
}

function rejectedAs(code: string, more: object = {}) {
  return { outcome: 'rejected', rejection: { code, ...more } };
}

describe('a calculated refund', () => {
  test('names what would come back, what is used of the cap and the cap itself', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const preview = await previewedRefund(world, world.order);

    expect(preview).toMatchObject({
      billingAccountId: contoso,
      billingPlan: 'Monthly',
      consumedRefundsTotal: usd('0.00'),
      maxRefundLimit: usd('50000.00'),
      policyErrors: [],
      expiresAt: '2021-02-20T09:15:00.000Z',
      amounts: { completedInstalments: 2, refund: usd('82.14') },
    });
  });

  test('has done all that is due, and written none of it', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const before = world.log.appends.length;
    await previewedRefund(world, world.order);
    expect(world.log.appends).toHaveLength(before);
  });

  test('is what the return then gives back, to the cent', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const preview = await previewedRefund(world, world.order);
    const { expiresAt } = preview;

    const returned = done(await world.bus.execute(returnOf(preview)));
    expect({ ...returned, expiresAt }).toEqual(preview);
  });

  test('of an unknown order is refused', async () => {
    const { bus, order } = await worldWithOrder();
    const { reservationId } = order;
    const command = new CalculateRefund({
      orderId: nowhere,
      reservationId,
      quantity: 1,
      caller: alice,
    });
    expect(await bus.execute(command)).toEqual(
      rejectedAs('ReservationOrderUnknown', { orderId: nowhere }),
    );
  });

  test('of an order that is not projected yet is found by its quote', async () => {
    const world = await worldWithOrder();
    world.tables.isBehind = true;
    expect(await previewedRefund(world, world.order)).toMatchObject({ billingAccountId: contoso });
  });

  test('by somebody who does not own the order is refused', async () => {
    const { bus, order } = await worldWithOrder();
    const { orderId, reservationId } = order;
    const command = new CalculateRefund({ orderId, reservationId, quantity: 1, caller: mallory });
    expect(await bus.execute(command)).toEqual(rejectedAs('NotOwner', { orderId }));
  });

  test('of more than is left is refused at once', async () => {
    const { bus, order } = await worldWithOrder();
    const { orderId, reservationId } = order;
    const command = new CalculateRefund({ orderId, reservationId, quantity: 3, caller: alice });
    expect(await bus.execute(command)).toMatchObject(
      rejectedAs('InvalidRefundQuantity', { quantityLeft: 2 }),
    );
  });

  test('without any row of a product that was bought is a fault, never a larger refund', async () => {
    const world = await worldWithOrder();
    world.prices.prices = [];
    const { orderId, reservationId } = world.order;
    const command = new CalculateRefund({ orderId, reservationId, quantity: 1, caller: alice });
    expect(await world.bus.execute(command)).toMatchObject(rejectedAs('PriceMissing'));
  });

  test('is refused to who is no Owner, and for too many, before any price is looked up', async () => {
    const world = await worldWithOrder();
    world.prices.prices = [];
    const { orderId, reservationId } = world.order;
    const asked = (over: object) =>
      world.bus.execute(
        new CalculateRefund({ orderId, reservationId, quantity: 1, caller: alice, ...over }),
      );
    expect(await asked({ caller: mallory })).toMatchObject(rejectedAs('NotOwner'));
    expect(await asked({ quantity: 9 })).toMatchObject(rejectedAs('InvalidRefundQuantity'));
  });

  test('takes the price paid when the product’s row has ended', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    world.prices.prices = world.prices.prices.map((price) => ({
      ...{ ...price, price: '600', to: '2021-02-01' },
    }));
    expect(await previewedRefund(world, world.order)).toMatchObject({
      amounts: { refund: usd('82.14') },
    });
  });

  test('that the cap forbids shows its amounts and the refusal, and the return is refused by the same', async () => {
    const world = await ledgerWorld();
    await opened(world);
    const order = await bought(world, { quantity: 60 });
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const preview = await previewedRefund(world, order, 60);

    expect(preview.policyErrors).toMatchObject([{ code: 'RefundCapExceeded' }]);
    expect(preview.amounts.quantity).toBe(60);
    expect(await world.bus.execute(returnOf(preview))).toMatchObject(
      rejectedAs('RefundCapExceeded'),
    );
  });
});

describe('a return', () => {
  test('is carried out once: the session used again answers its first result, even after its expiry', async () => {
    const world = await worldWithOrder();
    const preview = await previewedRefund(world, world.order);
    const first = await world.bus.execute(returnOf(preview));
    world.clock.turnTo('2021-04-01T00:00:00Z');

    expect(first).toMatchObject({ outcome: 'done', replayed: false });
    expect(await world.bus.execute(returnOf(preview))).toEqual({ ...first, replayed: true });
  });

  test('is answered again when its session is forgotten', async () => {
    const world = await worldWithOrder();
    const preview = await previewedRefund(world, world.order);
    const first = await world.bus.execute(returnOf(preview));
    world.shared.sessions.sessions.clear();

    expect(await world.bus.execute(returnOf(preview))).toEqual({ ...first, replayed: true });
  });

  test('of an unknown session is refused', async () => {
    const { bus, order } = await worldWithOrder();
    const { orderId, reservationId } = order;
    const command = { orderId, reservationId, sessionId: nowhere, quantity: 1, caller: alice };
    expect(await bus.execute(new ReturnReservation(command))).toEqual(
      rejectedAs('SessionUnknown', { sessionId: nowhere }),
    );
  });

  test('by a quote instead of a session is refused', async () => {
    const { bus, order } = await worldWithOrder();
    const { orderId, reservationId } = order;
    const command = { orderId, reservationId, sessionId: orderId, quantity: 1, caller: alice };
    expect(await bus.execute(new ReturnReservation(command))).toEqual(
      rejectedAs('SessionOfAnotherKind', { sessionId: orderId, kind: 'Quote' }),
    );
  });

  test('by another principal is refused, before and after the session is used', async () => {
    const world = await worldWithOrder();
    const preview = await previewedRefund(world, world.order);
    const stolen = returnOf(preview, { caller: mallory });
    expect(await world.bus.execute(stolen)).toEqual(rejectedAs('SessionOfAnotherPrincipal'));
    await world.bus.execute(returnOf(preview));
    expect(await world.bus.execute(stolen)).toEqual(rejectedAs('SessionOfAnotherPrincipal'));
  });

  test('by another tenant’s principal of the same name is refused, before and after the session is used', async () => {
    const world = await ledgerWorld();
    await opened(world, 'USD', {});
    const preview = await previewedRefund(world, await bought(world));
    const stolen = returnOf(preview, { caller: namesake });
    expect(await world.bus.execute(stolen)).toEqual(rejectedAs('SessionOfAnotherPrincipal'));
    await world.bus.execute(returnOf(preview));
    expect(await world.bus.execute(stolen)).toEqual(rejectedAs('SessionOfAnotherPrincipal'));
  });

  test('that does not fit its session is refused and says how', async () => {
    const world = await worldWithOrder();
    const { sessionId } = await previewedRefund(world, world.order);
    const preview = { ...(await previewedRefund(world, world.order)), sessionId };
    const { bus } = world;

    expect(await bus.execute(returnOf(preview, { orderId: nowhere }))).toEqual(
      rejectedAs('SessionOfAnotherOrder', { sessionId }),
    );
    expect(await bus.execute(returnOf(preview, { quantity: 2 }))).toEqual(
      rejectedAs('SessionRequestDiffers', { sessionId, field: 'quantity' }),
    );
    await bus.execute(returnOf(preview));
    expect(await bus.execute(returnOf(preview, { quantity: 2 }))).toEqual(
      rejectedAs('SessionRequestDiffers', { sessionId, field: 'quantity' }),
    );
    expect(await bus.execute(returnOf(preview, { reason: 'late thought' }))).toEqual(
      rejectedAs('SessionRequestDiffers', { sessionId, field: 'returnReason' }),
    );
  });

  test('after the session has expired is refused', async () => {
    const world = await worldWithOrder();
    const preview = await previewedRefund(world, world.order);
    world.clock.turnTo('2021-01-15T10:15:00Z');
    expect(await world.bus.execute(returnOf(preview))).toMatchObject(rejectedAs('SessionExpired'));
  });

  test('whose amounts a new price has changed is refused, never silently different', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const preview = await previewedRefund(world, world.order);
    world.prices.prices = world.prices.prices.map((price) => ({ ...price, price: '600' }));
    expect(await world.bus.execute(returnOf(preview))).toMatchObject(
      rejectedAs('RefundAmountsChanged'),
    );
  });

  test('counts what other refunds used of the cap in its answer, without itself', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const one = await previewedRefund(world, world.order);
    await world.bus.execute(returnOf(one));
    const state = await world.tables.state(contoso);
    const sibling = [...state.reservations].find(([, { status }]) => status === 'Active')?.[0];
    if (sibling === undefined) throw new Error('no sibling');
    const next = await previewedRefund(world, { ...world.order, reservationId: sibling });

    expect(next.consumedRefundsTotal).toEqual(one.amounts.remainingCommitment);
  });
});
