import { column, key, optional, type Table } from '../schema/table';

/** What one purchase made. Its state is that of its reservations, asked for when it is read. */
export const reservationOrderTable = {
  name: 'reservation_order',
  columns: {
    id: key('uuid'),
    billing_account_id: column('text'),
    /** 1 for the account's first order. */
    order_number: column('integer'),
    /** Where in the log the purchase stands: the order in which all accounts' orders came. */
    log_position: column('bigint', "'0'"),
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
    /** Of one unit over the whole term as the price list has it, in the list's currency. */
    list_currency: column('currency'),
    list_unit_price: column('numeric'),
    instalment_count: column('integer'),
    instalment_base: column('numeric'),
    instalment_extra: column('integer'),
    purchase_of: column('text'),
    explanation: column('jsonb'),
    /** The directory it is dealt with in, before the account's; none as long as it has none of its own. */
    tenant_id: optional('text'),
    /** The stream revision of the last event that changed it, counted from 1. */
    etag: column('bigint'),
  },
  indices: [
    { name: 'reservation_order_of_account', columns: ['billing_account_id', 'order_number'] },
    { name: 'reservation_order_as_they_came', columns: ['log_position', 'order_number', 'id'] },
  ],
} satisfies Table;
