import { SwapReservation } from '#application';
import {
  alice,
  bought,
  contoso,
  done,
  type LedgerWorld,
  ledgerWorld,
  mallory,
  opened,
} from '../../test/ledger.world';
import { twinSkuNameOf } from './twin-sku-name';

async function worldWithOrder() {
  const world = await ledgerWorld();
  await opened(world);
  const order = await bought(world);
  world.clock.turnTo('2021-02-01T09:00:00Z');
  return { ...world, order };
}

type World = Awaited<ReturnType<typeof worldWithOrder>>;

function swap({ order }: World, toSkuName: string, over: Partial<SwapReservation['input']> = {}) {
  const { orderId, reservationId } = order;
  const requestKey = { key: toSkuName, isIdempotencyKey: true };
  const asked = { orderId, reservationId, toSkuName, caller: alice, requestKey };
  return new SwapReservation({ ...asked, ...over });
}

function namedTwin(world: LedgerWorld, swappableSkuName: string) {
  world.prices.prices = world.prices.prices.map((price) => ({ ...price, swappableSkuName }));
}

describe('a swap', () => {
  test('is to the documented twin, in any case, there and back; its term goes on', async () => {
    const world = await worldWithOrder();
    const there = await world.bus.execute(swap(world, 'standard_d2_V3'));
    expect(done(there)).toEqual({
      orderId: world.order.orderId,
      reservationId: world.order.reservationId,
      fromSkuName: 'Standard_D2s_v3',
      skuName: 'Standard_D2_v3',
      swappedOn: '2021-02-01',
      expiresOn: '2022-01-15',
    });
    if (there.outcome === 'done') expect(world.tables.waitedFor).toContain(there.position);
    const back = done(await world.bus.execute(swap(world, 'Standard_D2s_v3')));
    expect(back).toMatchObject({ fromSkuName: 'Standard_D2_v3', skuName: 'Standard_D2s_v3' });
  });

  test('goes by the twin that the price row of the SKU names, before the documented one', async () => {
    const world = await worldWithOrder();
    namedTwin(world, 'Standard_D2s_v3_plain');
    expect(await world.bus.execute(swap(world, 'Standard_D2_v3'))).toMatchObject({
      outcome: 'rejected',
      rejection: { code: 'NoSuchTwin', accepted: 'Standard_D2s_v3_plain' },
    });
    const swapped = done(await world.bus.execute(swap(world, 'STANDARD_D2S_V3_PLAIN')));
    expect(swapped.skuName).toBe('Standard_D2s_v3_plain');
  });

  test('is carried out once by one key', async () => {
    const world = await worldWithOrder();
    const first = await world.bus.execute(swap(world, 'Standard_D2_v3'));
    expect(await world.bus.execute(swap(world, 'Standard_D2_v3'))).toEqual({
      ...first,
      replayed: true,
    });
  });

  test('is the Owner’s alone', async () => {
    const world = await worldWithOrder();
    const command = swap(world, 'Standard_D2_v3', { caller: mallory });
    expect(await world.bus.execute(command)).toMatchObject({ rejection: { code: 'NotOwner' } });
  });
});

describe('R-EXC-6: the twin of a reservation', () => {
  test('that is no virtual machine is the one its price row names, and no other', async () => {
    const world = await worldWithOrder();
    const reservation = (await world.tables.state(contoso)).reservations.get(
      world.order.reservationId,
    );
    if (reservation === undefined) throw new Error('Not bought');
    const { product } = reservation;
    const host = {
      ...reservation,
      product: { ...product, resourceType: 'DedicatedHost' } as const,
    };
    const on = reservation.purchasedOn;
    expect(await twinSkuNameOf(world.prices, reservation, on)).toBe('Standard_D2_v3');
    expect(await twinSkuNameOf(world.prices, host, on)).toBeUndefined();
    world.prices.prices = world.prices.prices.map((price) => ({
      ...price,
      resourceType: 'DedicatedHost',
      swappableSkuName: 'DSv3_Type2',
    }));
    expect(await twinSkuNameOf(world.prices, host, on)).toBe('DSv3_Type2');
  });
});
