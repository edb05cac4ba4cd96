import { type Day, daysBetween } from '../kernel/calendar';
import { type Money, zero } from '../kernel/money';
import { type PolicyTerms } from './policy-terms';
import { given, type Reckoned, remainder, usedPart } from './reckoning';

/** `[from, to)`: the days that one payment covers. */
export type PaidPeriod = Readonly<{ from: Day; to: Day }>;

/** R-AMT-5: 100 % back, without usage and up to the free days after the purchase, counted in UTC dates. */
export function isFreeCancellation(
  purchasedOn: Day,
  returnedOn: Day,
  usageReported: boolean,
  terms: PolicyTerms,
): boolean {
  return !usageReported && isWithinFreeDays(purchasedOn, returnedOn, terms);
}

/** R-AMT-5: no fee is charged up to the free days, with usage or without. */
export function isWithinFreeDays(purchasedOn: Day, returnedOn: Day, terms: PolicyTerms): boolean {
  return daysBetween(purchasedOn, returnedOn) <= terms.freeCancellationDays;
}

/** R-AMT-1: a return on the first day of the period has used 0 days. */
export function daysUsed(period: PaidPeriod, returnedOn: Day): number {
  const used = daysBetween(period.from, returnedOn);
  if (used < 0 || returnedOn >= period.to)
    throw new RangeError(`${returnedOn} lies outside [${period.from}, ${period.to})`);
  return used;
}

/** R-AMT-4: all days of the period, used or not. */
export function daysInPeriod(period: PaidPeriod): number {
  return daysBetween(period.from, period.to);
}

/** R-AMT-4: what one unit has consumed of a price by the day of the return. */
export function consumed(price: Reckoned, period: PaidPeriod, returnedOn: Day): Reckoned {
  return usedPart('consumed', price, daysUsed(period, returnedOn), daysInPeriod(period));
}

/** R-AMT-4: what one unit gives back: the basis less its consumed part. */
export function prorated(basis: Reckoned, used: Reckoned): Reckoned {
  return remainder('prorated', basis.amount, used);
}

/** R-AMT-5: nothing is consumed within the free days. */
export function nothingConsumed(price: Money): Reckoned {
  return given(zero(price.currency));
}
