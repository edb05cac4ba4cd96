import { type ListPrice } from '../../catalogue/price';
import { type Money, subtract, sum, times, zero } from '../../kernel/money';
import { earlyTerminationFees } from '../../policy/early-termination-fee.policy';
import { instalmentsFrom } from '../../policy/instalments.policy';
import { lowerPriceBasis } from '../../policy/price-basis.policy';
import {
  consumed,
  daysInPeriod,
  daysUsed,
  nothingConsumed,
  type PaidPeriod,
  prorated,
} from '../../policy/proration.policy';
import { given, multiplied, type Reckoned } from '../../policy/reckoning';
import { type ChargeId } from '../ids';
import { known } from '../state/known';
import { type ChargeShare, type PriceComparison } from '../events/return-events';
import { takeShares } from './charge-shares';
import { laterCommitment } from './remaining-commitment';
import { isFree, type ReturnConditions } from './return-conditions';
import { type BillingAccount, type ChargeState, type ReservationState } from '../state/state';

/** What is given back, by what conditions, and the list price of the day when it is compared. */
export type ReturnBasis = Readonly<{
  reservation: Readonly<ReservationState>;
  quantity: number;
  conditions: ReturnConditions;
  listPriceOfTheDay?: ListPrice;
}>;

/** One share of a charge, reckoned; all amounts for its quantity. */
export type ReckonedShare = Readonly<{
  chargeId: ChargeId;
  quantity: number;
  daysUsed: number;
  daysInPeriod: number;
  paid: Money;
  basis: Money;
  consumedOfPaid: Money;
  consumedOfBasis: Money;
  prorated: Reckoned;
  fee: Reckoned;
  refund: Money;
}>;

export type ReckonedReturn = Readonly<{
  free: boolean;
  comparison: PriceComparison;
  shares: readonly ReckonedShare[];
  /** Shares of the reservation's charges that stay. */
  left: readonly ChargeShare[];
  prorated: Money;
  fee: Money;
  refund: Money;
  cancelledInstalments: Money;
  /** R-AMT-3. */
  remainingCommitment: Money;
}>;

/** R-AMT-1 to R-AMT-6: what a quantity of a reservation gives back on a day. */
export function reckonReturn(state: BillingAccount, basis: ReturnBasis): ReckonedReturn {
  const { reservation, quantity, conditions } = basis;
  const { currency } = reservation.unitPrice;
  const free = isFree(reservation, conditions);
  const { taken, left } = takeShares(reservation.shares, quantity);
  const beforeFee = taken.map((share) => reckonShare(state, basis, { share, free }));
  const fees = earlyTerminationFees(
    beforeFee.map((share) => share.prorated.amount),
    currency,
    conditions.feeRate,
  );
  const shares = beforeFee.map((share, index) => {
    const fee = fees[index] ?? given(zero(currency));
    return { ...share, fee, refund: subtract(share.prorated.amount, fee.amount) };
  });
  const total = sum(
    currency,
    shares.map((share) => share.prorated.amount),
  );
  const cancelledInstalments = laterCommitment(reservation, quantity);
  return {
    free,
    comparison: comparisonOf(basis, free),
    shares,
    left,
    prorated: total,
    fee: sum(
      currency,
      shares.map((share) => share.fee.amount),
    ),
    refund: sum(
      currency,
      shares.map((share) => share.refund),
    ),
    cancelledInstalments,
    remainingCommitment: reservation.billingPlan === 'Upfront' ? total : cancelledInstalments,
  };
}

/** All that was charged so far for the whole reservation. */
export function totalPaid(reservation: Readonly<ReservationState>): Money {
  const { unitPrice, instalments, chargedInstalments, quantity } = reservation;
  const open = instalmentsFrom(instalments, chargedInstalments + 1);
  return times(subtract(unitPrice, open), quantity);
}

function reckonShare(
  state: BillingAccount,
  basis: ReturnBasis,
  of: Readonly<{ share: ChargeShare; free: boolean }>,
): Omit<ReckonedShare, 'fee' | 'refund'> {
  const { chargeId, quantity } = of.share;
  const { returnedOn } = basis.conditions;
  const charge = known(state.charges, chargeId, 'charge');
  const period: PaidPeriod = { from: charge.periodFrom, to: charge.periodTo };
  const paidUnit = given(charge.unitAmount);
  const basisUnit = of.free ? paidUnit : basisOf(basis, charge);
  const usedOf = (price: Reckoned): Reckoned =>
    of.free ? nothingConsumed(price.amount) : consumed(price, period, returnedOn);
  const usedOfBasis = usedOf(basisUnit);
  const back = of.free ? paidUnit : prorated(basisUnit, usedOfBasis);
  return {
    chargeId,
    quantity,
    daysUsed: daysUsed(period, returnedOn),
    daysInPeriod: daysInPeriod(period),
    paid: times(charge.unitAmount, quantity),
    basis: times(basisUnit.amount, quantity),
    consumedOfPaid: times(usedOf(paidUnit).amount, quantity),
    consumedOfBasis: times(usedOfBasis.amount, quantity),
    prorated: multiplied('refundBeforeFee', back, quantity),
  };
}

/** R-AMT-2 applies to refunds by the terms, and not within the free days (R-AMT-5). */
function comparisonOf(basis: ReturnBasis, free: boolean): PriceComparison {
  if (free || !basis.conditions.lowerPriceApplies) return 'NotCompared';
  return basis.listPriceOfTheDay === undefined ? 'ListedNoLonger' : 'ListPriceOfTheDay';
}

function basisOf(basis: ReturnBasis, charge: Readonly<ChargeState>): Reckoned {
  const { reservation, listPriceOfTheDay, conditions } = basis;
  const { exchangeRate, instalments, listPrice } = reservation;
  if (!conditions.lowerPriceApplies || listPriceOfTheDay === undefined)
    return given(charge.unitAmount);
  const paid = {
    unitAmount: charge.unitAmount,
    listPrice,
    ...(exchangeRate && { exchangeRate }),
    instalments: instalments.count,
    instalment: charge.instalment,
  };
  return lowerPriceBasis(paid, listPriceOfTheDay);
}
