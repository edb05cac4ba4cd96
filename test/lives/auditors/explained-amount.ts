import { type Explanation, type Money } from '#ledger-core';
import { recomputedAmount } from './recomputed-explanation';
import { ensure, same } from './complaint';
import { readingSteps, type StepsReader } from './explained-steps';
import { cents } from './whole-cents';

/** What an explanation is of, by which rules and terms, and how its steps must lead there. */
export type Explained = Readonly<{
  what: string;
  explanation: Explanation;
  amount: Money.Money;
  rules: readonly string[];
  termsVersion?: string;
}>;

/** R-REC-2: each step recomputes and is the one that must come next; the last result is the amount. */
export function explains(
  { what, explanation, amount, rules, termsVersion }: Explained,
  read: (steps: StepsReader) => void,
): void {
  ensure(explanation.rules.length > 0, () => `${what} names no rule`);
  same(`The rules of ${what}`, explanation.rules.join(', '), rules.join(', '));
  same(`The terms of ${what}`, explanation.termsVersion, termsVersion);
  same(what, recomputedAmount(explanation), cents(amount));
  const steps = readingSteps(what, explanation);
  read(steps);
  steps.ends();
}
