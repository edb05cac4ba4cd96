import { column, key, type Table } from '../schema/table';

/** Money that came in, as it was reported. Where it went is in `payment_movement`. */
export const paymentTable = {
  name: 'payment',
  columns: {
    id: key('uuid'),
    billing_account_id: column('text'),
    reference: column('text'),
    amount: column('numeric'),
    /** What went beyond all due invoices. */
    overpaid: column('numeric'),
    currency: column('currency'),
    paid_on: column('date'),
    recorded_on: column('date'),
    /** The invoice the payer named. */
    invoice: column('text'),
  },
  indices: [{ name: 'payment_of_account', columns: ['billing_account_id', 'recorded_on'] }],
} satisfies Table;
