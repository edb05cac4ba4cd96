import { AccountStory, D2S, rejectionOf, usd } from '../../../../../test/support/account-story';
import { type ReservationId } from '#ledger-core';

/** 100.00 a month and unit for three years from 15 January 2021. */
function monthly(quantity = 5, renew = false) {
  const story = new AccountStory();
  const renewal = renew ? { renew, renewProperties: { quantity: 9 } } : {};
  const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly', quantity, ...renewal });
  return { story, id, orderId: story.reservation(id).orderId };
}

describe('R-RET-2: a reservation becomes several of the same order', () => {
  it('each with the dates and schedule of the whole, its quantity, and its share of the charge', () => {
    const { story, id, orderId } = monthly();
    const whole = { ...story.reservation(id) };
    const [first, second] = story.split('2021-02-20', id, [2, 3]);
    const [, february] = story.facts('ChargeMade');
    const parts = [first, second].map((part) => part && story.reservation(part));
    for (const part of parts)
      expect(part).toMatchObject({
        orderId,
        status: 'Active',
        unitPrice: usd('3600.00'),
        purchasedOn: '2021-01-15',
        expiresOn: '2024-01-15',
        chargedInstalments: 2,
        nextDueOn: '2021-03-15',
        instalments: whole.instalments,
        cameFrom: [id],
      });
    expect(parts.map((part) => [part?.quantity, part?.shares])).toEqual([
      [2, [{ chargeId: february?.chargeId, quantity: 2 }]],
      [3, [{ chargeId: february?.chargeId, quantity: 3 }]],
    ]);
    expect(story.reservation(id)).toMatchObject({ status: 'Cancelled', shares: [] });
    expect(story.state.orders.get(orderId)?.reservations).toEqual([id, first, second]);
  });

  it('without a charge or a paper; the next instalments are one each, in the order the parts came to be', () => {
    const { story, id } = monthly();
    const papers = story.facts('InvoiceIssued').length;
    const [first, second] = story.split('2021-01-20', id, [3, 2]);
    expect(story.facts('InvoiceIssued')).toHaveLength(papers);
    story.through('2021-02-15');
    expect(
      story
        .facts('ChargeMade')
        .map(({ reservationId, quantity, amount, instalment }) => [
          reservationId,
          quantity,
          amount.amount,
          instalment,
        ]),
    ).toEqual([
      [id, 5, '500.00', 1],
      [first, 3, '300.00', 2],
      [second, 2, '200.00', 2],
    ]);
  });

  it('the oldest charges go to the first parts', () => {
    const { story, id } = monthly();
    const parts = story.split('2021-01-20', id, [2, 3]);
    story.merge('2021-02-20', parts);
    const [, two, three] = story.facts('ChargeMade');
    const merged = story.facts('ReservationsMerged').at(-1)?.destination.reservationId;
    if (merged === undefined) throw new Error('Nothing was merged');
    const again = story.split('2021-02-21', merged, [1, 2, 2]);
    expect(again.map((part) => story.reservation(part).shares)).toEqual([
      [{ chargeId: two?.chargeId, quantity: 1 }],
      [
        { chargeId: two?.chargeId, quantity: 1 },
        { chargeId: three?.chargeId, quantity: 1 },
      ],
      [{ chargeId: three?.chargeId, quantity: 2 }],
    ]);
  });

  it.each([
    ['on the fifth day: all', '2021-01-20', '200.00'],
    ['on the sixth: 6 of 31 used, 100 × 6 ÷ 31 = 19.35', '2021-01-21', '161.30'],
  ])('five days count from the purchase, %s', (_, on, refund) => {
    const { story, id } = monthly();
    const [first] = story.split('2021-01-18', id, [2, 3]);
    if (first !== undefined) story.refund(first, { on });
    expect(story.facts('ReservationReturned')).toMatchObject([{ refund: usd(refund) }]);
  });

  it('R-PUR-6: keeps `renew`, and drops the renew properties', () => {
    const { story, id } = monthly(5, true);
    const parts = story.split('2021-01-18', id, [2, 3]);
    for (const part of parts)
      expect(story.reservation(part)).toMatchObject({ renew: true, renewProperties: undefined });
  });

  it('owners are those of the order: an Owner of the whole is Owner of the parts', () => {
    const { story, id } = monthly();
    const [first] = story.split('2021-01-18', id, [2, 3]);
    if (first === undefined) throw new Error('Nothing was split');
    expect(story.preview('2021-01-18', story.refundCommand(first, { on: '' })).outcome).toBe(
      'accepted',
    );
  });

  it('a part returned leaves the others and their charges as they are', () => {
    const { story, id } = monthly();
    const [first, second] = story.split('2021-01-18', id, [2, 3]);
    if (first === undefined || second === undefined) throw new Error('Nothing was split');
    story.refund(first, { on: '2021-01-19' });
    // The paper of five loses two: 500.00 − 200.00.
    expect(story.facts('InvoiceIssued').at(-1)?.total).toEqual(usd('300.00'));
    story.refund(second, { on: '2021-01-19' });
    expect(story.facts('InvoiceIssued').at(-1)?.total).toEqual(usd('0.00'));
    expect(story.state.charges.size).toBe(0);
  });
});

