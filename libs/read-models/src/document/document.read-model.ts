import { documentSequence, type PaymentRecorded } from '#ledger-core';
import { accountOf, readModel, type RowChange } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { documentTable } from './document.entity';

type Row = RowOf<typeof documentTable>;

/** One row a paper, as it stands after the last event that touched it. */
export const documents = readModel(documentTable, {
  InvoiceIssued: (invoice, context) => [
    {
      change: 'upsert',
      row: {
        number: invoice.number,
        billing_account_id: accountOf(context),
        sequence: documentSequence(invoice.number),
        kind: 'Invoice',
        status: invoice.status,
        revision: 1,
        issued_on: invoice.issuedOn,
        due_on: invoice.dueOn,
        currency: invoice.total.currency,
        why: invoice.why,
        carries: invoice.carries,
        new_lines: invoice.newLines,
        replaces: invoice.carries,
        replaced_by: null,
        credit_for: null,
        total: invoice.total.amount,
        paid: invoice.paid.amount,
        credited: invoice.credited.amount,
        amount_due: invoice.amountDue.amount,
        line_count: invoice.lineCount,
      },
    },
  ],
  InvoiceVoided: ({ number, revision, replacedBy }) => [
    {
      change: 'patch',
      key: { number },
      columns: { status: 'Void', revision, replaced_by: replacedBy, ...NOTHING },
    },
  ],
  PaymentRecorded: ({ applied }) => applied.map(paidOf),
});

/** R-OUT-6: a void paper keeps its total; nothing is paid of it and nothing is due. */
const NOTHING = { paid: '0', credited: '0', amount_due: '0' };

function paidOf(part: PaymentRecorded['data']['applied'][number]): RowChange<Row> {
  const columns = {
    paid: part.paidAfter.amount,
    amount_due: part.amountDueAfter.amount,
    status: part.statusAfter,
  };
  return { change: 'patch', key: { number: part.invoice }, columns };
}
