import { type Day, type Month } from '../../kernel/calendar';
import { type Money } from '../../kernel/money';
import { type DocumentNumber, type LineId, type PaymentId } from '../ids';

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
    why: 'Purchase' | 'Instalment' | 'Refund' | 'Exchange' | 'OverageMonth';
    /** Present exactly when the lines are those of an overage month (R-PUR-5). */
    overageMonth?: Month;
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

/** What of a credit note is set against one invoice; the figures are the invoice's afterwards. */
export type AppliedCredit = Readonly<{
  invoice: DocumentNumber;
  amount: Money;
  creditedAfter: Money;
  amountDueAfter: Money;
  statusAfter: 'Due' | 'Paid';
}>;

/** R-OUT-2: the refund of overage whose month is closed. It stands beside the invoices it is set against. */
export type CreditNoteIssued = Readonly<{
  type: 'CreditNoteIssued';
  data: Readonly<{
    number: DocumentNumber;
    /** The invoice that billed what is refunded. */
    creditFor: DocumentNumber;
    issuedOn: Day;
    newLines: readonly LineId[];
    lineCount: number;
    /** Σ lines: refunds less fees. */
    total: Money;
    applied: readonly AppliedCredit[];
    /** What no invoice took: carried to the next one, retained until then. */
    carried: Money;
  }>;
}>;

/** R-OUT-2: an invoice was reopened: a new revision with the same number, total and lines that says why. */
export type InvoiceRevised = Readonly<{
  type: 'InvoiceRevised';
  data: Readonly<{
    number: DocumentNumber;
    revision: number;
    revisedOn: Day;
    why: string;
    paid: Money;
    credited: Money;
    amountDue: Money;
    status: 'Due' | 'Paid';
  }>;
}>;
