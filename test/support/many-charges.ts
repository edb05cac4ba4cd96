import { type ReservationId } from '#ledger-core';
import { type AccountStory, D2S, expectAccepted } from './account-story';

/**
 * A monthly reservation that holds one charge for each of its units: bought as one on 15 January 2021, parted
 * before the second instalment, and merged again after it. At most 298 units, for a split and a merge take 100.
 */
export function reservationOfCharges(story: AccountStory, units: number): ReservationId {
  const product = { ...D2S, term: 'P1Y' as const };
  const whole = story.buy({
    on: '2021-01-15',
    price: '12',
    plan: 'Monthly',
    product,
    quantity: units,
  });
  const singles: ReservationId[] = [];
  let rest = whole;
  for (let left = units; left > 1;) {
    const ones = Math.min(99, left - 1);
    const parts = story.split('2021-01-20', rest, [...Array<number>(ones).fill(1), left - ones]);
    singles.push(...parts.slice(0, ones));
    rest = parts[ones] ?? rest;
    left -= ones;
  }
  return mergeAll(story, [...singles, rest]);
}

function mergeAll(story: AccountStory, sources: readonly ReservationId[]): ReservationId {
  let left = sources;
  while (left.length > 1) {
    expectAccepted(story.merge('2021-02-15', left.slice(0, 100)));
    const merged = story.facts('ReservationsMerged').at(-1)?.destination.reservationId;
    if (merged === undefined) throw new Error('Nothing was merged');
    left = [merged, ...left.slice(100)];
  }
  const [one] = left;
  if (one === undefined) throw new Error('Nothing to merge');
  return one;
}
