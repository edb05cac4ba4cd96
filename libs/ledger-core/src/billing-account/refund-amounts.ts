import { type Money } from '../kernel/money';

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
