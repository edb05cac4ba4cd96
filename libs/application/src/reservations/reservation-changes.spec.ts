import {
  ArchiveReservation,
  type AskedChanges,
  ChangeDirectory,
  MergeReservations,
  type RequestKey,
  SplitReservation,
  UpdateReservation,
} from '#application';
import { type Principal, reservationOrderId, subscriptionId, tenantId } from '#ledger-core';
import {
  alice,
  bought,
  contoso,
  day,
  done,
  ledgerWorld,
  mallory,
  namesake,
  opened,
  previewedRefund,
  returnOf,
  subscription,
} from '../../test/ledger.world';

const nowhere = reservationOrderId('22222222-2222-4222-8222-222222222222');
const foreign = subscriptionId('33333333-3333-4333-8333-333333333333');
const sent = (key: string): RequestKey => ({ key, isIdempotencyKey: false });
const keyed = (key: string): RequestKey => ({ key, isIdempotencyKey: true });

async function worldWithOrder(quantity = 4) {
  const world = await ledgerWorld();
  await opened(world);
  const { orderId, reservationId } = await bought(world, { quantity });
  const of = { orderId, reservationId, caller: alice as Principal, requestKey: sent('a') };
  const update = (changes: AskedChanges, over: Partial<typeof of> = {}) =>
    world.bus.execute(new UpdateReservation({ ...of, ...over, changes }));
  const split = (quantities: readonly number[], over: Partial<typeof of> = {}) =>
    world.bus.execute(new SplitReservation({ ...of, ...over, quantities }));
  const merge = (sources: readonly (typeof reservationId)[], over: Partial<typeof of> = {}) =>
    world.bus.execute(new MergeReservations({ ...of, ...over, sources }));
  const reservation = async (id = reservationId) =>
    (await world.tables.state(contoso)).reservations.get(id);
  return { ...world, world, of, update, split, merge, reservation };
}

function rejectedAs(code: string, more: object = {}) {
  return { outcome: 'rejected', rejection: { code, ...more } };
}

describe('a request that is sent again', () => {
  test('with the id its client gave it is carried out once, and answered with its first result', async () => {
    const { update, log } = await worldWithOrder();
    const first = await update({ displayName: 'Batch' });
    const appends = log.appends.length;
    expect(await update({ displayName: 'Batch' })).toEqual({ ...first, replayed: true });
    expect(log.appends).toHaveLength(appends);
  });

  test('under the same id of its client with another body is another request', async () => {
    const { update, reservation } = await worldWithOrder();
    done(await update({ displayName: 'Batch' }));
    done(await update({ displayName: 'Batch 2' }));
    expect(await reservation()).toMatchObject({ displayName: 'Batch 2' });
  });

  test('under the same key with another body is refused', async () => {
    const { update, reservation } = await worldWithOrder();
    done(await update({ displayName: 'Batch' }, { requestKey: keyed('k') }));
    expect(await update({ displayName: 'Other' }, { requestKey: keyed('k') })).toEqual(
      rejectedAs('KeyReused'),
    );
    expect(await reservation()).toMatchObject({ displayName: 'Batch' });
  });

  test('splits once: the parts are those of the first time', async () => {
    const { split, world } = await worldWithOrder();
    const first = done(await split([1, 3]));
    expect(done(await split([1, 3]))).toEqual(first);
    const { reservations } = await world.tables.state(contoso);
    expect(first.reservationIds.map((id) => reservations.get(id)?.quantity)).toEqual([1, 3]);
    expect(reservations.size).toBe(3);
  });

  test('by another caller is another request: who is no Owner is told so', async () => {
    const { split, of } = await worldWithOrder();
    done(await split([1, 3]));
    expect(await split([1, 3], { caller: mallory })).toEqual(
      rejectedAs('NotOwner', { orderId: of.orderId }),
    );
  });
});

describe('an order', () => {
  test('that nobody knows is refused', async () => {
    const { update, split } = await worldWithOrder();
    const refusal = rejectedAs('ReservationOrderUnknown', { orderId: nowhere });
    expect(await update({ displayName: 'B' }, { orderId: nowhere })).toEqual(refusal);
    expect(await split([1, 1], { orderId: nowhere })).toEqual(refusal);
  });

  test('that is not projected yet is found by its quote', async () => {
    const { split, tables } = await worldWithOrder();
    tables.isBehind = true;
    expect(done(await split([2, 2])).reservationIds).toHaveLength(2);
  });
});

describe('a split and a merge', () => {
  test('in three, and two of them together again', async () => {
    const { split, merge, reservation } = await worldWithOrder();
    const { reservationIds } = done(await split([1, 1, 2]));
    const [one, , two] = reservationIds;
    if (one === undefined || two === undefined) throw new Error('Not split');
    const { reservationId } = done(await merge([one, two]));
    expect(await reservation(reservationId)).toMatchObject({ quantity: 3, status: 'Active' });
    expect(await reservation(one)).toMatchObject({ status: 'Cancelled' });
  });

  test('of a part that was returned in part: what is left merges', async () => {
    const { split, merge, world, of, reservation } = await worldWithOrder();
    const [one, three] = done(await split([1, 3])).reservationIds;
    if (one === undefined || three === undefined) throw new Error('Not split');
    const part = { orderId: of.orderId, reservationId: three, billingAccountId: contoso };
    const preview = await previewedRefund(world, { ...part, on: day('2021-01-15') }, 2);
    done(await world.bus.execute(returnOf(preview)));
    expect(await merge([one, three])).toMatchObject(
      rejectedAs('ReservationNotActive', { reservationId: three }),
    );
    const { reservations } = await world.tables.state(contoso);
    const [left] = [...reservations].filter(([, each]) => each.cameFrom.includes(three));
    if (left === undefined) throw new Error('Nothing is left');
    const { reservationId } = done(await merge([one, left[0]]));
    expect(await reservation(reservationId)).toMatchObject({ quantity: 2 });
  });
});

