import { column, key, optional, type Table } from '../schema/table';

/** A quote or a previewed refund or exchange, to be carried out by its id until it expires. */
export const sessionTable = {
  name: 'session',
  columns: {
    id: key('uuid'),
    kind: column('text'),
    billing_account_id: column('text'),
    order_id: optional('uuid'),
    principal_id: column('text'),
    request: column('jsonb'),
    result: column('jsonb'),
    created_at: column('timestamptz'),
    expires_at: column('timestamptz'),
  },
  indices: [{ name: 'session_by_expiry', columns: ['expires_at'] }],
} satisfies Table;
