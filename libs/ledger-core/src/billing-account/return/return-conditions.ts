import { type Day } from '../../kernel/calendar';
import { type PolicyTerms } from '../../policy/policy-terms';
import { isFreeCancellation, isWithinFreeDays } from '../../policy/proration.policy';
import { type ReservationState, type BillingAccount } from '../state/state';

/** Why a return does not count towards the cap. */
export type OutsideCap = 'Exchange' | 'ProgramTransfer';

/** By what a return is reckoned: the terms as far as they apply to its purpose. */
export type ReturnConditions = Readonly<{
  purpose: 'Refund' | 'Exchange';
  terms: PolicyTerms;
  returnedOn: Day;
  /** The day to which the free days count: of a support request, when it was created (R-ACC-4). */
  countedTo: Day;
  usageReported: boolean;
  /** R-AMT-2 applies. */
  lowerPriceApplies: boolean;
  /** Decimal text; '0' where no fee is due. */
  feeRate: string;
  outsideCap: OutsideCap | undefined;
}>;

export type ReturnAsked = Readonly<{
  purpose: 'Refund' | 'Exchange';
  returnedOn: Day;
  askedOn?: Day;
  usageReported: boolean;
}>;

/** What the terms mean for this return: an ordinary refund, one inside an exchange, or one after a transfer. */
export function returnConditions(
  state: BillingAccount,
  reservation: Readonly<ReservationState>,
  { terms, ...asked }: ReturnAsked & Readonly<{ terms: PolicyTerms }>,
): ReturnConditions {
  const { purpose, returnedOn, usageReported, askedOn: countedTo = returnedOn } = asked;
  if (countedTo < reservation.purchasedOn || countedTo > returnedOn)
    throw new RangeError(`${countedTo} lies outside [${reservation.purchasedOn}, ${returnedOn}]`);
  const asAsked = { purpose, terms, returnedOn, countedTo, usageReported };
  if (state.transfer?.done === true)
    // R-RET-4: no fee, nothing counted, and the price paid.
    return { ...asAsked, lowerPriceApplies: false, feeRate: '0', outsideCap: 'ProgramTransfer' };
  if (purpose === 'Exchange')
    // R-EXC-4, R-CAP-4: no fee, no annual limit; the price paid, unless the terms say otherwise.
    return {
      ...asAsked,
      lowerPriceApplies: terms.lowerPriceInExchange,
      feeRate: '0',
      outsideCap: 'Exchange',
    };
  // R-AMT-5: no fee up to the free days, with usage or without.
  const isWithoutFee = isWithinFreeDays(reservation.purchasedOn, countedTo, terms);
  return {
    ...asAsked,
    lowerPriceApplies: terms.lowerPriceInRefund,
    feeRate: isWithoutFee ? '0' : terms.earlyTerminationFeeRate,
    outsideCap: undefined,
  };
}

/** R-AMT-5: 100 % comes back up to the free days after the purchase and without usage. */
export function isFree(
  reservation: Readonly<ReservationState>,
  { countedTo, usageReported, terms }: ReturnConditions,
): boolean {
  return isFreeCancellation(reservation.purchasedOn, countedTo, usageReported, terms);
}
