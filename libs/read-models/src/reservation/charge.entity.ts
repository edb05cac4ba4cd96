import { column, key, optional, type Table } from '../schema/table';

/** One reservation's purchase or instalment of one day. */
export const chargeTable = {
  name: 'charge',
  columns: {
    id: key('uuid'),
    billing_account_id: column('text'),
    order_id: column('uuid'),
    reservation_id: column('uuid'),
    instalment: column('integer'),
    charged_on: column('date'),
    period_from: column('date'),
    period_to: column('date'),
    quantity: column('integer'),
    unit_amount: column('numeric'),
    amount: column('numeric'),
    currency: column('currency'),
    method: column('text'),
    invoice: optional('text'),
    /** Of overage: the month whose invoice bills it (R-PUR-5). */
    overage_month: optional('text'),
    stream_revision: column('bigint'),
  },
  indices: [{ name: 'charge_of_order', columns: ['order_id', 'stream_revision'] }],
} satisfies Table;
