import { z } from 'zod';
import { type Explanation, type ExplanationStep, type RuleId } from '#ledger-core';
import { accepted, exactly, taggedBy } from './shapes';
import { count, currency, day, decimal, ordinal, text } from './values';

type Step<Operation extends ExplanationStep['operation']> = Extract<
  ExplanationStep,
  { operation: Operation }
>;

function step<Operation extends ExplanationStep['operation']>(
  operation: Operation,
  inputs: z.ZodType<Step<Operation>['inputs']>,
): z.ZodType<Step<Operation>> {
  const shape = { name: text, operation: z.literal(operation), currency, inputs, result: decimal };
  return accepted<Step<Operation>>(z.strictObject(shape));
}

const explanationStep = taggedBy<ExplanationStep, 'operation'>('operation', {
  roundHalfUp: step('roundHalfUp', exactly<Step<'roundHalfUp'>['inputs']>({ value: decimal })),
  convert: step(
    'convert',
    exactly<Step<'convert'>['inputs']>({
      amount: decimal,
      from: currency,
      rate: decimal,
      rateOn: day,
    }),
  ),
  convertInversely: step(
    'convertInversely',
    exactly<Step<'convertInversely'>['inputs']>({
      amount: decimal,
      to: currency,
      rate: decimal,
      rateOn: day,
    }),
  ),
  instalment: step(
    'instalment',
    exactly<Step<'instalment'>['inputs']>({
      total: decimal,
      instalments: ordinal,
      number: ordinal,
    }),
  ),
  times: step('times', exactly<Step<'times'>['inputs']>({ amount: decimal, count })),
  proportion: step(
    'proportion',
    exactly<Step<'proportion'>['inputs']>({
      amount: decimal,
      daysUsed: count,
      daysInPeriod: ordinal,
    }),
  ),
  subtract: step(
    'subtract',
    exactly<Step<'subtract'>['inputs']>({ from: decimal, amount: decimal }),
  ),
  lesser: step(
    'lesser',
    exactly<Step<'lesser'>['inputs']>({ pricePaid: decimal, listPriceOfTheDay: decimal }),
  ),
  laterInstalments: step(
    'laterInstalments',
    exactly<Step<'laterInstalments'>['inputs']>({
      total: decimal,
      instalments: ordinal,
      after: count,
    }),
  ),
  rateOf: step('rateOf', exactly<Step<'rateOf'>['inputs']>({ amount: decimal, rate: decimal })),
  apportion: step(
    'apportion',
    exactly<Step<'apportion'>['inputs']>({
      total: decimal,
      weights: z.array(decimal),
      index: count,
    }),
  ),
  sum: step('sum', exactly<Step<'sum'>['inputs']>({ amounts: z.array(decimal) })),
});

const ruleId = z.custom<RuleId>(
  (value) => typeof value === 'string' && /^R-[A-Z]+-\d+$/.test(value),
  {
    error: 'not the id of a rule',
  },
);

export const explanation = exactly<Explanation>({
  rules: z.array(ruleId),
  termsVersion: text.exactOptional(),
  steps: z.array(explanationStep),
});
