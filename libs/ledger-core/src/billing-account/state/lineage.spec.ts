import { AccountStory, expectAccepted } from '../../../../../test/support/account-story';
import { type ReservationId } from '#ledger-core';
import { lineageOf, successorsOf, usageSharesOf } from './lineage';

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

describe('R-RET-2: the usage that a reservation holds of those it came from', () => {
  const shares = (story: AccountStory, id: ReservationId | undefined) =>
    id === undefined
      ? {}
      : Object.fromEntries(
          [...usageSharesOf(story.state, id)].map(([of, { part, of: whole }]) => [
            of,
            `${part}/${whole}`,
          ]),
        );
  const fiveSplit = () => {
    const story = new AccountStory();
    const bought = story.buy({ on: '2021-01-15', price: '10', quantity: 5 });
    const [two, three] = story.split('2021-01-17', bought, [2, 3]);
    return { story, bought, two, three };
  };
  const merged = (story: AccountStory) =>
    story.facts('ReservationsMerged').at(-1)?.destination.reservationId;

  it('is, after a split, by quantity', () => {
    const { story, bought, two, three } = fiveSplit();
    expect(shares(story, two)).toEqual({ [two ?? '']: '1/1', [bought]: '2/5' });
    expect(shares(story, three)).toEqual({ [three ?? '']: '1/1', [bought]: '3/5' });
    expect(shares(story, bought)).toEqual({ [bought]: '1/1' });
  });

  it('is, after a partial return, of what the whole had before it', () => {
    const story = new AccountStory();
    const bought = story.buy({ on: '2021-01-15', price: '10', quantity: 5 });
    story.refund(bought, { on: '2021-01-16', quantity: 1 });
    const four = story.facts('ReservationReturned')[0]?.sibling?.reservationId ?? bought;
    story.refund(four, { on: '2021-01-16', quantity: 1 });
    const left = story.facts('ReservationReturned')[1]?.sibling?.reservationId;
    expect(shares(story, left)).toEqual({ [left ?? '']: '1/1', [four]: '3/4', [bought]: '3/5' });
  });

  it('is, after a merge, all of what was merged, and of the whole before what its parts had', () => {
    const { story, bought, two, three } = fiveSplit();
    if (two === undefined || three === undefined) throw new Error('Nothing was split');
    const [one, other] = story.split('2021-01-18', three, [1, 2]);
    expectAccepted(story.merge('2021-01-19', one === undefined ? [] : [two, one]));
    const whole = merged(story);
    expect(shares(story, whole)).toEqual({
      ...{ [whole ?? '']: '1/1', [two]: '1/1', [one ?? '']: '1/1' },
      ...{ [three]: '1/3', [bought]: '3/5' },
    });
    expectAccepted(
      story.merge(
        '2021-01-20',
        [whole, other].filter((id) => id !== undefined),
      ),
    );
    expect(shares(story, merged(story))).toMatchObject({ [three]: '1/1', [bought]: '1/1' });
  });

  it('is, of a part of what was merged, by its quantity', () => {
    const { story, bought, two, three } = fiveSplit();
    expectAccepted(
      story.merge(
        '2021-01-19',
        [two, three].filter((id) => id !== undefined),
      ),
    );
    const [part] = story.split('2021-01-20', merged(story) ?? bought, [1, 4]);
    expect(shares(story, part)).toMatchObject({ [bought]: '1/5', [two ?? '']: '1/5' });
  });
});

describe('R-RET-2: what a reservation went on as', () => {
  it('is active: the parts of a split, what they were merged to, what a partial return left', () => {
    const story = new AccountStory();
    const bought = story.buy({ on: '2021-01-15', price: '10', quantity: 6 });
    const [one = bought, two = bought, three = bought] = story.split(
      '2021-01-17',
      bought,
      [1, 2, 3],
    );
    expect(successorsOf(story.state, bought)).toEqual([one, two, three]);
    expectAccepted(story.merge('2021-01-18', [one, two]));
    const merged = story.facts('ReservationsMerged')[0]?.destination.reservationId;
    expect(successorsOf(story.state, bought)).toEqual([three, merged]);
    expect(successorsOf(story.state, one)).toEqual([merged]);
    story.refund(three, { on: '2021-01-19', quantity: 1 });
    const left = story.facts('ReservationReturned')[0]?.sibling?.reservationId ?? bought;
    expect(successorsOf(story.state, bought)).toEqual([merged, left]);
    story.refund(left, { on: '2021-01-19' });
    expect(successorsOf(story.state, three)).toEqual([]);
  });
});
