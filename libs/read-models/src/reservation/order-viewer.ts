import { type PrincipalId, type TenantId } from '#ledger-core';
import { type Bind } from './reservation-field';

/** Whose eyes look at orders: some see all, all others what they own, in the directory it belongs to (R-ACC-1). */
export type OrderViewer =
  | Readonly<{ sees: 'all' }>
  | Readonly<{ sees: 'owned'; principal: PrincipalId; tenant: TenantId | undefined }>;

/** The `from` of a statement over the orders `ro` that a viewer may see, and the condition that goes with it. */
export type VisibleOrders = Readonly<{ from: string; where: string }>;

/**
 * An order's own directory goes before its account's; what names none is open to all. A principal's name means
 * nothing in another tenant.
 */
export function visibleOrders(viewer: OrderViewer, bind: Bind): VisibleOrders {
  if (viewer.sees === 'all') return { from: 'reservation_order ro', where: 'true' };
  const [principal, tenant] = [bind(viewer.principal), bind(viewer.tenant ?? null)];
  return {
    from: `owner o join reservation_order ro on ro.id = o.order_id
      join billing_account a on a.id = ro.billing_account_id`,
    where: `o.principal_id = ${principal} and (coalesce(ro.tenant_id, a.tenant_id) is null
      or coalesce(ro.tenant_id, a.tenant_id) = ${tenant}::text)`,
  };
}

/** The parameters of one statement, numbered as they are bound. */
export function parametersOf(): Readonly<{ bind: Bind; values: readonly unknown[] }> {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}
