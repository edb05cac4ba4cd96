import fc from 'fast-check';
import { AccountStory, D2S, usd } from '../../../../test/support/account-story';
import { type Explanation, type ExplanationStep, SELF_SERVICE_2021_04 } from '#ledger-core';

/** R-REC-2: every amount can be worked out again from its explanation alone. Whole cents, no code of the ledger's own. */
const cents = (amount: string) => BigInt(amount.replace('.', ''));

/** A decimal text as a fraction of whole numbers. */
function fraction(text: string): readonly [bigint, bigint] {
  const [whole = '', part = ''] = text.split('.');
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
}

function halfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

function instalmentOf(total: bigint, count: number, number: number): bigint {
  const base = total / BigInt(count);
  return base + (BigInt(number) <= total - base * BigInt(count) ? 1n : 0n);
}

type Inputs = { readonly [Step in ExplanationStep as Step['operation']]: Step['inputs'] };
type Operation = keyof Inputs;
type Recompute = { readonly [One in Operation]: (inputs: Inputs[One]) => bigint };

const RECOMPUTE: Recompute = {
  roundHalfUp: ({ value }) => {
    const [numerator, denominator] = fraction(value);
    return halfUp(numerator * 100n, denominator);
  },
  convert: ({ amount, rate }) => atRate(amount, rate),
  convertInversely: ({ amount, rate }) => {
    const [numerator, denominator] = fraction(rate);
    return halfUp(cents(amount) * denominator, numerator);
  },
  rateOf: ({ amount, rate }) => atRate(amount, rate),
  instalment: ({ total, instalments, number }) => instalmentOf(cents(total), instalments, number),
  laterInstalments: ({ total, instalments, after }) => {
    let sum = 0n;
    for (let number = after + 1; number <= instalments; number += 1)
      sum += instalmentOf(cents(total), instalments, number);
    return sum;
  },
  times: ({ amount, count }) => cents(amount) * BigInt(count),
  proportion: ({ amount, daysUsed, daysInPeriod }) =>
    halfUp(cents(amount) * BigInt(daysUsed), BigInt(daysInPeriod)),
  subtract: ({ from, amount }) => cents(from) - cents(amount),
  lesser: ({ pricePaid, listPriceOfTheDay }) =>
    cents(pricePaid) < cents(listPriceOfTheDay) ? cents(pricePaid) : cents(listPriceOfTheDay),
  apportion: ({ total, weights, index }) => largestRemainder(total, weights)[index] ?? -1n,
  sum: ({ amounts }) => amounts.reduce((sum, amount) => sum + cents(amount), 0n),
};

type StepOf<One extends Operation> = {
  [Each in One]: { operation: Each; inputs: Inputs[Each] };
}[One];

function recomputed<One extends Operation>(step: StepOf<One>): bigint {
  const recompute: (inputs: Inputs[One]) => bigint = RECOMPUTE[step.operation];
  return recompute(step.inputs);
}

function atRate(amount: string, rate: string): bigint {
  const [numerator, denominator] = fraction(rate);
  return halfUp(cents(amount) * numerator, denominator);
}

function largestRemainder(total: string, weights: readonly string[]): readonly bigint[] {
  const whole = weights.reduce((sum, weight) => sum + cents(weight), 0n);
  const parts = weights.map((weight) => (cents(total) * cents(weight)) / whole);
  const rests = weights.map((weight) => (cents(total) * cents(weight)) % whole);
  const order = rests
    .map((_, index) => index)
    .sort((a, b) => {
      const difference = (rests[b] ?? 0n) - (rests[a] ?? 0n);
      return difference === 0n ? a - b : difference > 0n ? 1 : -1;
    });
  let left = cents(total) - parts.reduce((sum, part) => sum + part, 0n);
  for (const index of order) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}

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
          expect([step.name, cents(step.result)]).toEqual([step.name, recomputed(step)]);
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
