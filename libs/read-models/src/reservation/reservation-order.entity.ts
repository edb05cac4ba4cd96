import { column, key, type Table } from '../schema/table';

/** What one purchase made. Its state is that of its reservations, asked for when it is read. */
export const reservationOrderTable = {
  name: 'reservation_order',
  columns: {
    id: key('uuid'),
    billing_account_id: column('text'),
    /** 1 for the account's first order. */
    order_number: column('integer'),
    display_name: column('text'),
    term: column('text'),
    billing_plan: column('text'),
    original_quantity: column('integer'),
    billing_subscription_id: column('uuid'),
    purchased_on: column('date'),
    expires_on: column('date'),
    requested_at: column('timestamptz'),
    currency: column('currency'),
    /** Of one unit over the whole term. */
    unit_price: column('numeric'),
    commitment: column('numeric'),
    instalment_count: column('integer'),
    instalment_base: column('numeric'),
    instalment_extra: column('integer'),
    purchase_of: column('text'),
    explanation: column('jsonb'),
    /** The stream revision of the last event that changed it, counted from 1. */
    etag: column('bigint'),
  },
  indices: [
    { name: 'reservation_order_of_account', columns: ['billing_account_id', 'order_number'] },
  ],
} satisfies Table;
