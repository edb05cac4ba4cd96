import {
  type BillingAccountId,
  billingAccountId,
  type PrincipalId,
  principalId,
  type ReservationId,
  type ReservationOrderId,
} from '#ledger-core';
import { groupedBy, type Reader, rowsOf } from '../schema/rows';
import {
  type ChargeRow,
  type ChargeView,
  chargeView,
  type OrderRow,
  type OrderView,
  orderView,
  type ReservationRow,
  type ReservationView,
  reservationView,
} from './order.view';

/** A page of orders: oldest first, `skip` of them left out. */
export type OrderPage = Readonly<{ skip: number; take: number }>;

/** Which account's stream an order is in; undefined for an order that is not in the tables. */
export async function accountIdOfOrder(
  reader: Reader,
  order: ReservationOrderId,
): Promise<BillingAccountId | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    reader,
    'select billing_account_id as id from reservation_order where id = $1',
    [order],
  );
  return row && billingAccountId(row.id);
}

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

/** The orders that a principal owns, in the order in which they were asked for. Read it at one moment. */
export async function ordersOf(
  reader: Reader,
  principal: PrincipalId,
  { skip, take }: OrderPage,
): Promise<readonly OrderView[]> {
  const rows = await rowsOf<OrderRow>(
    reader,
    `select r.* from owner o join reservation_order r on r.id = o.order_id
     where o.principal_id = $1 order by r.requested_at, r.id offset $2 limit $3`,
    [principal, skip, take],
  );
  return completed(reader, rows);
}

/** The orders of every account, in the order in which they were asked for. Read it at one moment. */
export async function allOrders(
  reader: Reader,
  { skip, take }: OrderPage,
): Promise<readonly OrderView[]> {
  const rows = await rowsOf<OrderRow>(
    reader,
    'select * from reservation_order order by requested_at, id offset $1 limit $2',
    [skip, take],
  );
  return completed(reader, rows);
}

/** All orders of an account, in the order in which they were bought. Read it at one moment. */
export async function ordersOfAccount(
  reader: Reader,
  account: BillingAccountId,
): Promise<readonly OrderView[]> {
  const rows = await rowsOf<OrderRow>(
    reader,
    'select * from reservation_order where billing_account_id = $1 order by order_number',
    [account],
  );
  return completed(reader, rows);
}

/** A reservation, whatever became of it. */
export async function reservationById(
  reader: Reader,
  reservation: ReservationId,
): Promise<ReservationView | undefined> {
  const [row] = await rowsOf<ReservationRow>(reader, 'select * from reservation where id = $1', [
    reservation,
  ]);
  return row && reservationView(row);
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
  const reservations = await rowsOf<ReservationRow>(
    reader,
    'select * from reservation where order_id = any($1) order by order_id, position, n',
    ids,
  );
  const owners = await rowsOf<{ order_id: string; principal_id: string }>(
    reader,
    'select * from owner where order_id = any($1) order by order_id, principal_id',
    ids,
  );
  const reservationsOf = groupedBy(reservations, ({ order_id: order }) => order);
  const ownersOf = groupedBy(owners, ({ order_id: order }) => order);
  return orders.map((order) =>
    orderView(
      order,
      (reservationsOf.get(order.id) ?? []).map(reservationView),
      (ownersOf.get(order.id) ?? []).map((owner) => principalId(owner.principal_id)),
    ),
  );
}
