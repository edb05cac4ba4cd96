import { column, key, type Table } from '../schema/table';

/** What each change of a reservation changed, the purchase included. */
export const reservationRevisionTable = {
  name: 'reservation_revision',
  columns: {
    reservation_id: key('uuid'),
    stream_revision: key('bigint'),
    changed_at: column('timestamptz'),
    /** The columns of `reservation` that changed, with what they came to be. */
    what: column('jsonb'),
  },
} satisfies Table;
