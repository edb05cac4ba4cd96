import { type ExchangeRate } from '../catalogue/price';
import { type ExplanationStep } from '../kernel/explanation';
import {
  apportion,
  converted,
  convertedInversely,
  type Currency,
  currency,
  lesser,
  type Money,
  proportion,
  roundedHalfUp,
  subtract,
  sum,
  times,
} from '../kernel/money';
import { instalment, instalmentsFrom, instalmentsOf } from './instalments.policy';

/** An amount with the steps that led to it: what is explained is what was reckoned (R-REC-2). */
export type Reckoned = Readonly<{ amount: Money; steps: readonly ExplanationStep[] }>;

/** An amount that needs no explanation here: it was explained where it came to be. */
export function given(amount: Money): Reckoned {
  return { amount, steps: [] };
}

/** R-PUR-1: a list price to the minor unit, half up. */
export function listPriceRounded(code: Currency, listed: string): Reckoned {
  const amount = roundedHalfUp(code, listed);
  const step = { operation: 'roundHalfUp', inputs: { value: listed } } as const;
  return { amount, steps: [{ name: 'listPrice', ...named(amount), ...step }] };
}

/** R-PUR-1, R-CAP-2: an amount × a rate, half up to the minor unit of the rate's target. */
export function convertedAt(name: string, of: Reckoned, rate: ExchangeRate): Reckoned {
  const amount = converted(of.amount, rate.rate, currency(rate.to));
  const inputs = {
    amount: of.amount.amount,
    from: rate.from,
    rate: rate.rate,
    rateOn: rate.on,
  };
  return followed(of, { name, ...named(amount), operation: 'convert', inputs }, amount);
}

/** R-CAP-2: an amount ÷ the rate of the inverse pair, half up to the minor unit of the rate's source. */
export function convertedInverselyAt(name: string, of: Reckoned, rate: ExchangeRate): Reckoned {
  const amount = convertedInversely(of.amount, rate.rate, currency(rate.from));
  const inputs = { amount: of.amount.amount, to: rate.to, rate: rate.rate, rateOn: rate.on };
  return followed(of, { name, ...named(amount), operation: 'convertInversely', inputs }, amount);
}

/** R-PUR-2: one instalment of a unit price. */
export function instalmentReckoned(
  name: string,
  of: Reckoned,
  instalments: number,
  number: number,
): Reckoned {
  const amount = instalment(instalmentsOf(of.amount, instalments), number);
  const inputs = { total: of.amount.amount, instalments, number };
  return followed(of, { name, ...named(amount), operation: 'instalment', inputs }, amount);
}

/** R-AMT-3: what the instalments after `after` come to. */
export function laterInstalments(
  name: string,
  of: Reckoned,
  instalments: number,
  after: number,
): Reckoned {
  const amount = instalmentsFrom(instalmentsOf(of.amount, instalments), after + 1);
  const inputs = { total: of.amount.amount, instalments, after };
  return followed(of, { name, ...named(amount), operation: 'laterInstalments', inputs }, amount);
}

/** An amount for so many units: what one comes to, times the count. */
export function multiplied(name: string, of: Reckoned, count: number): Reckoned {
  const amount = times(of.amount, count);
  const inputs = { amount: of.amount.amount, count };
  return followed(of, { name, ...named(amount), operation: 'times', inputs }, amount);
}

/** R-AMT-4: the used part of a price, half up. */
export function usedPart(
  name: string,
  of: Reckoned,
  daysUsed: number,
  daysInPeriod: number,
): Reckoned {
  const amount = proportion(of.amount, daysUsed, daysInPeriod);
  const inputs = { amount: of.amount.amount, daysUsed, daysInPeriod };
  return followed(of, { name, ...named(amount), operation: 'proportion', inputs }, amount);
}

/** What is left of `from` after the amount that `of` led to. */
export function remainder(name: string, from: Money, of: Reckoned): Reckoned {
  const amount = subtract(from, of.amount);
  const inputs = { from: from.amount, amount: of.amount.amount };
  return followed(of, { name, ...named(amount), operation: 'subtract', inputs }, amount);
}

/** R-AMT-2: the lower of the price paid and the list price of the day. */
export function lowerPrice(name: string, paid: Money, listed: Reckoned): Reckoned {
  const amount = lesser(paid, listed.amount);
  const inputs = { pricePaid: paid.amount, listPriceOfTheDay: listed.amount.amount };
  return followed(listed, { name, ...named(amount), operation: 'lesser', inputs }, amount);
}

/** Amounts put together. */
export function summed(name: string, code: Currency, amounts: readonly Money[]): Reckoned {
  const amount = sum(code, amounts);
  const inputs = { amounts: amounts.map((each) => each.amount) };
  return { amount, steps: [{ name, ...named(amount), operation: 'sum', inputs }] };
}

/** R-AMT-5: a rate (decimal text, '0.12' is 12 %) of an amount, half up. */
export function rateOf(name: string, of: Reckoned, rate: string): Reckoned {
  const amount = converted(of.amount, rate, of.amount.currency);
  const inputs = { amount: of.amount.amount, rate };
  return followed(of, { name, ...named(amount), operation: 'rateOf', inputs }, amount);
}

/** R-AMT-5: an amount in parts by largest remainder, ties to the first; part by part. */
export function apportioned(
  name: string,
  of: Reckoned,
  weights: readonly Money[],
): readonly Reckoned[] {
  const texts = weights.map((weight) => weight.amount);
  return apportion(of.amount, weights).map((amount, index) => {
    const inputs = { total: of.amount.amount, weights: texts, index };
    return followed(of, { name, ...named(amount), operation: 'apportion', inputs }, amount);
  });
}

function named(of: Money): Readonly<{ currency: string; result: string }> {
  return { currency: of.currency, result: of.amount };
}

function followed(before: Reckoned, step: ExplanationStep, amount: Money): Reckoned {
  return { amount, steps: [...before.steps, step] };
}
