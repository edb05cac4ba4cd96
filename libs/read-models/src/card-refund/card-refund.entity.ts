import { column, key, optional, type Table } from '../schema/table';

/** Money that goes back to a card, or is owed to one that is on file no longer (R-OUT-4). */
export const cardRefundTable = {
  name: 'card_refund',
  columns: {
    card_refund_id: key('uuid'),
    billing_account_id: column('text'),
    payment_id: column('uuid'),
    on_day: column('date'),
    amount: column('numeric'),
    currency: column('currency'),
    card_token: column('text'),
    card_brand: column('text'),
    card_last4: column('text'),
    /** 'Requested', or 'Held' for good: held money that is sent later is a refund of its own. */
    status: column('text'),
    /** The paper that shows the refund. */
    document_number: column('text'),
    /** Of what is held: the request that decides about it. */
    support_request_id: optional('uuid'),
    /** Of what is sent after it was held: the refund that held it. */
    held_refund_id: optional('uuid'),
    stream_revision: column('bigint'),
  },
  indices: [{ name: 'card_refund_of_account', columns: ['billing_account_id', 'stream_revision'] }],
} satisfies Table;
