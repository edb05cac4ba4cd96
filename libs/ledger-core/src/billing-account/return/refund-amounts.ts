import { convertedInversely, type Money } from '../../kernel/money';
import { type ReservationState } from '../state/state';
import { type ReckonedReturn, totalPaid } from './reckon-return';

/** What a refund would give back, in the words of a preview. Billing currency unless said otherwise. */
export type RefundAmounts = Readonly<{
  quantity: number;
  /** What comes back after the fee. */
  refund: Money;
  /** The same in the currency of the price list. */
  pricingRefund: Money;
  prorated: Money;
  fee: Money;
  /** Later instalments of the returned quantity: 0 for upfront. */
  cancelledInstalments: Money;
  remainingCommitment: Money;
  /** All that was charged so far for the whole reservation. */
  totalPaid: Money;
  completedInstalments: number;
  totalInstalments: number;
}>;

/** What a return would give back, in the words of a preview. */
export function refundAmounts(
  reservation: Readonly<ReservationState>,
  reckoned: ReckonedReturn,
  quantity: number,
): RefundAmounts {
  const { refund, prorated, fee, cancelledInstalments, remainingCommitment } = reckoned;
  return {
    quantity,
    refund,
    pricingRefund: inPricingCurrency(refund, reservation),
    prorated,
    fee,
    cancelledInstalments,
    remainingCommitment,
    totalPaid: totalPaid(reservation),
    completedInstalments: reservation.chargedInstalments,
    totalInstalments: reservation.instalments.count,
  };
}

/** For information: what comes back, in the currency of the price list, at the rate of the purchase. */
function inPricingCurrency(refund: Money, { exchangeRate, listPrice }: ReservationState): Money {
  if (exchangeRate === undefined) return refund;
  return convertedInversely(refund, exchangeRate.rate, listPrice.unitPrice.currency);
}

const AMOUNTS = [
  'refund',
  'pricingRefund',
  'prorated',
  'fee',
  'cancelledInstalments',
  'remainingCommitment',
  'totalPaid',
] as const;

/** Whether a preview still says what would be done now. */
export function isSameRefund(then: RefundAmounts, now: RefundAmounts): boolean {
  return (
    then.quantity === now.quantity &&
    AMOUNTS.every(
      (name) =>
        then[name].amount === now[name].amount && then[name].currency === now[name].currency,
    )
  );
}
