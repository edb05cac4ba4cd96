import { FillReturnList, ReportUsage } from '#application';
import { billingAccountId, reservationId, USAGE_DAYS_PER_REPORT_MAX } from '#ledger-core';
import { utilisationStream } from '#event-log';
import {
  admin,
  alice,
  bought,
  contoso,
  day,
  done,
  type LedgerWorld,
  ledgerWorld,
  mallory,
  opened,
  previewedRefund,
  returnOf,
  usd,
} from '../../test/ledger.world';

const ELSEWHERE = reservationId('99999999-0000-4000-8000-000000000001');
const aKey = (key: string) => ({ key, isIdempotencyKey: true });

async function worldWithOrder() {
  const world = await ledgerWorld();
  await opened(world);
  return { ...world, order: await bought(world) };
}

type Reported = Readonly<Partial<ReportUsage['input']>>;

function reportOf(on: string, usedQuantity: string, of = ELSEWHERE, over: Reported = {}) {
  return new ReportUsage({
    billingAccountId: contoso,
    days: [{ reservationId: of, on: day(on), usedQuantity }],
    caller: admin,
    requestKey: aKey(`${on} ${usedQuantity}`),
    ...over,
  });
}

/** What the tables would show of a report: in the world they are made by hand. */
function shown({ usage }: LedgerWorld, id = ELSEWHERE, on = '2021-01-16', usedQuantity = '1') {
  usage.reported.set(id, [{ on: day(on), usedQuantity }]);
}

describe('a report of usage', () => {
  test('is written beside the account, and answered when it is projected', async () => {
    const { bus, tables, log, order } = await worldWithOrder();
    const outcome = await bus.execute(reportOf('2021-01-15', '1.5', order.reservationId));

    const answer = { billingAccountId: contoso, daysReported: 1, reportedOn: '2021-01-15' };
    expect(outcome).toMatchObject({ outcome: 'done', replayed: false, answer });
    if (outcome.outcome === 'done') expect(tables.waitedFor).toContain(outcome.position);
    expect(log.appends.at(-1)?.stream).toBe(utilisationStream(contoso));
  });

  test('with the same key is carried out once, and with another body refused', async () => {
    const { bus, order } = await worldWithOrder();
    const requestKey = aKey('march');
    const first = reportOf('2021-01-15', '1', order.reservationId, { requestKey });
    const again = await bus.execute(first).then(() => bus.execute(first));
    expect(again).toMatchObject({ outcome: 'done', replayed: true });
    const other = reportOf('2021-01-15', '2', order.reservationId, { requestKey });
    expect(await bus.execute(other)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'KeyReused' },
    });
  });

  test('of a reservation that is not the account’s is refused and names it', async () => {
    const { bus } = await worldWithOrder();
    expect(await bus.execute(reportOf('2021-01-15', '1'))).toEqual({
      outcome: 'rejected',
      rejection: {
        code: 'UsageOfAnotherAccount',
        reservationId: ELSEWHERE,
        billingAccountId: contoso,
      },
    });
  });

  test('of tomorrow is refused', async () => {
    const { bus, order } = await worldWithOrder();
    expect(await bus.execute(reportOf('2021-01-16', '1', order.reservationId))).toMatchObject({
      outcome: 'rejected',
      rejection: { code: 'UsageInTheFuture', on: '2021-01-16', today: '2021-01-15' },
    });
  });

  test('for an account that is not there is refused', async () => {
    const { bus } = await ledgerWorld();
    const nobody = { billingAccountId: billingAccountId('nobody') };
    expect(await bus.execute(reportOf('2021-01-15', '1', ELSEWHERE, nobody))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'BillingAccountUnknown', ...nobody },
    });
  });

  test('of the most days, with the longest quantities, fits into one append', async () => {
    const { bus, order } = await worldWithOrder();
    const { reservationId: id } = order;
    const row = { reservationId: id, on: day('2021-01-15'), usedQuantity: '1'.repeat(24) };
    const days = Array.from({ length: USAGE_DAYS_PER_REPORT_MAX }, () => row);
    const outcome = await bus.execute(reportOf('2021-01-15', '1', id, { days }));
    expect(outcome).toMatchObject({ outcome: 'done', answer: { daysReported: 3_000 } });
  });
});

