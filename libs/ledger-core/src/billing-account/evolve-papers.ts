import { isPositive, isZero, zero } from '../kernel/money';
import { type PaymentRecorded } from './account-events';
import { type DocumentNumber, documentSequence } from './ids';
import { known } from './known';
import { type InvoiceIssued, type InvoiceVoided } from './paper-events';
import { type RetainedCreditGranted, type RetainedCreditUsed } from './retained-credit-events';
import { type AccountDraft, type HeldPayment, type InvoiceState } from './state';

export function evolveInvoiceIssued(draft: AccountDraft, data: InvoiceIssued['data']): void {
  const sequence = documentSequence(data.number);
  if (sequence !== draft.documentsIssued + 1)
    throw new Error(`${data.number} does not follow document ${draft.documentsIssued}`);
  draft.documentsIssued = sequence;
  draft.invoices.set(data.number, {
    total: data.total,
    lineCount: data.lineCount,
    paid: data.paid,
    credited: data.credited,
    amountDue: data.amountDue,
    revision: 1,
    replacedBy: undefined,
    payments: [],
  });
  if (isPositive(data.amountDue)) draft.dueInvoices.add(data.number);
}

export function evolveInvoiceVoided(draft: AccountDraft, data: InvoiceVoided['data']): void {
  const invoice = known(draft.invoices, data.number, 'invoice');
  const nothing = zero(invoice.total.currency);
  invoice.revision = data.revision;
  invoice.replacedBy = data.replacedBy;
  invoice.paid = nothing;
  invoice.credited = nothing;
  invoice.amountDue = nothing;
  invoice.payments = [];
  draft.dueInvoices.delete(data.number);
  for (const { paymentId, moved } of data.payments)
    if (isPositive(moved)) hold(draft, data.replacedBy, { paymentId, amount: moved });
}

export function evolvePaymentRecorded(draft: AccountDraft, data: PaymentRecorded['data']): void {
  for (const { invoice: number, amount, paidAfter, amountDueAfter } of data.applied) {
    const invoice = hold(draft, number, { paymentId: data.paymentId, amount });
    invoice.paid = paidAfter;
    invoice.amountDue = amountDueAfter;
    if (isZero(amountDueAfter)) draft.dueInvoices.delete(number);
  }
}

export function evolveRetainedCreditGranted(
  draft: AccountDraft,
  data: RetainedCreditGranted['data'],
): void {
  const { creditId, usableFor, amount } = data;
  draft.retainedCredits.set(creditId, { usableFor, remaining: amount });
}

/** The invoice was issued with this payment in its figures; here it is told apart. */
export function evolveRetainedCreditUsed(
  draft: AccountDraft,
  data: RetainedCreditUsed['data'],
): void {
  for (const { creditId, remainingAfter } of data.taken) {
    known(draft.retainedCredits, creditId, 'retained credit').remaining = remainingAfter;
    if (isZero(remainingAfter)) draft.retainedCredits.delete(creditId);
  }
  hold(draft, data.invoice, { paymentId: data.paymentId, amount: data.amount });
}

function hold(draft: AccountDraft, number: DocumentNumber, payment: HeldPayment): InvoiceState {
  const invoice = known(draft.invoices, number, 'invoice');
  invoice.payments.push(payment);
  return invoice;
}
