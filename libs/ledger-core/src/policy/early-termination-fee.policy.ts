import { type Currency, isZero, type Money, sum } from '../kernel/money';
import { apportioned, given, rateOf, type Reckoned } from './reckoning';

/**
 * R-AMT-5: the fee of the terms (decimal text, '0.12' is 12 %) on the total prorated refund of a return,
 * half up, apportioned to the refunds of its charges by largest remainder, ties to the oldest.
 */
export function earlyTerminationFees(
  prorated: readonly Money[],
  currency: Currency,
  rate: string,
): readonly Reckoned[] {
  const fee = rateOf('fee', given(sum(currency, prorated)), rate);
  if (isZero(fee.amount)) return prorated.map(() => given(fee.amount));
  return apportioned('feeOfThisCharge', fee, prorated);
}
