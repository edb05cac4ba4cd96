import { accountOf, readModel } from '../row-writer/row-change';
import { documentRevisionTable } from './document-revision.entity';

/** One row a revision. A payment makes none (EVENTS: one revision an invoice and operation). */
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
        paid: '0',
        credited: '0',
        amount_due: '0',
      },
    },
  ],
});
