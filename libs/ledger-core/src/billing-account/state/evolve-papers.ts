import { isPositive, isZero, type Money, zero } from '../../kernel/money';
import { type PaymentRecorded } from '../events/account-events';
import { type CardCharged } from '../events/charge-events';
import {
  type CreditNoteIssued,
  type InvoiceIssued,
  type InvoiceRevised,
  type InvoiceVoided,
} from '../events/paper-events';
import { type DocumentNumber, documentSequence } from '../ids';
import { known } from './known';
import { type AccountDraft, type HeldPayment } from './state';

export function evolveInvoiceIssued(draft: AccountDraft, data: InvoiceIssued['data']): void {
  takeNumber(draft, data.number);
  draft.invoices.set(data.number, {
    total: data.total,
    lineCount: data.lineCount,
    ...(data.overageMonth !== undefined && { overageMonth: data.overageMonth }),
    paid: data.paid,
    credited: data.credited,
    amountDue: data.amountDue,
    revision: 1,
    replacedBy: undefined,
    payments: [],
  });
  if (isPositive(data.amountDue)) draft.dueInvoices.set(data.number, true);
}

export function evolveInvoiceVoided(draft: AccountDraft, data: InvoiceVoided['data']): void {
  const invoice = known(draft.invoices, data.number, 'invoice');
  const nothing = zero(invoice.total.currency);
  const before = new Map(invoice.payments.map((payment) => [payment.paymentId, payment]));
  invoice.revision = data.revision;
  invoice.replacedBy = data.replacedBy;
  invoice.paid = nothing;
  invoice.credited = nothing;
  invoice.payments = [];
  due(draft, data.number, nothing);
  for (const { paymentId, moved } of data.payments) {
    const held = known(before, paymentId, 'payment');
    if (isPositive(moved)) hold(draft, data.replacedBy, { ...held, amount: moved });
  }
}

export function evolveInvoiceRevised(draft: AccountDraft, data: InvoiceRevised['data']): void {
  const invoice = known(draft.invoices, data.number, 'invoice');
  invoice.revision = data.revision;
  invoice.paid = data.paid;
  invoice.credited = data.credited;
  due(draft, data.number, data.amountDue);
}

export function evolveCreditNoteIssued(draft: AccountDraft, data: CreditNoteIssued['data']): void {
  takeNumber(draft, data.number);
  for (const { invoice: number, creditedAfter, amountDueAfter } of data.applied) {
    known(draft.invoices, number, 'invoice').credited = creditedAfter;
    due(draft, number, amountDueAfter);
  }
}

export function evolvePaymentRecorded(draft: AccountDraft, data: PaymentRecorded['data']): void {
  draft.paymentsMade += 1;
  for (const { invoice: number, amount, paidAfter, amountDueAfter } of data.applied) {
    const payment = { paymentId: data.paymentId, sequence: draft.paymentsMade, amount };
    hold(draft, number, payment);
    known(draft.invoices, number, 'invoice').paid = paidAfter;
    due(draft, number, amountDueAfter);
  }
}

/** The invoice was issued with this payment in its figures; here it is told apart, with its card. */
export function evolveCardCharged(
  draft: AccountDraft,
  { invoice, paymentId, amount, card }: CardCharged['data'],
): void {
  holdPayment(draft, invoice, { paymentId, amount, card });
}

/** A payment made for one invoice. */
export function holdPayment(
  draft: AccountDraft,
  number: DocumentNumber,
  payment: Omit<HeldPayment, 'sequence'>,
): void {
  draft.paymentsMade += 1;
  hold(draft, number, { ...payment, sequence: draft.paymentsMade });
}

/** Payments stand on an invoice in the order in which they were made, wherever they stood before. */
function hold(draft: AccountDraft, number: DocumentNumber, payment: HeldPayment): void {
  const invoice = known(draft.invoices, number, 'invoice');
  invoice.payments = [...invoice.payments, payment].sort((a, b) => a.sequence - b.sequence);
}

/** What an invoice is due from now on. Nothing can raise it. */
function due(draft: AccountDraft, number: DocumentNumber, amount: Money): void {
  known(draft.invoices, number, 'invoice').amountDue = amount;
  if (isZero(amount)) draft.dueInvoices.delete(number);
}

function takeNumber(draft: AccountDraft, number: DocumentNumber): void {
  const sequence = documentSequence(number);
  if (sequence !== draft.documentsIssued + 1)
    throw new Error(`${number} does not follow document ${draft.documentsIssued}`);
  draft.documentsIssued = sequence;
}
