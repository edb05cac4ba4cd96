import { type PrincipalId, type ReservationOrderId, type TenantId } from '#ledger-core';
import { type Bind, parametersOf } from '../schema/parameters';
import { type Reader, rowsOf } from '../schema/rows';

/** Whose eyes look at orders: some see all, all others what they own, and what the customers of their partner bought. */
export type OrderViewer =
  | Readonly<{ sees: 'all' }>
  | Readonly<{
      sees: 'owned';
      principal: PrincipalId;
      tenant: TenantId | undefined;
      /** The partner whose customers' orders are shown too (R-ACC-2); none for whoever is no agent of one. */
      partner?: TenantId | undefined;
    }>;

/** The `from` of a statement over the orders `ro` that a viewer may see, and the condition that goes with it. */
export type VisibleOrders = Readonly<{ from: string; where: string }>;

/**
 * R-ACC-1, R-ACC-2, in SQL: an Owner by name, and in the tenant of the name where that is kept; within reach of the
 * order, whose own directory goes before its account's. The order of a directory of its own is its Owners' alone.
 */
export function visibleOrders(viewer: OrderViewer, bind: Bind): VisibleOrders {
  if (viewer.sees === 'all') return { from: 'reservation_order ro', where: 'true' };
  const [principal, tenant] = [bind(viewer.principal), bind(viewer.tenant ?? null)];
  const owned = `o.principal_id = ${principal} and (o.tenant_id is null or o.tenant_id = ${tenant}::text)`;
  const inDirectory = `(coalesce(ro.tenant_id, a.tenant_id) is null
      or coalesce(ro.tenant_id, a.tenant_id) = ${tenant}::text)`;
  if (viewer.partner === undefined)
    return {
      from: `owner o join reservation_order ro on ro.id = o.order_id
      join billing_account a on a.id = ro.billing_account_id`,
      where: `${owned} and ${inDirectory}`,
    };
  const partner = bind(viewer.partner);
  // Two ways to an order, each by its own index; an order that both lead to is one.
  const seen = `select o.order_id from owner o where ${owned}
      union select ro.id from billing_account a
        join reservation_order ro on ro.billing_account_id = a.id
        where a.partner_id = ${partner}::text and ro.tenant_id is null`;
  return {
    from: `(${seen}) seen join reservation_order ro on ro.id = seen.order_id
      join billing_account a on a.id = ro.billing_account_id`,
    where: `(${inDirectory} or (ro.tenant_id is null and a.partner_id = ${partner}::text))`,
  };
}

/** Whether a viewer may see an order. */
export async function isOrderSeenBy(
  reader: Reader,
  viewer: OrderViewer,
  order: ReservationOrderId,
): Promise<boolean> {
  const { bind, values } = parametersOf();
  const { from, where } = visibleOrders(viewer, bind);
  const statement = `select 1 from ${from} where ${where} and ro.id = ${bind(order)}`;
  return (await rowsOf(reader, statement, values)).length > 0;
}
