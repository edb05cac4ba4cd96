import { type Day } from '../kernel/calendar';
import { type Money } from '../kernel/money';
import { type DocumentNumber, type LineId, type PaymentId } from './ids';

/**
 * A paper by reference: its lines are those of the papers it carries over, in their order, and then
 * the new lines, written in this operation's charges and returns. The figures stand after the operation.
 */
export type InvoiceIssued = Readonly<{
  type: 'InvoiceIssued';
  data: Readonly<{
    number: DocumentNumber;
    issuedOn: Day;
    dueOn: Day;
    why: 'Purchase' | 'Instalment' | 'Refund' | 'Exchange';
    /** Papers whose lines stand here again; each is voided by this operation. */
    carries: readonly DocumentNumber[];
    newLines: readonly LineId[];
    lineCount: number;
    /** Σ lines. */
    total: Money;
    paid: Money;
    credited: Money;
    /** `total − paid − credited`, never negative. */
    amountDue: Money;
    /** `Paid` exactly when nothing is due. */
    status: 'Due' | 'Paid';
  }>;
}>;

/** What a payment held of a voided invoice: how much went to the new one, and how much that one had no room for. */
export type MovedPayment = Readonly<{
  paymentId: PaymentId;
  /** What it holds of the new invoice. */
  moved: Money;
  /** What left the papers: retained, or sent back to the card. `moved + released` = what it held. */
  released: Money;
}>;

/**
 * A new revision of an invoice that counts no more: same total and lines, nothing paid, nothing due.
 * Follows the `InvoiceIssued` of the invoice that replaces it and takes over its payments.
 */
export type InvoiceVoided = Readonly<{
  type: 'InvoiceVoided';
  data: Readonly<{
    number: DocumentNumber;
    revision: number;
    voidedOn: Day;
    replacedBy: DocumentNumber;
    why: string;
    /** Oldest first. */
    payments: readonly MovedPayment[];
  }>;
}>;
