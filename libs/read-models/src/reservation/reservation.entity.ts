import { column, key, optional, type Table } from '../schema/table';

/** A reservation: the first of its order, or one that came out of another. */
export const reservationTable = {
  name: 'reservation',
  columns: {
    id: key('uuid'),
    order_id: column('uuid'),
    billing_account_id: column('text'),
    /** The stream revision at which it came to be: the order in which the reservations of an account did. */
    position: column('bigint'),
    resource_type: column('text'),
    sku_name: column('text'),
    region: column('text'),
    term: column('text'),
    billing_plan: column('text'),
    quantity: column('integer'),
    display_name: column('text'),
    billing_subscription_id: column('uuid'),
    applied_scope: column('jsonb'),
    instance_flexibility: column('text'),
    renew: column('boolean'),
    purchased_on: column('date'),
    expires_on: column('date'),
    created_at: column('timestamptz'),
    updated_at: column('timestamptz'),
    /** 'Succeeded' while active, then 'Cancelled' or 'Expired'. */
    state: column('text'),
    etag: column('bigint'),
    charged_instalments: column('integer'),
    next_due_on: optional('date'),
    split_source: optional('uuid'),
    split_destinations: column('uuid[]'),
    returned_on: optional('date'),
    returned_quantity: optional('integer'),
    /** Why it was returned: 'Refund' or 'Exchange'. */
    returned_for: optional('text'),
  },
  indices: [
    { name: 'reservation_of_order', columns: ['order_id', 'position'] },
    { name: 'reservation_of_account', columns: ['billing_account_id', 'position'] },
  ],
} satisfies Table;
