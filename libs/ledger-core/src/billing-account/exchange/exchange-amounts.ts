import { type Money } from '../../kernel/money';
import { type RefundAmounts } from '../return/refund-amounts';

/** What one purchase of an exchange will cost, for its whole quantity. */
export type ExchangePurchaseAmounts = Readonly<{
  unitPrice: Money;
  /** Its lifetime total. */
  commitment: Money;
  /** What is charged on the day: the first instalment, or all of an upfront plan. */
  firstCharge: Money;
}>;

/** What an exchange comes to, in the words of a preview; the billing currency throughout (R-EXC-3). */
export type ExchangeAmounts = Readonly<{
  returns: readonly RefundAmounts[];
  purchases: readonly ExchangePurchaseAmounts[];
  /** Σ money refunded. */
  refundTotal: Money;
  /** Σ later instalments that nobody will pay. */
  cancelledInstalmentsTotal: Money;
  /** Σ remaining commitment returned. */
  remainingCommitmentTotal: Money;
  /** Σ lifetime totals of what is bought. */
  purchaseTotal: Money;
  /** Purchases − refunds − cancelled instalments; it may be negative. */
  netPayable: Money;
}>;
