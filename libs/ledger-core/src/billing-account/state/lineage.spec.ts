import { AccountStory, expectAccepted } from '../../../../../test/support/account-story';
import { lineageOf } from '#ledger-core';

describe('R-AMT-5: a reservation and all it came from', () => {
  it('goes through partial returns, splits and merges, each once', () => {
    const story = new AccountStory();
    const bought = story.buy({ on: '2021-01-15', price: '10', quantity: 5 });
    story.refund(bought, { on: '2021-01-16', quantity: 1 });
    const sibling = story.facts('ReservationReturned')[0]?.sibling?.reservationId;
    if (sibling === undefined) throw new Error('No sibling');
    const parts = story.split('2021-01-17', sibling, [1, 3]);
    expectAccepted(story.merge('2021-01-18', parts));
    const merged = story.facts('ReservationsMerged')[0]?.destination.reservationId;
    if (merged === undefined) throw new Error('Nothing merged');
    expect(lineageOf(story.state, merged)).toEqual([merged, ...parts, sibling, bought]);
    expect(lineageOf(story.state, bought)).toEqual([bought]);
  });
});
