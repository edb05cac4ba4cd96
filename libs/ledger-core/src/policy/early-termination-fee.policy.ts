import { type Day } from '../kernel/calendar';
import { type Money, sum, type Currency, isZero } from '../kernel/money';
import { isWithinFreeDays } from './proration.policy';
import { type PolicyTerms } from './policy-terms';
import { apportioned, given, rateOf, type Reckoned } from './reckoning';

/**
 * R-AMT-5: the fee of the terms on the total prorated refund of a return, half up, apportioned to
 * the refunds of its charges by largest remainder, ties to the oldest. None within the free days.
 */
export function earlyTerminationFees(
  prorated: readonly Money[],
  code: Currency,
  purchasedOn: Day,
  at: Readonly<{ returnedOn: Day; terms: PolicyTerms }>,
): readonly Reckoned[] {
  const total = sum(code, prorated);
  const rate = isWithinFreeDays(purchasedOn, at.returnedOn, at.terms)
    ? '0'
    : at.terms.earlyTerminationFeeRate;
  const fee = rateOf('fee', given(total), rate);
  if (isZero(fee.amount)) return prorated.map(() => given(fee.amount));
  return apportioned('feeOfThisCharge', fee, prorated);
}
