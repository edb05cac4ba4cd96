import { column, key, optional, type Table } from '../schema/table';

/** What a caller's key names: a request that is under way, whose end is not known, or that was answered. Kept for good. */
export const idempotencyKeyTable = {
  name: 'idempotency_key',
  columns: {
    tenant_id: key('text'),
    principal_id: key('text'),
    key: key('text'),
    method: column('text'),
    path: column('text'),
    body_hash: column('text'),
    /** Who carries the request out; none once it is answered, or when its end is not known. */
    claim: optional('uuid'),
    /** By the clock of the database: business time may stand still. */
    claimed_at: column('timestamptz'),
    status: optional('integer'),
    answer: optional('jsonb'),
  },
} satisfies Table;
