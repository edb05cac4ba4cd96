import { column, key, optional, type Table } from '../schema/table';

/** A line, once. Papers refer to it: the one it was written for by `new_lines`, later ones by `carries`. */
export const documentLineTable = {
  name: 'document_line',
  columns: {
    line_id: key('uuid'),
    billing_account_id: column('text'),
    /** The paper on which it stood first. */
    document_number: optional('text'),
    kind: column('text'),
    description: column('text'),
    order_id: optional('uuid'),
    reservation_id: optional('uuid'),
    quantity: optional('integer'),
    /** As an invoice shows it: refunds negative, fees positive (R-OUT-7). */
    amount: column('numeric'),
    currency: column('currency'),
    explanation: column('jsonb'),
  },
  indices: [
    { name: 'document_line_of_document', columns: ['document_number'] },
    { name: 'document_line_of_account', columns: ['billing_account_id'] },
  ],
} satisfies Table;
