import { column, key, optional, type Table } from '../schema/table';

/**
 * Retained credit granted (positive), used and carried to another account (negative), a row a credit: the sum is
 * what is available, on any day.
 */
export const retainedCreditMovementTable = {
  name: 'retained_credit_movement',
  columns: {
    billing_account_id: key('text'),
    stream_revision: key('bigint'),
    credit_id: key('uuid'),
    on_day: column('date'),
    amount: column('numeric'),
    currency: column('currency'),
    reason: column('text'),
    /** The paper that granted or used it; none of a transfer. */
    document_number: optional('text'),
    /** R-RET-4: the transfer, and the account that the credit came from or went to. */
    transfer_id: optional('uuid'),
    other_account: optional('text'),
    /** Which charges it may pay; of grants only. */
    usable_for: optional('jsonb'),
  },
  indices: [
    {
      name: 'retained_credit_movement_sent',
      columns: ['other_account'],
      where: 'transfer_id is not null and amount < 0',
    },
    { name: 'retained_credit_movement_of_transfer', columns: ['transfer_id'] },
    {
      name: 'retained_credit_movement_by_day',
      columns: ['billing_account_id', 'on_day', 'stream_revision'],
    },
  ],
} satisfies Table;
