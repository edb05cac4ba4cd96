import { accountOf, readModel } from '../row-writer/row-change';
import { documentRevisionTable } from './document-revision.entity';
import { NOTHING } from './document.read-model';

/** One row a revision. A payment makes none, and neither does credit that reopens nothing (R-OUT-2). */
export const documentRevisions = readModel(documentRevisionTable, {
  InvoiceIssued: (invoice, context) => [
    {
      change: 'upsert',
      row: {
        number: invoice.number,
        revision: 1,
        billing_account_id: accountOf(context),
        on_day: invoice.issuedOn,
        why: invoice.why,
        status: invoice.status,
        paid: invoice.paid.amount,
        credited: invoice.credited.amount,
        amount_due: invoice.amountDue.amount,
      },
    },
  ],
  InvoiceVoided: (voided, context) => [
    {
      change: 'upsert',
      row: {
        number: voided.number,
        revision: voided.revision,
        billing_account_id: accountOf(context),
        on_day: voided.voidedOn,
        why: voided.why,
        status: 'Void',
        ...NOTHING,
      },
    },
  ],
  InvoiceRevised: (revised, context) => [
    {
      change: 'upsert',
      row: {
        number: revised.number,
        revision: revised.revision,
        billing_account_id: accountOf(context),
        on_day: revised.revisedOn,
        why: revised.why,
        status: revised.status,
        paid: revised.paid.amount,
        credited: revised.credited.amount,
        amount_due: revised.amountDue.amount,
      },
    },
  ],
  CreditNoteIssued: ({ number, issuedOn }, context) => [
    {
      change: 'upsert',
      row: {
        number,
        revision: 1,
        billing_account_id: accountOf(context),
        on_day: issuedOn,
        why: 'Refund',
        status: 'Paid',
        ...NOTHING,
      },
    },
  ],
});
