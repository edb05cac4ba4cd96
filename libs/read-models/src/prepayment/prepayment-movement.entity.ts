import { column, key, optional, type Table } from '../schema/table';

/**
 * What came to a prepayment (positive) and left it (negative), by term or credit: the sum is what is left of that
 * term or credit. Whether it can be used on a day is asked of the days of term and credit, swept or not.
 */
export const prepaymentMovementTable = {
  name: 'prepayment_movement',
  columns: {
    billing_account_id: key('text'),
    stream_revision: key('bigint'),
    /** Its place in the event. */
    n: key('integer'),
    /** Each movement is of a credit or of a term. */
    credit_id: optional('uuid'),
    term_id: optional('text'),
    on_day: column('date'),
    amount: column('numeric'),
    currency: column('currency'),
    /** 'Added' of a term, 'Granted' and 'Expired' of a credit, 'Drawn' of either. */
    kind: column('text'),
    /** What was paid with it; of what was drawn only. */
    charge_id: optional('uuid'),
  },
  indices: [
    {
      name: 'prepayment_movement_by_day',
      columns: ['billing_account_id', 'on_day', 'stream_revision'],
    },
  ],
} satisfies Table;
