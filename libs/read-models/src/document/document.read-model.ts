import {
  type CreditNoteIssued,
  documentSequence,
  type InvoiceIssued,
  type PaymentRecorded,
} from '#ledger-core';
import { accountOf, type EventContext, readModel, type RowChange } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { documentTable } from './document.entity';

type Row = RowOf<typeof documentTable>;

/** One row a paper, as it stands after the last event that touched it. */
export const documents = readModel(documentTable, {
  InvoiceIssued: (issued, context) => [{ change: 'upsert', row: invoice(issued, context) }],
  InvoiceVoided: ({ number, revision, replacedBy }) => [
    {
      change: 'patch',
      key: { number },
      columns: { status: 'Void', revision, replaced_by: replacedBy, ...NOTHING },
    },
  ],
  InvoiceRevised: ({ number, revision, status, paid, credited, amountDue }) => [
    {
      change: 'patch',
      key: { number },
      columns: {
        status,
        revision,
        paid: paid.amount,
        credited: credited.amount,
        amount_due: amountDue.amount,
      },
    },
  ],
  CreditNoteIssued: (issued, context) => [
    { change: 'upsert', row: creditNote(issued, context) },
    ...issued.applied.map(creditedOf),
  ],
  PaymentRecorded: ({ applied }) => applied.map(paidOf),
});

/** R-OUT-6: a void paper keeps its total, as a credit note does its own; nothing is paid of it and nothing is due. */
export const NOTHING = { paid: '0', credited: '0', amount_due: '0' };

function invoice(issued: InvoiceIssued['data'], context: EventContext): Row {
  return {
    number: issued.number,
    billing_account_id: accountOf(context),
    sequence: documentSequence(issued.number),
    kind: 'Invoice',
    status: issued.status,
    revision: 1,
    issued_on: issued.issuedOn,
    due_on: issued.dueOn,
    currency: issued.total.currency,
    why: issued.why,
    overage_month: issued.overageMonth ?? null,
    carries: issued.carries,
    new_lines: issued.newLines,
    replaces: issued.carries,
    replaced_by: null,
    credit_for: null,
    total: issued.total.amount,
    paid: issued.paid.amount,
    credited: issued.credited.amount,
    amount_due: issued.amountDue.amount,
    line_count: issued.lineCount,
  };
}

/** R-OUT-2: it stands beside the invoice it credits, and replaces nothing. Nobody owes it, so it is paid from the start. */
function creditNote(issued: CreditNoteIssued['data'], context: EventContext): Row {
  return {
    number: issued.number,
    billing_account_id: accountOf(context),
    sequence: documentSequence(issued.number),
    kind: 'CreditNote',
    status: 'Paid',
    revision: 1,
    issued_on: issued.issuedOn,
    due_on: null,
    currency: issued.total.currency,
    why: 'Refund',
    overage_month: null,
    carries: [],
    new_lines: issued.newLines,
    replaces: [],
    replaced_by: null,
    credit_for: issued.creditFor,
    total: issued.total.amount,
    ...NOTHING,
    line_count: issued.lineCount,
  };
}

function creditedOf(part: CreditNoteIssued['data']['applied'][number]): RowChange<Row> {
  const columns = {
    credited: part.creditedAfter.amount,
    amount_due: part.amountDueAfter.amount,
    status: part.statusAfter,
  };
  return { change: 'patch', key: { number: part.invoice }, columns };
}

function paidOf(part: PaymentRecorded['data']['applied'][number]): RowChange<Row> {
  const columns = {
    paid: part.paidAfter.amount,
    amount_due: part.amountDueAfter.amount,
    status: part.statusAfter,
  };
  return { change: 'patch', key: { number: part.invoice }, columns };
}
