import { column, key, type Table } from '../schema/table';

/** How far the log has been projected. The event's id tells whether the log is still the one that was read. */
export const checkpointTable = {
  name: 'checkpoint',
  columns: { name: key('text'), position: column('bigint'), event_id: column('uuid') },
} satisfies Table;
