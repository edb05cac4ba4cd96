import { column, key, type Table } from '../schema/table';

/** What an enrolment paid in advance for `[from_day, to_day)`. What is left of it is a sum of `prepayment_movement`. */
export const prepaymentTermTable = {
  name: 'prepayment_term',
  columns: {
    billing_account_id: key('text'),
    term_id: key('text'),
    from_day: column('date'),
    to_day: column('date'),
    amount: column('numeric'),
    currency: column('currency'),
    added_on: column('date'),
  },
} satisfies Table;
