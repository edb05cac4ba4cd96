import { ALICE, AccountStory } from '../../../../../test/support/account-story';
import {
  type AutofillMode,
  Calendar,
  emptyAccount,
  filledReturnList,
  principalId,
  type ReservationId,
  tenantId,
} from '#ledger-core';

const TODAY = Calendar.day('2021-03-10');
const admin = { id: principalId('admin'), roles: ['Ledger.Admin'] };

/** Three reservations of 10, 4 and 2 units. */
function story() {
  const life = new AccountStory();
  const bought = [10, 4, 2].map((quantity) =>
    life.buy({ on: '2021-01-15', price: '365', quantity }),
  );
  return { life, bought };
}

type Story = ReturnType<typeof story>;

/** Units used on each of the seven days before today. */
function daily(id: ReservationId, usedQuantity: string) {
  const on = (back: number) => Calendar.addDays(TODAY, -back);
  return [id, [1, 2, 3, 4, 5, 6, 7].map((back) => ({ on: on(back), usedQuantity }))] as const;
}

function filled(
  { life, bought }: Story,
  mode: AutofillMode,
  reported: Parameters<typeof filledReturnList>[0]['reported'] = new Map(),
  principal: Parameters<typeof filledReturnList>[2]['principal'] = ALICE,
) {
  const reservations = bought.map((reservationId) => ({
    orderId: life.reservation(reservationId).orderId,
    reservationId,
  }));
  return filledReturnList({ reservations, mode, reported }, life.state, { on: TODAY, principal });
}

describe('R-EXC-7: a filled return list', () => {
  it('"Refund all" has the whole of each, in the order asked, whatever was used', () => {
    const world = story();
    const [ten, four, two] = world.bought;
    const reported = new Map(world.bought.map((id) => daily(id, '1')));
    expect(filled(world, 'refundAll', reported)).toEqual({
      outcome: 'filled',
      lines: [
        { reservationId: ten, quantity: 10 },
        { reservationId: four, quantity: 4 },
        { reservationId: two, quantity: 2 },
      ],
    });
  });

  it('"Optimise utilisation" leaves what was used on average; without any report the whole goes', () => {
    const world = story();
    const [ten = fail(), four = fail(), two = fail()] = world.bought;
    // 2.5 a day keeps 3 of 10; 4 a day keeps the whole of 4, which is no line.
    const reported = new Map([daily(ten, '2.5'), daily(four, '4')]);
    const lines = [
      { reservationId: ten, quantity: 7 },
      { reservationId: two, quantity: 2 },
    ];
    expect(filled(world, 'optimizeUtilization', reported)).toEqual({ outcome: 'filled', lines });
    // One a day of two leaves one to return.
    reported.set(...daily(two, '1'));
    expect(filled(world, 'optimizeUtilization', reported)).toEqual({
      outcome: 'filled',
      lines: [lines[0], { reservationId: two, quantity: 1 }],
    });
  });

  it('has no line for what is cancelled: there is nothing left to return', () => {
    const world = story();
    const [ten = fail(), four, two] = world.bought;
    world.life.refund(ten, { on: '2021-02-01' });
    expect(filled(world, 'refundAll')).toEqual({
      outcome: 'filled',
      lines: [
        { reservationId: four, quantity: 4 },
        { reservationId: two, quantity: 2 },
      ],
    });
  });

  it('takes of a reservation returned in part what is left, which has an id of its own', () => {
    const world = story();
    const [ten = fail()] = world.bought;
    world.life.refund(ten, { on: '2021-02-01', quantity: 3 });
    const left = world.life.facts('ReservationReturned')[0]?.sibling?.reservationId ?? fail();
    expect(filled({ ...world, bought: [ten, left] }, 'refundAll')).toEqual({
      outcome: 'filled',
      lines: [{ reservationId: left, quantity: 7 }],
    });
  });

  it('R-RET-2: keeps of what was used before a partial return the share of what is left', () => {
    const world = story();
    const [ten = fail()] = world.bought;
    world.life.refund(ten, { on: '2021-02-01', quantity: 6 });
    const left = world.life.facts('ReservationReturned')[0]?.sibling?.reservationId ?? fail();
    const optimised = (...reports: ReturnType<typeof daily>[]) =>
      filled({ ...world, bought: [left] }, 'optimizeUtilization', new Map(reports));
    const line = (quantity: number) => ({
      ...{ outcome: 'filled', lines: [{ reservationId: left, quantity }] },
    });
    // Four of ten hold 2 of 5 a day, and 2.4 of 6; with 0.6 of their own, 3.
    expect(optimised(daily(ten, '5'))).toEqual(line(2));
    expect(optimised(daily(ten, '6'))).toEqual(line(1));
    expect(optimised(daily(ten, '6'), daily(left, '0.6'))).toEqual(line(1));
    expect(optimised(daily(ten, '6'), daily(left, '0.61'))).toEqual({
      ...{ outcome: 'filled', lines: [] },
    });
  });

  it('R-ACC-1: is filled for Owners only; no role stands for being one', () => {
    const world = story();
    const [ten = fail()] = world.bought;
    expect(filled(world, 'refundAll', new Map(), admin)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'NotOwner', orderId: world.life.reservation(ten).orderId },
    });
  });

  it('is refused when a reservation is not of the order it is said to be of', () => {
    const { life, bought } = story();
    const [ten = fail(), four = fail()] = bought;
    const { orderId } = life.reservation(four);
    const asked = { reservations: [{ orderId, reservationId: ten }], reported: new Map() };
    const by = { on: TODAY, principal: ALICE };
    expect(filledReturnList({ ...asked, mode: 'refundAll' }, life.state, by)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'ReservationNotInOrder', orderId, reservationId: ten },
    });
  });

  it('of an account that was never opened there is none', () => {
    const asked = { reservations: [], mode: 'refundAll', reported: new Map() } as const;
    const by = { on: TODAY, principal: { ...ALICE, tenantId: tenantId('t') } };
    expect(filledReturnList(asked, emptyAccount(), by)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'BillingAccountUnknown' },
    });
  });
});

function fail(): never {
  throw new Error('Nothing was bought');
}
