import { type PrincipalId, type ReservationOrderId, type TenantId } from '#ledger-core';
import { readModel, type RowChange } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { ownerTable } from './owner.entity';

/** One row an owner of an order; the buyer is the first (R-PUR-3), in his tenant where the event names it. */
export const owners = readModel(ownerTable, {
  ReservationPurchased: ({ orderId, owners: first, ownerTenants = [] }) => {
    const tenants = new Map(ownerTenants.map(({ principal, tenantId }) => [principal, tenantId]));
    return first.map((principal) => owned(orderId, principal, tenants.get(principal)));
  },
  OwnerAdded: ({ orderId, principal }) => [owned(orderId, principal)],
  OrderDirectoryChanged: ({ orderId, owners: left, formerOwners }) => [
    ...formerOwners.map((principal) => ({
      change: 'delete' as const,
      key: { order_id: orderId, principal_id: principal },
    })),
    ...left.map((principal) => owned(orderId, principal)),
  ],
  OwnerRemoved: ({ orderId, principal }) => [
    { change: 'delete', key: { order_id: orderId, principal_id: principal } },
  ],
});

function owned(
  orderId: ReservationOrderId,
  principal: PrincipalId,
  tenant?: TenantId,
): RowChange<RowOf<typeof ownerTable>> {
  const row = { order_id: orderId, principal_id: principal, tenant_id: tenant ?? null };
  return { change: 'upsert', row };
}
