import { column, key, type Table } from '../schema/table';

/** How far each stream has been projected: what stands at or below `revision` is in the tables. */
export const accountProjectionTable = {
  name: 'account_projection',
  columns: {
    stream: key('text'),
    revision: column('bigint'),
    position: column('bigint'),
    /** The link of the last event, to which the next must be chained. */
    chain: column('text'),
  },
} satisfies Table;
