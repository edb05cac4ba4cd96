import { type ExchangeRate } from '../catalogue/price';
import { addDays, type Day } from '../kernel/calendar';
import { add, excess, isMoreThan, isPositive, type Money, sum, USD } from '../kernel/money';
import { type CapMeasure, type PolicyTerms } from './policy-terms';
import { convertedAt, convertedInverselyAt, given, type Reckoned, summed } from './reckoning';

/** A refund that counts towards the cap until the day it is replenished. */
export type CountingRefund = Readonly<{ usd: Money; replenishesOn: Day }>;

/** What a return comes to, of which the terms say what counts. */
export type CountableAmounts = Readonly<{
  /** The money refunded before the fee, charge by charge. */
  refunds: readonly Money[];
  cancelledInstalments: Money;
  remainingCommitment: Money;
}>;

/** R-CAP-2: what of a refund counts, by the terms; upfront counts once. The remaining commitment is explained by itself. */
export function capMeasured(measure: CapMeasure, amounts: CountableAmounts): Reckoned {
  const { refunds, cancelledInstalments, remainingCommitment } = amounts;
  const { currency } = remainingCommitment;
  switch (measure) {
    case 'cancelledCommitment':
      return given(remainingCommitment);
    case 'refundAmount':
      return summed('refundAmount', currency, refunds);
    case 'refundPlusCommitment':
      return summed('refundPlusCommitment', currency, [...refunds, cancelledInstalments]);
  }
}

/** R-CAP-2: whether an amount can be counted: it is in USD, or there is a rate into USD. */
export function isCountable(measured: Money, rate: ExchangeRate | undefined): boolean {
  if (measured.currency === USD) return true;
  return rate !== undefined && (isDirect(rate, measured) || isInverse(rate, measured));
}

/** R-CAP-2: the total of the return × the rate into USD, else ÷ the rate of the inverse pair, half up to the cent. */
export function inUsd(measured: Reckoned, rate: ExchangeRate | undefined): Reckoned {
  if (measured.amount.currency === USD || rate === undefined) return measured;
  return isInverse(rate, measured.amount)
    ? convertedInverselyAt('usd', measured, rate)
    : convertedAt('usd', measured, rate);
}

function isDirect(rate: ExchangeRate, { currency }: Money): boolean {
  return rate.from === currency && rate.to === USD;
}

function isInverse(rate: ExchangeRate, { currency }: Money): boolean {
  return rate.from === USD && rate.to === currency;
}

/** R-CAP-3: a refund of day d counts on `[d, d + window)`: the first day on which it no longer does. */
export function replenishesOn(refundedOn: Day, terms: PolicyTerms): Day {
  return addDays(refundedOn, terms.refundCap.windowDays);
}

/** R-CAP-3, R-CAP-5: what is used of the cap on a day. */
export function capUsed(refunds: readonly CountingRefund[], on: Day): Money {
  return sum(
    USD,
    refunds.filter((refund) => refund.replenishesOn > on).map((refund) => refund.usd),
  );
}

/** R-CAP-1: exactly reaching the limit is allowed; what counts nothing takes nothing, even of a limit lowered since. */
export function exceedsCap(counting: Money, used: Money, terms: PolicyTerms): boolean {
  return isPositive(counting) && isMoreThan(add(used, counting), terms.refundCap.limit);
}

/** R-CAP-5: the first day on which `counting` would fit with no further refund; none when it is larger than the limit. */
export function fitsOn(
  refunds: readonly CountingRefund[],
  counting: Money,
  from: Day,
  terms: PolicyTerms,
): Day | undefined {
  const days = refunds.map((refund) => refund.replenishesOn).filter((day) => day > from);
  return [from, ...days.sort()].find((day) => !exceedsCap(counting, capUsed(refunds, day), terms));
}

/** R-CAP-1, R-CAP-5: what is left of the cap; 0 when a later version of the terms has lowered it below what is used. */
export function capAvailable(
  used: Money,
  { refundCap: { limit } }: Readonly<{ refundCap: Readonly<{ limit: Money }> }>,
): Money {
  return excess(limit, used);
}