describe('an update', () => {
  const single = (scope: string) => ({
    appliedScope: { type: 'Single', scopes: [scope] } as const,
  });

  test('changes what is given and nothing else', async () => {
    const { update, reservation } = await worldWithOrder();
    const before = await reservation();
    const scope = single(`/subscriptions/${subscription}`);
    const changes = {
      displayName: 'B',
      renew: true,
      instanceFlexibility: 'Off' as const,
      ...scope,
    };
    done(await update(changes));
    expect(await reservation()).toEqual({ ...before, ...changes });
  });

  test('to what it has already says so', async () => {
    const { update, of } = await worldWithOrder();
    const { reservationId } = of;
    const shared = { appliedScope: { type: 'Shared', scopes: [] } as const };
    expect(await update(shared)).toEqual(rejectedAs('AppliedScopeUnchanged', { reservationId }));
    expect(await update({ renew: false })).toEqual(
      rejectedAs('ReservationUnchanged', { reservationId }),
    );
  });

  test.each([`/subscriptions/${foreign}`, `/subscriptions/${foreign}/resourceGroups/batch`])(
    'to the scope %s of no account is refused',
    async (scope) => {
      const { update } = await worldWithOrder();
      expect(await update(single(scope))).toEqual(rejectedAs('ScopeNotOfAccount', { scope }));
    },
  );

  test('of the renewal takes the product from the price list, spelled as it is there', async () => {
    const { update, reservation } = await worldWithOrder();
    const renewal = {
      skuName: 'STANDARD_d2s_V3',
      location: 'WestEurope',
      term: 'P3Y',
      quantity: 7,
    };
    done(await update({ renew: true, renewal: { ...renewal, term: 'P3Y' } }));
    expect(await reservation()).toMatchObject({
      renew: true,
      renewProperties: {
        quantity: 7,
        product: {
          resourceType: 'VirtualMachines',
          skuName: 'Standard_D2s_v3',
          region: 'westeurope',
          term: 'P3Y',
        },
      },
    });
  });

  test('of the renewal is refused to who is no Owner, before it is said what is sold', async () => {
    const { world, of } = await worldWithOrder();
    const changes = { renewal: { skuName: 'Standard_Nothing' } };
    const command = { ...of, caller: mallory, requestKey: sent('m'), changes };
    expect(await world.bus.execute(new UpdateReservation(command))).toMatchObject(
      rejectedAs('NotOwner'),
    );
  });

  test('of the renewal alone leaves the product as it is', async () => {
    const { update, reservation } = await worldWithOrder();
    done(
      await update({ renewal: { billingPlan: 'Upfront', billingSubscriptionId: subscription } }),
    );
    expect((await reservation())?.renewProperties).toEqual({
      billingPlan: 'Upfront',
      billingSubscriptionId: subscription,
    });
  });

  test.each([
    [{ skuName: 'Standard_Nothing' }, 'ProductUnknown'],
    [{ location: 'moon' }, 'LocationUnknown'],
    [{ reservedResourceType: 'CosmosDb' }, 'ResourceTypeMismatch'],
    [{ term: 'P5Y' as const }, 'TermNotSold'],
    [{ billingSubscriptionId: foreign }, 'SubscriptionNotOfAccount'],
    [single(`/subscriptions/${foreign}`), 'ScopeNotOfAccount'],
  ])('of the renewal to %j is refused', async (renewal, code) => {
    const { update, reservation } = await worldWithOrder();
    expect(await update({ renew: true, renewal })).toMatchObject(rejectedAs(code));
    expect(await reservation()).toMatchObject({ renew: false });
  });
});

describe('what is archived', () => {
  test('is over: an active reservation is not', async () => {
    const { world, of } = await worldWithOrder(1);
    const { reservationId } = of;
    const archive = (archived: boolean, key: string) =>
      world.bus.execute(new ArchiveReservation({ ...of, requestKey: sent(key), archived }));
    expect(await archive(true, 'b')).toEqual(
      rejectedAs('ReservationStillActive', { reservationId }),
    );
    const place = { ...of, billingAccountId: contoso, on: day('2021-01-15') };
    done(await world.bus.execute(returnOf(await previewedRefund(world, place))));
    expect(done(await archive(true, 'c'))).toEqual({ orderId: of.orderId, reservationId });
    expect(done(await archive(false, 'd'))).toEqual({ orderId: of.orderId, reservationId });
  });
});

describe('an order that goes to another directory', () => {
  const fabrikam = tenantId('fabrikam-tenant');

  test('is dealt with there alone; its mover may ask again and hears the same', async () => {
    const { world, of, update } = await worldWithOrder();
    const move = () => world.bus.execute(new ChangeDirectory({ ...of, tenantId: fabrikam }));
    const first = await move();
    const { reservationId } = of;
    const named = { reservationId, displayName: 'Standard_D2s_v3 Reserved' };
    expect(done(first)).toEqual({
      ...{ orderId: of.orderId, tenantId: fabrikam, reservations: [named] },
    });
    expect(await update({ displayName: 'B' })).toEqual(rejectedAs('PrincipalOfAnotherTenant'));
    expect(done(await update({ displayName: 'B' }, { caller: namesake }))).toEqual({
      orderId: of.orderId,
      reservationId,
    });
    // What it is called since is not told where it was.
    expect(await move()).toEqual({ ...first, replayed: true });
  });
});
