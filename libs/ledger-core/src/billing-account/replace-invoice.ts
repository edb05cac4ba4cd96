import { isPositive, lesser, type Money, subtract, sum, zero } from '../kernel/money';
import { dueOn, figures } from './bill-charge';
import { type DocumentNumber, type LineId } from './ids';
import { known } from './known';
import { type OperationInProgress } from './operation-in-progress';
import { type InvoiceIssued, type InvoiceVoided, type MovedPayment } from './paper-events';
import { retainCredit } from './retained-credit';
import { type BillingAccount, type HeldPayment } from './state';

/** The refund lines that an invoice's replacement adds. */
export type Replacement = Readonly<{
  old: DocumentNumber;
  number: DocumentNumber;
  newLines: readonly LineId[];
  /** Refunds less fees, which the new total is lower by. */
  refund: Money;
}>;

/** The standing paper on which the lines of an invoice are today. */
export function standingInvoice(state: BillingAccount, number: DocumentNumber): DocumentNumber {
  let standing = number;
  for (;;) {
    const { replacedBy } = known(state.invoices, standing, 'invoice');
    if (replacedBy === undefined) return standing;
    standing = replacedBy;
  }
}

/**
 * R-OUT-3: the invoice is cancelled, and a new one repeats every line and adds the refund's. Its
 * payments move over, oldest first; what the new total has no room for is retained for reservations
 * bought from then on (R-PUR-4).
 */
export function replaceInvoice(operation: OperationInProgress, replacement: Replacement): void {
  const { old, number, newLines, refund } = replacement;
  const { on } = operation.context;
  const invoice = known(operation.account.invoices, old, 'invoice');
  const total = subtract(invoice.total, refund);
  const payments = movedPayments(invoice.payments, total);
  const issued: InvoiceIssued = {
    type: 'InvoiceIssued',
    data: {
      number,
      issuedOn: on,
      dueOn: dueOn(operation),
      why: 'Refund',
      carries: [old],
      newLines,
      lineCount: invoice.lineCount + newLines.length,
      ...figures(total, sumOf(payments, 'moved', total)),
    },
  };
  const voided: InvoiceVoided = {
    type: 'InvoiceVoided',
    data: {
      number: old,
      revision: invoice.revision + 1,
      voidedOn: on,
      replacedBy: number,
      why: `Replaced by ${number}, which shows the refund`,
      payments,
    },
  };
  const retained = retainCredit(operation, {
    amount: sumOf(payments, 'released', total),
    reason: 'Refund',
    document: number,
    usableFor: { charges: 'OfOrdersFrom', orderNumber: operation.ordersPlaced + 1 },
  });
  operation.events.push(issued, voided, ...retained);
}

/** Each payment keeps what the new total has room for, the oldest first; the rest is released. */
function movedPayments(payments: readonly HeldPayment[], total: Money): readonly MovedPayment[] {
  let room = total;
  return payments.map(({ paymentId, amount: held }) => {
    const moved = isPositive(room) ? lesser(held, room) : zero(total.currency);
    room = subtract(room, moved);
    return { paymentId, moved, released: subtract(held, moved) };
  });
}

function sumOf(payments: readonly MovedPayment[], what: 'moved' | 'released', like: Money): Money {
  return sum(
    like.currency,
    payments.map((payment) => payment[what]),
  );
}
