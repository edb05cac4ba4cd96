import { column, key, optional, type Table } from '../schema/table';

/** A line, once. Papers refer to it: the one it was written for by `new_lines`, later ones by `carries`. */
export const documentLineTable = {
  name: 'document_line',
  columns: {
    line_id: key('uuid'),
    billing_account_id: column('text'),
    /** The paper on which it stood first; none of overage, whose month has the paper, and of the prepayment. */
    document_number: optional('text'),
    /** Of overage billed on the invoice of its month. */
    overage_month: optional('text'),
    kind: column('text'),
    description: column('text'),
    order_id: optional('uuid'),
    reservation_id: optional('uuid'),
    quantity: optional('integer'),
    /** As its paper shows it: refunds negative and fees positive, on a credit note the other way round (R-OUT-7). */
    amount: column('numeric'),
    currency: column('currency'),
    explanation: column('jsonb'),
    /** With `n` the order in which lines came about; 0 in rows older than the column, none of which is of overage. */
    stream_revision: column('bigint', "'0'"),
    /** Its place in the event. */
    n: column('integer', "'0'"),
  },
  indices: [
    { name: 'document_line_of_document', columns: ['document_number'] },
    { name: 'document_line_of_account', columns: ['billing_account_id'] },
    {
      name: 'document_line_of_overage_month',
      columns: ['billing_account_id', 'overage_month', 'stream_revision', 'n'],
      where: '(overage_month IS NOT NULL)',
    },
  ],
} satisfies Table;
