import { key, type Table } from '../schema/table';

/** Who owns an order (R-ACC-1). */
export const ownerTable = {
  name: 'owner',
  columns: { order_id: key('uuid'), principal_id: key('text') },
  indices: [{ name: 'owner_by_principal', columns: ['principal_id', 'order_id'] }],
} satisfies Table;
