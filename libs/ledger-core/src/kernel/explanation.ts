/** A rule of the business as the papers name it, such as 'R-AMT-4'. */
export type RuleId = `R-${string}`;

/**
 * One step of reckoning. Amounts are decimal text in `currency`; days are UTC text; counts are
 * whole numbers. `result` can be worked out again from `inputs` alone.
 */
export type ExplanationStep = Readonly<
  { name: string; result: string } & (
    | { operation: 'roundHalfUp'; currency: string; inputs: Readonly<{ value: string }> }
    | {
        operation: 'convert';
        currency: string;
        inputs: Readonly<{ amount: string; from: string; rate: string; rateOn: string }>;
      }
    | {
        operation: 'convertInversely';
        currency: string;
        inputs: Readonly<{ amount: string; to: string; rate: string; rateOn: string }>;
      }
    | {
        operation: 'instalment';
        currency: string;
        inputs: Readonly<{ total: string; instalments: number; number: number }>;
      }
    | { operation: 'times'; currency: string; inputs: Readonly<{ amount: string; count: number }> }
    | {
        operation: 'proportion';
        currency: string;
        inputs: Readonly<{ amount: string; daysUsed: number; daysInPeriod: number }>;
      }
    | {
        operation: 'subtract';
        currency: string;
        inputs: Readonly<{ from: string; amount: string }>;
      }
    | {
        operation: 'lesser';
        currency: string;
        inputs: Readonly<{ pricePaid: string; listPriceOfTheDay: string }>;
      }
    | {
        operation: 'laterInstalments';
        currency: string;
        inputs: Readonly<{ total: string; instalments: number; after: number }>;
      }
    | { operation: 'rateOf'; currency: string; inputs: Readonly<{ amount: string; rate: string }> }
    | {
        operation: 'apportion';
        currency: string;
        inputs: Readonly<{ total: string; weights: readonly string[]; index: number }>;
      }
    | { operation: 'sum'; currency: string; inputs: Readonly<{ amounts: readonly string[] }> }
  )
>;

/**
 * How an amount came about (R-REC-2): the last step's result is the amount, without the sign that
 * a refund's line has on an invoice. Steps follow each other: a result is an input further down.
 */
export type Explanation = Readonly<{
  rules: readonly RuleId[];
  termsVersion?: string;
  steps: readonly ExplanationStep[];
}>;
