import { column, key, optional, type Table } from '../schema/table';

/** What payments hold of a paper: the sum over its movements is what is paid of it, on any day. */
export const paymentMovementTable = {
  name: 'payment_movement',
  columns: {
    billing_account_id: key('text'),
    stream_revision: key('bigint'),
    /** Its place in the event. */
    n: key('integer'),
    payment_id: column('uuid'),
    document_number: column('text'),
    on_day: column('date'),
    /** Negative when it leaves the paper. */
    amount: column('numeric'),
    currency: column('currency'),
    kind: column('text'),
    reference: optional('text'),
  },
  indices: [
    { name: 'payment_movement_of_document', columns: ['document_number', 'stream_revision'] },
  ],
} satisfies Table;
