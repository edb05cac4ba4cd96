import { column, key, type Table } from '../schema/table';

/** Units of a reservation used on a day, as last reported. */
export const usageDayTable = {
  name: 'usage_day',
  columns: {
    reservation_id: key('uuid'),
    on_day: key('date'),
    billing_account_id: column('text'),
    used_quantity: column('numeric'),
    /** Of the report, in the stream of what was measured for the account. */
    reported_revision: column('bigint'),
  },
} satisfies Table;
