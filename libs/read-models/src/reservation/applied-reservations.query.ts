import {
  type BillingAccountId,
  type ReservationOrderId,
  reservationOrderId,
  type SubscriptionId,
} from '#ledger-core';
import { parametersOf } from '../schema/parameters';
import { type Reader, rowsOf } from '../schema/rows';
import { type OrderPage } from './order.query';
import { type OrderViewer, visibleOrders } from './order-viewer';

/** The subscription that a single scope is or is in, as the index `reservation_of_single_scope` has it. */
const SINGLE_SCOPE = `lower(substring(r.applied_scope #>> '{scopes,0}' from '(?i)^/?(?:subscriptions/)?([^/]+)'))`;

/** A subscription and the account it belongs to on the day that is asked about. */
export type SubscriptionOfAccount = Readonly<{
  subscription: SubscriptionId;
  account: BillingAccountId;
}>;

/**
 * The orders that a viewer sees and that have an active reservation which applies to a subscription: shared in its
 * account, or single on it or on a resource group in it. Who is in a management group is not known here.
 */
export async function ordersAppliedTo(
  reader: Reader,
  { subscription, account }: SubscriptionOfAccount,
  viewer: OrderViewer,
  { skip, take }: OrderPage,
): Promise<readonly ReservationOrderId[]> {
  const { bind, values } = parametersOf();
  const { from, where } = visibleOrders(viewer, bind);
  const on = bind(subscription);
  const rows = await rowsOf<{ id: string }>(
    reader,
    `with applied as (
       select r.order_id from reservation r
       where r.billing_account_id = ${bind(account)} and r.state = 'Succeeded'
         and r.applied_scope ->> 'type' = 'Shared'
       union
       select r.order_id from reservation r
       where ${SINGLE_SCOPE} = ${on}::text and r.state = 'Succeeded'
         and r.applied_scope ->> 'type' = 'Single')
     select ro.id from ${from} join applied on applied.order_id = ro.id
     where ${where} order by ro.log_position, ro.order_number, ro.id
     offset ${bind(skip)} limit ${bind(take)}`,
    values,
  );
  return rows.map(({ id }) => reservationOrderId(id));
}
