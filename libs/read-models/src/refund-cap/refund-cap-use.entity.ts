import { column, key, optional, type Table } from '../schema/table';

/** A return that counts towards the refund cap on `[refunded_on, replenished_on)` (R-CAP-3). */
export const refundCapUseTable = {
  name: 'refund_cap_use',
  columns: {
    reservation_id: key('uuid'),
    billing_account_id: column('text'),
    order_id: column('uuid'),
    refunded_on: column('date'),
    replenished_on: column('date'),
    usd: column('numeric'),
    measure: column('text'),
    /** In the billing currency, as `currency` says. */
    amount: column('numeric'),
    currency: column('currency'),
    exchange_rate: optional('jsonb'),
    terms_version: column('text'),
    stream_revision: column('bigint'),
  },
  indices: [{ name: 'refund_cap_use_of_account', columns: ['billing_account_id', 'refunded_on'] }],
} satisfies Table;
