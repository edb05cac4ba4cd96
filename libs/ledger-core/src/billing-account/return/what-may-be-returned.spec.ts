import { Calendar } from '#ledger-core';
import { AccountStory, D2S, rejectionOf, usd } from '../../../../../test/support/account-story';

describe('R-RET: what may be returned', () => {
  it('R-RET-2: a partial return leaves the quantity returned on the closed one, the rest on its sibling', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-03-02', price: '10', quantity: 5 });
    story.refund(id, { on: '2021-03-02', quantity: 2 });
    const kept = [...story.state.reservations.values()].map(({ status, quantity }) => [
      status,
      quantity,
    ]);
    expect(kept).toEqual([
      ['Cancelled', 2],
      ['Active', 3],
    ]);
  });

  it.each(['Databricks', 'VMwareCloudSimple', 'RedHatOsa', 'RedHat', 'SuseLinux'] as const)(
    '%s is refused, with what would come back',
    (resourceType) => {
      const story = new AccountStory();
      const id = story.buy({ on: '2021-03-02', price: '10', product: { ...D2S, resourceType } });
      expect(rejectionOf(story.refund(id, { on: '2021-03-02' }))).toMatchObject({
        code: 'TypeNotReturnable',
        amounts: { refund: usd('10.00') },
      });
    },
  );

  it.each([0, 1.5, -1, 4])('a quantity of %d out of 3 is refused', (quantity) => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-03-02', price: '10', quantity: 3 });
    expect(rejectionOf(story.refund(id, { on: '2021-03-02', quantity }))).toEqual({
      code: 'InvalidRefundQuantity',
      reservationId: id,
      quantity,
      quantityLeft: 3,
    });
  });

  it.each([
    ['the day before expiry', '2024-03-01', 'accepted'],
    ['the expiry day', '2024-03-02', 'rejected'],
  ])('on %s', (_, on, outcome) => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-03-02', price: '10' });
    expect(story.refund(id, { on }).outcome).toBe(outcome);
  });

  it('what was returned is not returned again', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-03-02', price: '10' });
    story.refund(id, { on: '2021-03-02' });
    expect(rejectionOf(story.refund(id, { on: '2021-03-02' }))).toMatchObject({
      code: 'ReservationNotActive',
      state: 'Cancelled',
    });
  });

  it('a partial return closes the reservation; a sibling holds the rest with its charge', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly', quantity: 5 });
    story.refund(id, { on: '2021-02-20', quantity: 2 });
    const { sibling, shares } = story.facts('ReservationReturned').at(-1) ?? {};
    expect(shares).toMatchObject([{ quantity: 2, paid: usd('200.00') }]);
    expect(sibling).toMatchObject({ quantity: 3, shares: [{ quantity: 3 }] });
    story.through('2021-03-15');
    expect(story.facts('ChargeMade').at(-1)).toMatchObject({
      reservationId: sibling?.reservationId,
      instalment: 3,
      quantity: 3,
      amount: usd('300.00'),
    });
  });

  it.each([
    ['the day before the purchase', '2021-03-01'],
    ['the day after the return', '2021-03-05'],
  ])('R-ACC-4: a request of %s cannot be what is carried out', (_, asked) => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-03-02', price: '10' });
    const command = story.refundCommand(id, { on: '2021-03-04' });
    if (command.type !== 'RefundReservation') throw new Error('Not a refund');
    const askedOn = Calendar.day(asked);
    expect(() => story.preview('2021-03-04', { ...command, askedOn })).toThrow(RangeError);
  });
});
