import fc from 'fast-check';
import { AccountStory, D2S, usd } from '../../../../test/support/account-story';
import { wholeUnits } from '../../../../test/lives/auditors/whole-cents';
import { recomputed } from '../../../../test/lives/auditors/recomputed-explanation';
import { type Explanation, SELF_SERVICE_2021_04 } from '#ledger-core';

/** Every explained amount of a story: what was explained, and how. */
function explained(story: AccountStory): readonly (readonly [string, Explanation])[] {
  const returns = story.facts('ReservationReturned');
  return [
    ...story
      .facts('ReservationPurchased')
      .map(({ commitment, explanation }) => [commitment.amount, explanation] as const),
    ...story
      .facts('ChargeMade')
      .map(({ amount, line }) => [amount.amount, line.explanation] as const),
    ...returns.flatMap(({ shares }) =>
      shares.map(({ prorated, line }) => [prorated.amount, line.explanation] as const),
    ),
    ...returns.flatMap(({ shares }) =>
      shares.flatMap(({ fee, feeLine }) =>
        feeLine === undefined ? [] : [[fee.amount, feeLine.explanation] as const],
      ),
    ),
    ...returns.flatMap(({ remainingCommitment, explanation }) => [
      [remainingCommitment.amount, explanation] as const,
    ]),
  ];
}

const refunded = fc.record({
  fee: fc.constantFrom('0', '0.12', '0.075'),
  plan: fc.constantFrom('Upfront' as const, 'Monthly' as const),
  term: fc.constantFrom('P1Y' as const, 'P3Y' as const, 'P5Y' as const),
  thousandths: fc.integer({ min: 1_000, max: 30_000_000 }),
  quantity: fc.integer({ min: 1, max: 9 }),
  returned: fc.integer({ min: 1, max: 9 }),
  month: fc.integer({ min: 1, max: 12 }),
  dayOfMonth: fc.integer({ min: 1, max: 28 }),
  listedThousandths: fc.integer({ min: 1_000, max: 30_000_000 }),
  used: fc.boolean(),
});

test('every amount can be worked out again from its explanation', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(refunded, (life) => {
      const story = new AccountStory({
        ...SELF_SERVICE_2021_04,
        earlyTerminationFeeRate: life.fee,
        refundCap: { ...SELF_SERVICE_2021_04.refundCap, limit: usd('999999999999') },
      });
      const { plan, term, quantity, used } = life;
      const price = decimal(life.thousandths);
      const product = { ...D2S, term };
      const id = story.buy({ on: '2021-01-31', price, plan, quantity, product });
      const on = `2021-${String(life.month).padStart(2, '0')}-${String(life.dayOfMonth).padStart(2, '0')}`;
      const listed = decimal(life.listedThousandths);
      if (on > '2021-01-31')
        story.refund(id, { on, quantity: Math.min(life.returned, quantity), listed, used });
      for (const [amount, { steps }] of explained(story)) {
        for (const step of steps) {
          seen.add(step.operation);
          expect([step.name, wholeUnits(step.result)]).toEqual([step.name, recomputed(step)]);
        }
        expect(steps.at(-1)?.result).toBe(amount);
      }
    }),
    { numRuns: 400 },
  );
  // Every kind of step but conversion, which accounts in another currency need.
  expect([...seen].sort()).toEqual(
    [
      'apportion',
      'instalment',
      'laterInstalments',
      'lesser',
      'proportion',
      'rateOf',
      'roundHalfUp',
      'subtract',
      'sum',
      'times',
    ].sort(),
  );
});

function decimal(thousandths: number): string {
  return `${String(Math.trunc(thousandths / 1000))}.${String(thousandths % 1000).padStart(3, '0')}`;
}
