import { type Explanation, type ExplanationStep } from '#ledger-core';
import {
  apportioned,
  converted,
  convertedBack,
  decimalsOf,
  fraction,
  halfUp,
  instalmentOf,
  instalmentsAfter,
  lesserOf,
  roundedTo,
  total,
  wholeUnits as cents,
} from './whole-cents';

/** R-REC-2: each step of an explanation worked out again from its inputs alone, in whole minor units. */
type Inputs = { readonly [Step in ExplanationStep as Step['operation']]: Step['inputs'] };
export type ExplainedOperation = keyof Inputs;
type Recompute = {
  readonly [One in ExplainedOperation]: (inputs: Inputs[One], currency: string) => bigint;
};

const RECOMPUTE: Recompute = {
  roundHalfUp: ({ value }, currency) => roundedTo(currency, value),
  convert: ({ amount, rate, from }, currency) => converted(cents(amount), rate, from, currency),
  convertInversely: ({ amount, rate, to }, currency) =>
    convertedBack(cents(amount), rate, to, currency),
  rateOf: ({ amount, rate }) => {
    const [numerator, denominator] = fraction(rate);
    return halfUp(cents(amount) * numerator, denominator);
  },
  instalment: ({ total: price, instalments, number }) =>
    instalmentOf(cents(price), instalments, number),
  laterInstalments: ({ total: price, instalments, after }) =>
    instalmentsAfter(cents(price), instalments, after),
  times: ({ amount, count }) => cents(amount) * BigInt(count),
  proportion: ({ amount, daysUsed, daysInPeriod }) =>
    halfUp(cents(amount) * BigInt(daysUsed), BigInt(daysInPeriod)),
  subtract: ({ from, amount }) => cents(from) - cents(amount),
  lesser: ({ pricePaid, listPriceOfTheDay }) =>
    lesserOf(cents(pricePaid), cents(listPriceOfTheDay)),
  apportion: ({ total: whole, weights, index }) =>
    apportioned(cents(whole), weights.map(cents))[index] ?? -1n,
  sum: ({ amounts }) => total(amounts.map(cents)),
};

type StepOf<One extends ExplainedOperation> = {
  [Each in One]: { operation: Each; inputs: Inputs[Each]; currency: string };
}[One];

export function recomputed<One extends ExplainedOperation>(step: StepOf<One>): bigint {
  const recompute: (inputs: Inputs[One], currency: string) => bigint = RECOMPUTE[step.operation];
  return recompute(step.inputs, step.currency);
}

/**
 * What an explanation comes to, each of its steps recomputed.
 * @throws Error that names the step whose result is another.
 */
export function recomputedAmount({ steps }: Explanation): bigint {
  let amount: bigint | undefined;
  for (const step of steps) {
    amount = recomputed(step);
    const [, part = ''] = step.result.split('.');
    if (amount !== cents(step.result) || part.length !== decimalsOf(step.currency))
      throw new Error(
        `The step '${step.name}' says ${step.result} ${step.currency}, not ${String(amount)}`,
      );
  }
  if (amount === undefined) throw new Error('An explanation has no steps');
  return amount;
}
