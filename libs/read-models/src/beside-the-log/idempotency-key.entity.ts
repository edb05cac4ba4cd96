import { column, key, type Table } from '../schema/table';

/** The answer that a caller's key was spent on. */
export const idempotencyKeyTable = {
  name: 'idempotency_key',
  columns: {
    principal_id: key('text'),
    key: key('text'),
    method: column('text'),
    path: column('text'),
    body_hash: column('text'),
    status: column('integer'),
    answer: column('jsonb'),
    created_at: column('timestamptz'),
  },
  indices: [{ name: 'idempotency_key_by_age', columns: ['created_at'] }],
} satisfies Table;
