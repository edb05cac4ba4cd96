import { add, excess, isPositive, type Money, subtract, sum } from '../../kernel/money';
import { type MovedPayment } from '../events/paper-events';
import { type CreditUse } from '../events/retained-credit-events';
import { type DocumentNumber, type LineId } from '../ids';
import { type OperationInProgress } from '../operation-in-progress';
import { known } from '../state/known';
import { type HeldPayment, type InvoiceState } from '../state/state';
import { type CardReturn } from './card-refunds';
import { issueInvoice } from './issue-invoice';
import { releasePayments, type RefundClaim } from './release-payments';
import { type CreditSeeker, retainCredit } from './retained-credit';
import { type ReplacedInvoice } from './void-invoices';

/** What the new invoice shows besides every line of those it replaces. */
export type Replacement = Readonly<{
  why: 'Refund' | 'Exchange';
  number: DocumentNumber;
  olds: readonly DocumentNumber[];
  newLines: readonly LineId[];
  /** Σ refunds less fees, and Σ new purchases. */
  refund: Money;
  purchases: Money;
  /** The refund by the cards of its charges. */
  claims: readonly RefundClaim[];
  /** What of the new purchases may be paid from credit. */
  credit?: CreditSeeker;
  /** What may be paid from what is retained. */
  retainedFor: CreditUse;
}>;

/**
 * R-OUT-3, R-OUT-5: the invoices are cancelled and a new one issued that repeats every line of theirs and
 * adds its own; their payments move over. What was paid beyond the new total is retained, or goes back to
 * cards: that part is answered, for the caller to send (R-OUT-4).
 */
export function replaceInvoices(
  operation: OperationInProgress,
  replacement: Replacement,
): readonly CardReturn[] {
  const { number, why, olds, newLines, refund, purchases } = replacement;
  const invoices = olds.map((old) => known(operation.account.invoices, old, 'invoice'));
  const { currency } = operation.opened;
  const before = sum(
    currency,
    invoices.map(({ total }) => total),
  );
  const total = add(subtract(before, refund), purchases);
  const held = invoices.flatMap(({ payments }) => payments);
  const moved = releasePayments(held, overOf(invoices, total), replacement.claims);
  issueInvoice(operation, {
    number,
    why,
    replaces: byInvoice(olds, invoices, moved),
    newLines,
    lineCount: invoices.reduce((count, { lineCount }) => count + lineCount, newLines.length),
    total,
    ...(replacement.credit && { credit: replacement.credit }),
  });
  const notOfCards = moved.filter((_, index) => held[index]?.card === undefined);
  retainCredit(operation, {
    amount: sum(
      currency,
      notOfCards.map(({ released }) => released),
    ),
    reason: why,
    document: number,
    usableFor: replacement.retainedFor,
  });
  return cardReturns(number, held, moved);
}

/** What the invoices were paid beyond the new total. */
function overOf(invoices: readonly InvoiceState[], total: Money): Money {
  const paid = sum(
    total.currency,
    invoices.map((invoice) => invoice.paid),
  );
  return excess(paid, total);
}

function byInvoice(
  olds: readonly DocumentNumber[],
  invoices: readonly Readonly<InvoiceState>[],
  moved: readonly MovedPayment[],
): readonly ReplacedInvoice[] {
  let from = 0;
  return olds.map((number, index) => {
    const to = from + (invoices[index]?.payments.length ?? 0);
    const payments = moved.slice(from, to);
    from = to;
    return { number, payments };
  });
}

function cardReturns(
  invoice: DocumentNumber,
  held: readonly HeldPayment[],
  moved: readonly MovedPayment[],
): readonly CardReturn[] {
  return moved.flatMap(({ paymentId, released: amount }, index) => {
    const card = held[index]?.card;
    return card !== undefined && isPositive(amount) ? [{ paymentId, amount, card, invoice }] : [];
  });
}