describe('R-AMT-5: what was used', () => {
  test('within the free days comes back prorated, without a fee; unused, in full', async () => {
    const world = await worldWithOrder();
    // 1,200.01 a year: the first instalment is 100.01 for the 31 days from 15 January.
    world.clock.turnTo('2021-01-20T09:00:00Z');
    expect((await previewedRefund(world, world.order)).amounts.refund).toEqual(usd('100.01'));
    // Five days used: 100.01 × 5 ÷ 31 = 16.13 is consumed, 83.88 comes back.
    shown(world, world.order.reservationId);
    const preview = await previewedRefund(world, world.order);
    expect(preview.amounts).toMatchObject({ refund: usd('83.88'), fee: usd('0.00') });
  });

  test('a report of 0 is no usage, and one of a later day does not count', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-01-18T09:00:00Z');
    shown(world, world.order.reservationId, '2021-01-17', '0');
    expect((await previewedRefund(world, world.order)).amounts.refund).toEqual(usd('100.01'));
    shown(world, world.order.reservationId, '2021-01-19', '1');
    expect((await previewedRefund(world, world.order)).amounts.refund).toEqual(usd('100.01'));
  });

  test('by the reservation it came from counts as its own, and the operation says which day', async () => {
    const world = await worldWithOrder();
    const parent = world.order.reservationId;
    world.clock.turnTo('2021-01-20T09:00:00Z');
    shown(world, parent, '2021-01-16', '2');
    done(await world.bus.execute(returnOf(await previewedRefund(world, world.order))));
    const [sibling] = [...(await world.tables.state(contoso)).reservations.keys()].slice(1);
    const rest = { ...world.order, reservationId: sibling ?? parent };
    const preview = await previewedRefund(world, rest);
    expect(preview.amounts.refund).toEqual(usd('83.88'));
    done(await world.bus.execute(returnOf(preview)));
    expect(world.log.appends.at(-1)?.events[0]?.data).toMatchObject({
      inputs: { usedDay: { reservationId: parent, on: '2021-01-16', usedQuantity: '2' } },
    });
  });
});

describe('R-EXC-7: a return list', () => {
  const filled = (world: LedgerWorld, input: Partial<FillReturnList['input']> = {}) =>
    world.queries.execute(
      new FillReturnList({ reservations: [], mode: 'refundAll', caller: alice, ...input }),
    );

  test('has a line for each reservation once, in the order asked', async () => {
    const world = await worldWithOrder();
    const second = await bought(world, { quantity: 5 });
    const reservations = [second, world.order, second].map(({ reservationId: id }) => ({
      reservationId: id,
    }));
    expect(done(await filled(world, { reservations }))).toEqual([
      { reservationId: second.reservationId, quantity: 5 },
      { reservationId: world.order.reservationId, quantity: 2 },
    ]);
  });

  test('leaves what was used on average on the seven days before today, and asks for no others', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-01-30T09:00:00Z');
    // 7 units on one of the seven days keep one of two; on the day before them, none.
    const reservations = [{ reservationId: world.order.reservationId }];
    shown(world, world.order.reservationId, '2021-01-23', '7');
    const mode = 'optimizeUtilization';
    expect(done(await filled(world, { reservations, mode }))).toMatchObject([{ quantity: 1 }]);
    shown(world, world.order.reservationId, '2021-01-22', '7');
    expect(done(await filled(world, { reservations, mode }))).toMatchObject([{ quantity: 2 }]);
    shown(world, world.order.reservationId, '2021-01-30', '7');
    expect(done(await filled(world, { reservations, mode }))).toMatchObject([{ quantity: 2 }]);
  });

  test('counts of what it came from its share', async () => {
    const world = await worldWithOrder();
    const parent = world.order.reservationId;
    world.clock.turnTo('2021-01-30T09:00:00Z');
    done(await world.bus.execute(returnOf(await previewedRefund(world, world.order))));
    const [sibling = parent] = [...(await world.tables.state(contoso)).reservations.keys()].slice(
      1,
    );
    const reservations = [{ reservationId: sibling }];
    const mode = 'optimizeUtilization';
    expect(done(await filled(world, { reservations, mode }))).toMatchObject([{ quantity: 1 }]);
    // The one that is left holds half of what the two used.
    shown(world, parent, '2021-01-23', '1');
    expect(done(await filled(world, { reservations, mode }))).toEqual([]);
  });

  test('is refused to whoever owns not every order, and of a reservation that is not there', async () => {
    const world = await worldWithOrder();
    const reservations = [{ reservationId: world.order.reservationId }];
    expect(await filled(world, { reservations, caller: mallory })).toMatchObject({
      rejection: { code: 'NotOwner' },
    });
    const nowhere = [...reservations, { reservationId: ELSEWHERE }];
    expect(await filled(world, { reservations: nowhere })).toEqual({
      outcome: 'rejected',
      rejection: { code: 'ReservationUnknown', reservationId: ELSEWHERE },
    });
  });
});
