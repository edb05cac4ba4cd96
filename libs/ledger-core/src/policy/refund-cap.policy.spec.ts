import { AccountStory, rejectionOf, usd } from '../../../../test/support/account-story';

// Upfront, returned on the day after the free days have passed would be prorated; within them all comes back.
function storyWithUsed(used: string): AccountStory {
  const story = new AccountStory();
  const id = story.buy({ on: '2021-03-01', price: used });
  story.refund(id, { on: '2021-03-01' });
  return story;
}

describe('R-CAP-1: 50,000 USD within any 365 days', () => {
  it.each([
    ['below', '19999.99', true],
    ['at', '20000.00', true],
    ['above', '20000.01', false],
  ])('%s the limit', (_, price, accepted) => {
    const story = storyWithUsed('30000');
    const id = story.buy({ on: '2021-03-02', price });
    const decision = story.refund(id, { on: '2021-03-03' });
    expect(decision.outcome).toBe(accepted ? 'accepted' : 'rejected');
  });

  it('says by how much, what is left and when it would fit, and what would come back', () => {
    const story = storyWithUsed('30000');
    const id = story.buy({ on: '2021-03-02', price: '25000' });
    expect(rejectionOf(story.refund(id, { on: '2021-03-03' }))).toMatchObject({
      code: 'RefundCapExceeded',
      limit: usd('50000'),
      counting: usd('25000.00'),
      capUsed: usd('30000.00'),
      available: usd('20000.00'),
      exceededBy: usd('5000.00'),
      fitsOn: '2022-03-01',
      amounts: { refund: usd('25000.00') },
    });
    expect(story.state.reservations.get(id)?.status).toBe('Active');
  });

  it('a refund larger than the cap itself never fits', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-03-02', price: '50000.01' });
    const rejection = rejectionOf(story.refund(id, { on: '2021-03-02' }));
    expect(rejection).toMatchObject({ code: 'RefundCapExceeded', exceededBy: usd('0.01') });
    expect(rejection).not.toHaveProperty('fitsOn');
  });
});

describe('R-CAP-3: a refund counts for 365 days and then replenishes', () => {
  it.each([
    ['the day before it replenishes', '2022-02-28', 'rejected'],
    ['the day it replenishes', '2022-03-01', 'accepted'],
  ])('%s', (_, on, outcome) => {
    const story = storyWithUsed('50000');
    const id = story.buy({ on: '2022-02-27', price: '10' });
    expect(story.refund(id, { on }).outcome).toBe(outcome);
  });
});
