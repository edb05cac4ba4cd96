import { isMoreThan, type Money, subtract } from '../kernel/money';

/** The sums that R-EXC-3 compares, in the billing currency. */
export type ExchangeTotals = Readonly<{
  /** Σ lifetime totals of what is bought. */
  purchases: Money;
  /** Σ money refunded. */
  refunds: Money;
  /** Σ remaining commitment returned. */
  commitments: Money;
}>;

/**
 * R-EXC-3: two tests, not one sum: the purchase total must reach the money refunded, and it must reach
 * the remaining commitment returned. Equality passes. Answers the larger of what is required.
 */
export function requiredPurchaseTotal({ refunds, commitments }: ExchangeTotals): Money {
  return isMoreThan(refunds, commitments) ? refunds : commitments;
}

/** By how much the purchase total falls short; none when it does not. */
export function exchangeShortfall(totals: ExchangeTotals): Money | undefined {
  const required = requiredPurchaseTotal(totals);
  return isMoreThan(required, totals.purchases) ? subtract(required, totals.purchases) : undefined;
}