describe('what speaks against a split', () => {
  const splitOf = (quantity: number, quantities: readonly number[]) => {
    const { story, id, orderId } = monthly(quantity);
    const command = { type: 'SplitReservation', orderId, reservationId: id, quantities } as const;
    return { id, decision: story.do('2021-01-18', command) };
  };
  const ones = (count: number) => Array.from({ length: count }, () => 1);

  it.each([
    ['one part', 5, [5]],
    ['no part', 5, []],
    ['less than the whole', 5, [2, 2]],
    ['more than the whole', 5, [2, 4]],
    ['a part of nothing', 5, [0, 5]],
    ['a part below nothing', 5, [-1, 6]],
    ['halves', 5, [2.5, 2.5]],
    ['a single unit', 1, [1, 0]],
    ['101 parts', 101, ones(101)],
  ])('%s', (_, quantity, quantities) => {
    const { id, decision } = splitOf(quantity, quantities);
    expect(rejectionOf(decision)).toEqual({
      code: 'InvalidSplit',
      reservationId: id,
      quantities,
      quantity,
      partsMax: 100,
    });
  });

  it.each([
    ['two parts', 5, [2, 3]],
    ['a unit each', 5, [1, 1, 1, 1, 1]],
    ['100 parts', 100, ones(100)],
  ])('%s are fine', (_, quantity, quantities) => {
    expect(splitOf(quantity, quantities).decision.outcome).toBe('accepted');
  });

  const stateAfter = (act: (story: AccountStory, id: ReservationId) => unknown, on: string) => {
    const story = new AccountStory();
    const product = { ...D2S, term: 'P1Y' as const };
    const id = story.buy({ on: '2021-01-15', price: '365', quantity: 2, product });
    act(story, id);
    const { orderId } = story.reservation(id);
    const command = { type: 'SplitReservation', orderId, reservationId: id } as const;
    const decision = story.do(on, { ...command, quantities: [1, 1] });
    if (decision.outcome === 'accepted') return undefined;
    const { reservationId, ...refusal } = { reservationId: id, ...decision.rejection };
    expect(reservationId).toBe(id);
    return refusal;
  };

  it.each([
    ['the day before it expires', '2022-01-14', undefined],
    ['the day it expires', '2022-01-15', 'Expired'],
  ])('%s', (_, on, state) => {
    const refusal = stateAfter(() => undefined, on);
    expect(refusal).toEqual(state && { code: 'ReservationNotActive', state });
  });

  it.each([
    ['the day before', '2024-01-14', 'accepted'],
    ['the day', '2024-01-15', 'rejected'],
  ])(
    'R-RET-2: "before its expiry day", also where no run has come by yet: %s',
    (_, on, outcome) => {
      const { story, id, orderId } = monthly();
      const ids = { orderId, reservationId: id };
      expect(
        story.preview(on, { type: 'SplitReservation', ...ids, quantities: [2, 3] }).outcome,
      ).toBe(outcome);
    },
  );

  it('it was split before, or returned', () => {
    const cancelled = { code: 'ReservationNotActive', state: 'Cancelled' };
    expect(
      stateAfter((story, id) => story.split('2021-01-16', id, [1, 1]), '2021-01-17'),
    ).toMatchObject(cancelled);
    expect(stateAfter((story, id) => story.refund(id, { on: '2021-01-16' }), '2021-01-17')).toEqual(
      cancelled,
    );
  });

  it('it was split before: the refusal names its parts', () => {
    let parts: readonly ReservationId[] = [];
    const split = (story: AccountStory, id: ReservationId) => {
      parts = story.split('2021-01-16', id, [1, 1]);
    };
    expect(stateAfter(split, '2021-01-17')).toMatchObject({ successors: [...parts] });
    expect(parts).toHaveLength(2);
  });
});
