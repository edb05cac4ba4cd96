import { column, key, optional, type Table } from '../schema/table';

/** A stream whose history cannot be read further. Its commands are refused until it is unparked. */
export const parkedAccountTable = {
  name: 'parked_account',
  columns: {
    stream: key('text'),
    billing_account_id: optional('text'),
    /** Of the event that could not be read. */
    revision: column('bigint'),
    event_id: column('uuid'),
    reason: column('text'),
    parked_at: column('timestamptz', 'now()'),
  },
} satisfies Table;
