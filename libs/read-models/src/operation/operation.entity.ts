import { column, key, optional, type Table } from '../schema/table';

/** What was asked and answered: one row a command that was accepted. */
export const operationTable = {
  name: 'operation',
  columns: {
    /** The command's id. */
    id: key('uuid'),
    /** The id outside callers know it by. */
    operation_id: column('text'),
    kind: column('text'),
    billing_account_id: optional('text'),
    principal_id: column('text'),
    on_day: column('date'),
    recorded_at: column('timestamptz'),
    /** Of the operation's last event. */
    position: column('bigint'),
    stream: column('text'),
    /** Of the operation's first event. */
    stream_revision: column('bigint'),
    answer: column('jsonb'),
  },
  indices: [
    { name: 'operation_by_outside_id', columns: ['operation_id'] },
    { name: 'operation_in_stream', columns: ['stream', 'stream_revision'], unique: true },
  ],
} satisfies Table;
