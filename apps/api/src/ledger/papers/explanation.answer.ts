import { z } from 'zod';
import { currencyAnswer, dayAnswer, decimalText } from '../answer-fields';

const result = {
  name: z.string().describe('What this step reckons, such as `consumed` or `prorated`.'),
  result: decimalText.describe('Decimal text; an input of a later step, or the amount itself.'),
  currency: currencyAnswer,
};
const count = z.int().min(0);

function step<Operation extends string, Inputs extends z.ZodRawShape>(
  operation: Operation,
  inputs: Inputs,
  description: string,
) {
  return z
    .strictObject({
      ...result,
      operation: z.literal(operation),
      inputs: z.strictObject(inputs),
    })
    .describe(description);
}

const STEPS = [
  step('roundHalfUp', { value: decimalText }, '`value`, rounded half up to the minor unit.'),
  step(
    'convert',
    { amount: decimalText, from: currencyAnswer, rate: decimalText, rateOn: dayAnswer },
    '`amount` of the currency `from` × `rate`, the rate of the day `rateOn`, rounded half up.',
  ),
  step(
    'convertInversely',
    { amount: decimalText, to: currencyAnswer, rate: decimalText, rateOn: dayAnswer },
    '`amount` of the currency `to` ÷ `rate`, the rate of the opposite pair on the day `rateOn`, rounded half up (R-CAP-2).',
  ),
  step(
    'instalment',
    { total: decimalText, instalments: count, number: count },
    'The instalment `number` (from 1) of `total` in `instalments` equal parts; what does not divide goes to the first ones, a minor unit each (R-PUR-2).',
  ),
  step('times', { amount: decimalText, count }, '`amount` × `count` units.'),
  step(
    'proportion',
    { amount: decimalText, daysUsed: count, daysInPeriod: count },
    'What of `amount` is used up: × `daysUsed` ÷ `daysInPeriod`, rounded half up (R-AMT-4).',
  ),
  step('subtract', { from: decimalText, amount: decimalText }, '`from` − `amount`.'),
  step(
    'lesser',
    { pricePaid: decimalText, listPriceOfTheDay: decimalText },
    'The lower of the price paid and today’s list price (R-AMT-2).',
  ),
  step(
    'laterInstalments',
    { total: decimalText, instalments: count, after: count },
    'The sum of the instalments of `total` that come after the instalment `after` (R-AMT-3).',
  ),
  step(
    'rateOf',
    { amount: decimalText, rate: decimalText },
    '`amount` × `rate`, rounded half up: the early termination fee (R-AMT-5).',
  ),
  step(
    'apportion',
    { total: decimalText, weights: z.array(decimalText), index: count },
    'The part `index` (from 0) of `total`, shared out by `weights` with the largest remainders rounded up.',
  ),
  step('sum', { amounts: z.array(decimalText) }, 'The sum of `amounts`.'),
] as const;

/** R-REC-2: how an amount came about. */
export const explanationAnswer = z
  .strictObject({
    rules: z
      .array(z.string().regex(/^R-[A-Z]+-\d+$/))
      .describe('The rules by which it was reckoned, as /docs/policy-rules lists them.'),
    termsVersion: z
      .string()
      .exactOptional()
      .describe(
        'The version of the policy terms that set a number of it, as GET /ledger/v1/policyTerms names it; absent when none did.',
      ),
    steps: z
      .array(
        z.discriminatedUnion('operation', STEPS).meta({
          id: 'ExplanationStep',
          description: 'One step of reckoning: `result` follows from `inputs` alone.',
        }),
      )
      .describe(
        'In their order; the last result is the amount, without the sign that it has on the paper.',
      ),
  })
  .meta({
    id: 'Explanation',
    description:
      'How an amount came about: follow the steps with pen and paper and you get the same (R-REC-2). It is kept with the amount, and no later change of prices or terms touches it.',
  });
