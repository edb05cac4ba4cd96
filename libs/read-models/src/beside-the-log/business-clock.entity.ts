import { column, key, type Table } from '../schema/table';

/** The latest business time that was acted upon: it never goes back. */
export const businessClockTable = {
  name: 'business_clock',
  columns: { id: key('smallint'), now: column('timestamptz'), is_test: column('boolean') },
  checks: [{ name: 'business_clock_one_row', expression: 'id = 1' }],
} satisfies Table;
