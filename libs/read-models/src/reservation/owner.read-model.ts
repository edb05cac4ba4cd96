import { readModel } from '../row-writer/row-change';
import { ownerTable } from './owner.entity';

/** One row an owner of an order; the buyer is the first (R-PUR-3). */
export const owners = readModel(ownerTable, {
  ReservationPurchased: ({ orderId, owners: first }) =>
    first.map((principal) => ({
      change: 'upsert',
      row: { order_id: orderId, principal_id: principal },
    })),
  OwnerAdded: ({ orderId, principal }) => [
    { change: 'upsert', row: { order_id: orderId, principal_id: principal } },
  ],
  OrderDirectoryChanged: ({ orderId, owners: left, formerOwners }) => [
    ...formerOwners.map((principal) => ({
      change: 'delete' as const,
      key: { order_id: orderId, principal_id: principal },
    })),
    ...left.map((principal) => ({
      change: 'upsert' as const,
      row: { order_id: orderId, principal_id: principal },
    })),
  ],
  OwnerRemoved: ({ orderId, principal }) => [
    { change: 'delete', key: { order_id: orderId, principal_id: principal } },
  ],
});
