import { column, key, optional, type Table } from '../schema/table';

/** A refund credited to the prepayment, usable on `[granted_on, expires_on)` (R-OUT-1). */
export const prepaymentCreditTable = {
  name: 'prepayment_credit',
  columns: {
    credit_id: key('uuid'),
    billing_account_id: column('text'),
    order_id: column('uuid'),
    reservation_id: column('uuid'),
    /** The charge whose share was refunded. */
    charge_id: column('uuid'),
    /** The term it joined, if there was one; it outlives it. */
    term_id: optional('text'),
    /** Net of the fee. */
    amount: column('numeric'),
    fee: column('numeric'),
    currency: column('currency'),
    granted_on: column('date'),
    expires_on: column('date'),
    stream_revision: column('bigint'),
  },
  indices: [
    {
      name: 'prepayment_credit_of_account',
      columns: ['billing_account_id', 'granted_on', 'stream_revision'],
    },
  ],
} satisfies Table;
