import { AddOwner, RemoveOwner, type OwnersOfOrder } from '#application';
import { principalId } from '#ledger-core';
import {
  alice,
  bought,
  done,
  ledgerWorld,
  mallory,
  namesake,
  opened,
} from '../../test/ledger.world';

const bob = { ...alice, id: principalId('bob@contoso.example') };

async function worldWithOrder() {
  const world = await ledgerWorld();
  await opened(world);
  return { ...world, order: await bought(world) };
}

let requests = 0;

function asked({ order }: Awaited<ReturnType<typeof worldWithOrder>>, owner = bob, caller = alice) {
  requests += 1;
  const requestKey = { key: `request ${requests}`, isIdempotencyKey: false };
  return { orderId: order.orderId, owner: owner.id, caller, requestKey };
}

describe('R-ACC-1: the Owners of an order', () => {
  test('add and remove Owners, and the list is answered when it can be read', async () => {
    const world = await worldWithOrder();
    const owners = async (command: AddOwner | RemoveOwner): Promise<OwnersOfOrder> =>
      done(await world.bus.execute(command));
    expect(await owners(new AddOwner(asked(world)))).toEqual([alice.id, bob.id]);
    expect(await owners(new AddOwner(asked(world)))).toEqual([alice.id, bob.id]);
    expect(world.tables.waitedFor).toHaveLength(4);
    expect(await owners(new RemoveOwner(asked(world, alice, bob)))).toEqual([bob.id]);
  });

  test('keep the last one', async () => {
    const world = await worldWithOrder();
    const { orderId } = world.order;
    expect(await world.bus.execute(new RemoveOwner(asked(world, alice)))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'LastOwner', orderId, owner: alice.id },
    });
  });

  test('are not made or unmade by others, nor by another tenant’s principal of the same name', async () => {
    const world = await worldWithOrder();
    const byMallory = asked(world, mallory, mallory);
    expect(await world.bus.execute(new AddOwner(byMallory))).toMatchObject({
      rejection: { code: 'NotOwner' },
    });
    const byNamesake = asked(world, bob, namesake);
    expect(await world.bus.execute(new RemoveOwner(byNamesake))).toMatchObject({
      rejection: { code: 'PrincipalOfAnotherTenant' },
    });
  });
});
