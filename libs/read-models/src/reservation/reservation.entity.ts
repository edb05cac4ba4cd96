import { column, key, optional, type Table } from '../schema/table';

/** A reservation: the first of its order, or one that came out of another. */
export const reservationTable = {
  name: 'reservation',
  columns: {
    id: key('uuid'),
    order_id: column('uuid'),
    billing_account_id: column('text'),
    /** The stream revision at which it came to be, with `n` the order in which the reservations of an account did. */
    position: column('bigint'),
    /** Where in the log the operation stands that made it: the order in which all accounts' reservations came. */
    log_position: column('bigint', "'0'"),
    /** Its place among those that one event made. */
    n: column('integer', "'0'"),
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
    /** What is bought at expiry in place of the same again (R-PUR-6). */
    renew_properties: optional('jsonb'),
    /** As its owner wrote it. */
    review_date_time: optional('text'),
    purchased_on: column('date'),
    expires_on: column('date'),
    created_at: column('timestamptz'),
    updated_at: column('timestamptz'),
    /** 'Succeeded' while active, then 'Expired' or, once returned, split or merged, 'Cancelled'. */
    state: column('text'),
    /** Out of sight of whoever lists with `archived eq false`. */
    archived: column('boolean', 'false'),
    etag: column('bigint'),
    charged_instalments: column('integer'),
    next_due_on: optional('date'),
    split_source: optional('uuid'),
    split_destinations: column('uuid[]'),
    merge_sources: column('uuid[]', "'{}'"),
    merge_destination: optional('uuid'),
    returned_on: optional('date'),
    returned_quantity: optional('integer'),
    /** Why it was returned: 'Refund' or 'Exchange'. */
    returned_for: optional('text'),
    /** R-PUR-6: the reservation that was bought in its place when it expired, or why none was. */
    renewed_by: optional('uuid'),
    not_renewed_why: optional('text'),
  },
  indices: [
    { name: 'reservation_of_order', columns: ['order_id', 'position'] },
    { name: 'reservation_of_account', columns: ['billing_account_id', 'position'] },
    { name: 'reservation_as_they_came', columns: ['log_position', 'position', 'n', 'id'] },
    { name: 'reservation_by_state', columns: ['state', 'expires_on'] },
    {
      name: 'reservation_renewed_by',
      columns: ['renewed_by'],
      where: 'renewed_by is not null',
    },
  ],
} satisfies Table;
