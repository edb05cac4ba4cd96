import { add, isPositive, lesser, type Money, subtract, zero } from '../../kernel/money';
import { type MovedPayment } from '../events/paper-events';
import { type HeldPayment } from '../state/state';

/** A part of a refund, and the card recorded with the charge it refunds. */
export type RefundClaim = Readonly<{ amount: Money; cardToken?: string }>;

/**
 * Which payments of replaced invoices leave the papers when the new one has no room for `over`, and by
 * how much; the others move. Of an invoice payer the latest are released first (R-OUT-3). For a card
 * payer each part of the refund goes first to the card recorded with its charge, then to the other cards,
 * the latest payment first, and never more than the payment still holds (R-OUT-4).
 * @param payments of one paper after the other; the answer is in the same order.
 */
export function releasePayments(
  payments: readonly HeldPayment[],
  over: Money,
  claims: readonly RefundClaim[],
): readonly MovedPayment[] {
  const released = payments.map(() => zero(over.currency));
  let open = over;
  for (const claim of [...claims, { amount: over }]) {
    let part = lesser(claim.amount, open);
    for (const index of inOrderOfRelease(payments, claim)) {
      const payment = payments[index];
      const before = released[index];
      if (payment === undefined || before === undefined || !isPositive(part)) continue;
      const now = lesser(subtract(payment.amount, before), part);
      released[index] = add(before, now);
      part = subtract(part, now);
      open = subtract(open, now);
    }
  }
  return payments.map(({ paymentId, amount }, index) => {
    const gone = released[index] ?? zero(over.currency);
    return { paymentId, moved: subtract(amount, gone), released: gone };
  });
}

/** The payments' places: the claimed card's, then other cards', then what no card paid; the latest first in each. */
function inOrderOfRelease(
  payments: readonly HeldPayment[],
  { cardToken }: Pick<RefundClaim, 'cardToken'>,
): readonly number[] {
  const rank = ({ card }: HeldPayment): number => {
    if (card === undefined) return 2;
    return card.token === cardToken ? 0 : 1;
  };
  return payments
    .map((payment, index) => ({ index, rank: rank(payment), sequence: payment.sequence }))
    .sort((a, b) => a.rank - b.rank || b.sequence - a.sequence || b.index - a.index)
    .map(({ index }) => index);
}
