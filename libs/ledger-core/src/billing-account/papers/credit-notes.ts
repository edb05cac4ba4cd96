import { add, isPositive, isZero, lesser, type Money, subtract } from '../../kernel/money';
import { type PolicyTerms } from '../../policy/policy-terms';
import {
  type AppliedCredit,
  type CreditNoteIssued,
  type InvoiceRevised,
} from '../events/paper-events';
import { type DocumentNumber, documentSequence, type LineId } from '../ids';
import { emit, type OperationInProgress } from '../operation-in-progress';
import { known } from '../state/known';
import { type BillingAccount } from '../state/state';
import { retainCredit } from './retained-credit';

/** The refund of overage that an invoice has billed. */
export type NewCreditNote = Readonly<{
  number: DocumentNumber;
  creditFor: DocumentNumber;
  newLines: readonly LineId[];
  /** Σ lines: refunds less fees. */
  total: Money;
}>;

/**
 * R-OUT-2: a credit note for each original invoice; then the originals and all later ones are reopened,
 * one revision an invoice and operation; what no invoice took carries to the next one.
 */
export function issueCreditNotes(
  operation: OperationInProgress,
  notes: readonly NewCreditNote[],
  outcome: PolicyTerms['overageOutcome'],
): void {
  const issued = notes.map((note) => issueCreditNote(operation, note));
  const originals = notes.map(({ creditFor }) => creditFor);
  for (const number of reopened(operation.account, originals, outcome))
    emit(operation, revisedFact(operation, number, notes));
  for (const { number, carried } of issued)
    retainCredit(operation, {
      amount: carried,
      reason: 'OverageCredit',
      document: number,
      usableFor: { charges: 'NextOverageInvoice' },
    });
}

/** It is set against the unpaid part of the original, then against later unpaid invoices in order. */
function issueCreditNote(
  operation: OperationInProgress,
  { number, creditFor, newLines, total }: NewCreditNote,
): CreditNoteIssued['data'] {
  const { account, context } = operation;
  const applied: AppliedCredit[] = [];
  let carried = total;
  for (const invoice of overageInvoicesFrom(account, creditFor)) {
    const { amountDue, credited } = known(account.invoices, invoice, 'invoice');
    const amount = lesser(amountDue, carried);
    if (!isPositive(amount)) continue;
    carried = subtract(carried, amount);
    const amountDueAfter = subtract(amountDue, amount);
    const statusAfter = isZero(amountDueAfter) ? 'Paid' : 'Due';
    applied.push({
      invoice,
      amount,
      creditedAfter: add(credited, amount),
      amountDueAfter,
      statusAfter,
    });
  }
  const data: CreditNoteIssued['data'] = {
    number,
    creditFor,
    issuedOn: context.on,
    newLines,
    lineCount: newLines.length,
    total,
    applied,
    carried,
  };
  emit(operation, { type: 'CreditNoteIssued', data });
  return data;
}

/** The invoices from one on, in order; earlier ones, even unpaid, are left alone. An enrolment has only those of its overage, and none is ever void. */
export function overageInvoicesFrom(
  account: BillingAccount,
  first: DocumentNumber,
): readonly DocumentNumber[] {
  const from = documentSequence(first);
  return [...account.invoices.keys()].filter((number) => documentSequence(number) >= from);
}

/** The original and all later ones; where the terms say `creditNote`, the originals alone. */
function reopened(
  account: BillingAccount,
  originals: readonly DocumentNumber[],
  outcome: PolicyTerms['overageOutcome'],
): readonly DocumentNumber[] {
  const [earliest] = originals.toSorted((a, b) => documentSequence(a) - documentSequence(b));
  if (earliest === undefined) return [];
  const all = overageInvoicesFrom(account, earliest);
  return outcome === 'reopen' ? all : all.filter((number) => originals.includes(number));
}

function revisedFact(
  { account, context }: OperationInProgress,
  number: DocumentNumber,
  notes: readonly NewCreditNote[],
): InvoiceRevised {
  const { revision, paid, credited, amountDue } = known(account.invoices, number, 'invoice');
  // A note touches its original and later invoices only.
  const touching = notes.filter(
    ({ creditFor }) => documentSequence(creditFor) <= documentSequence(number),
  );
  const said = touching.map((note) => `${note.number} (overage of ${note.creditFor})`);
  return {
    type: 'InvoiceRevised',
    data: {
      number,
      revision: revision + 1,
      revisedOn: context.on,
      why: `Revised for credit note ${said.join(', ')}`,
      paid,
      credited,
      amountDue,
      status: isZero(amountDue) ? 'Paid' : 'Due',
    },
  };
}
