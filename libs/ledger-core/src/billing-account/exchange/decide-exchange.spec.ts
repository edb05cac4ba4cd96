import { AccountStory, rejectionOf } from '../../../../../test/support/account-story';

const ON = '2021-01-15';
const LATER = '2021-01-25';

/** One reservation that was returned, and one of quantity 2 that was not. */
function oneGone() {
  const story = new AccountStory();
  const gone = story.buy({ on: ON, price: '365' });
  const left = story.buy({ on: ON, price: '365', quantity: 2 });
  const item = story.toReturn(gone);
  story.refund(gone, { on: ON });
  return { story, gone: item, left };
}

describe('an exchange with a line that is no longer active', () => {
  it('is refused for that when nothing else is wrong', () => {
    const { story, gone, left } = oneGone();
    const decision = story.exchange(LATER, [gone, left], [{ price: '5000' }]);
    expect(rejectionOf(decision)).toEqual({
      code: 'ReservationNotActive',
      reservationId: gone.reservationId,
      state: 'Cancelled',
    });
  });

  it('says first what is malformed, for a preview shows the line as policy', () => {
    const { story, gone, left } = oneGone();
    const tooMany = story.toReturn(left, { quantity: 3 });
    const returned = story.exchange(LATER, [gone, tooMany], [{ price: '5000' }]);
    expect(rejectionOf(returned)).toMatchObject({
      code: 'InvalidRefundQuantity',
      reservationId: left,
    });
    const bought = story.exchange(LATER, [gone, left], [{ price: '5000', quantity: 0 }]);
    expect(rejectionOf(bought)).toEqual({ code: 'InvalidPurchaseQuantity', quantity: 0 });
  });
});
