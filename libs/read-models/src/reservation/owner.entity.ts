import { key, optional, type Table } from '../schema/table';

/** Who owns an order (R-ACC-1). */
export const ownerTable = {
  name: 'owner',
  columns: {
    order_id: key('uuid'),
    principal_id: key('text'),
    /** The tenant that the name is of, where only that one's principal is meant; none where the order's directory says so. */
    tenant_id: optional('text'),
  },
  indices: [{ name: 'owner_by_principal', columns: ['principal_id', 'order_id'] }],
} satisfies Table;
