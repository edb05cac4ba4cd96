import { principalId, type ReservationOrderId } from '#ledger-core';
import { parametersOf } from '../schema/parameters';
import { groupedBy, type Reader, rowsOf } from '../schema/rows';
import {
  type ChargeRow,
  type ChargeView,
  chargeView,
  type OrderRow,
  type OrderView,
  orderView,
} from './order.view';
import { type OrderViewer, visibleOrders } from './order-viewer';
import { type ReservationRow } from './reservation.view';
import { viewsOf } from './surroundings.query';

/** A page of orders: oldest first, `skip` of them left out. */
export type OrderPage = Readonly<{ skip: number; take: number }>;

/** An order with its reservations and owners. Read it at one moment. */
export async function orderById(
  reader: Reader,
  order: ReservationOrderId,
): Promise<OrderView | undefined> {
  const rows = await rowsOf<OrderRow>(reader, 'select * from reservation_order where id = $1', [
    order,
  ]);
  return (await completed(reader, rows))[0];
}

/** The orders that a viewer sees, in the order in which they were bought. Read it at one moment. */
export async function ordersSeenBy(
  reader: Reader,
  viewer: OrderViewer,
  { skip, take }: OrderPage,
): Promise<readonly OrderView[]> {
  const { bind, values } = parametersOf();
  const { from, where } = visibleOrders(viewer, bind);
  const rows = await rowsOf<OrderRow>(
    reader,
    `select ro.* from ${from} where ${where}
     order by ro.log_position, ro.order_number, ro.id offset ${bind(skip)} limit ${bind(take)}`,
    values,
  );
  return completed(reader, rows);
}

/** What was charged for an order, in the order in which it was. */
export async function chargesOfOrder(
  reader: Reader,
  order: ReservationOrderId,
): Promise<readonly ChargeView[]> {
  const rows = await rowsOf<ChargeRow>(
    reader,
    'select * from charge where order_id = $1 order by stream_revision',
    [order],
  );
  return rows.map(chargeView);
}

async function completed(
  reader: Reader,
  orders: readonly OrderRow[],
): Promise<readonly OrderView[]> {
  if (orders.length === 0) return [];
  const ids = [orders.map(({ id }) => id)];
  const rows = await rowsOf<ReservationRow>(
    reader,
    'select * from reservation where order_id = any($1) order by order_id, position, n',
    ids,
  );
  const reservations = await viewsOf(reader, rows);
  const owners = await rowsOf<{ order_id: string; principal_id: string }>(
    reader,
    'select * from owner where order_id = any($1) order by order_id, principal_id',
    ids,
  );
  const reservationsOf = groupedBy(reservations, ({ orderId }) => orderId);
  const ownersOf = groupedBy(owners, ({ order_id: order }) => order);
  return orders.map((order) =>
    orderView(
      order,
      reservationsOf.get(order.id) ?? [],
      (ownersOf.get(order.id) ?? []).map((owner) => principalId(owner.principal_id)),
    ),
  );
}
