import {
  CalculateExchange,
  CalculateRefund,
  FillReturnList,
  PurchaseReservation,
  UpdateReservation,
} from '#application';
import { reservationId, reservationOrderId } from '#ledger-core';
import { calculated, exchanging, threeYears, worldToExchange } from '../../test/exchanging';
import { alice, d2s, done } from '../../test/ledger.world';

const NOWHERE = '33333333-3333-4333-8333-333333333333';
const TERM = threeYears.term;

/** An order bought in an exchange: no quote names its account. */
async function boughtInExchange() {
  const world = await worldToExchange();
  const [bought] = done(await exchanging(world, await calculated(world))).bought;
  if (bought === undefined) throw new Error('Nothing was bought');
  const { orderId } = bought;
  const of = { orderId, reservationId: bought.reservationId, quantity: 1, caller: alice };
  const purchases = [{ ...d2s, term: TERM, quantity: 9 }];
  const asked = {
    refund: () => world.bus.execute(new CalculateRefund(of)),
    update: () => {
      const requestKey = { key: 'k', isIdempotencyKey: false };
      const changes = { displayName: 'Mine' };
      return world.bus.execute(new UpdateReservation({ ...of, requestKey, changes }));
    },
    exchange: () => {
      const returns = [{ reservationId: of.reservationId, quantity: 1 }];
      const request = { returns, purchases };
      return world.bus.execute(new CalculateExchange({ request, caller: alice }));
    },
    'return list': () => {
      const reservations = [{ reservationId: of.reservationId }];
      return world.queries.execute(
        new FillReturnList({ reservations, mode: 'refundAll', caller: alice }),
      );
    },
  } as const;
  return { world, asked };
}

const KINDS = ['refund', 'update', 'exchange', 'return list'] as const;

describe('what was written a moment ago', () => {
  test.each(KINDS)('is found when the tables come as far as the log: a %s', async (kind) => {
    const { world, asked } = await boughtInExchange();
    world.tables.isBehind = true;
    world.tables.onWait = () => {
      world.tables.isBehind = false;
    };
    expect(await asked[kind]()).toMatchObject({ outcome: 'done' });
  });

  test.each(KINDS)('is never said not to be there while they lag: a %s', async (kind) => {
    const { world, asked } = await boughtInExchange();
    world.tables.isBehind = true;
    expect(await asked[kind]()).toMatchObject({ outcome: 'unavailable' });
  });

  test('may be of another account than the lines that are found', async () => {
    const { world } = await boughtInExchange();
    const { orderId, reservationId: id } = world.order;
    world.tables.isBehind = true;
    const returns = [
      { orderId, reservationId: id, quantity: 1 },
      { reservationId: reservationId(NOWHERE), quantity: 1 },
    ];
    const request = { returns, purchases: [threeYears] };
    const calculating = () => world.bus.execute(new CalculateExchange({ request, caller: alice }));
    expect(await calculating()).toMatchObject({ outcome: 'unavailable' });
    world.tables.isBehind = false;
    expect(await calculating()).toMatchObject({ rejection: { code: 'ReservationUnknown' } });
  });
});

test('what nobody has written is not waited for when the tables hold the log', async () => {
  const world = await worldToExchange();
  const orderId = reservationOrderId(NOWHERE);
  const purchase = new PurchaseReservation({ orderId, request: d2s, caller: alice });
  expect(await world.bus.execute(purchase)).toMatchObject({ rejection: { code: 'QuoteUnknown' } });
  expect(world.tables.waitedFor.at(-1)).toBe(await world.log.head());
});
