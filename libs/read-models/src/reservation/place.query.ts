import {
  type BillingAccountId,
  billingAccountId,
  type ReservationId,
  reservationId,
  type ReservationOrderId,
  reservationOrderId,
} from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';

type AccountOf = Readonly<{ id: string; account: string }>;

/** Which account's stream an order is in; undefined for an order that is not in the tables. */
export async function accountIdOfOrder(
  reader: Reader,
  order: ReservationOrderId,
): Promise<BillingAccountId | undefined> {
  return (await accountsOfOrders(reader, [order])).get(order);
}

/** Which account's stream each order is in; one that is not in the tables is not in the map. */
export async function accountsOfOrders(
  reader: Reader,
  orders: readonly ReservationOrderId[],
): Promise<ReadonlyMap<ReservationOrderId, BillingAccountId>> {
  const rows = await rowsOf<AccountOf>(
    reader,
    'select id, billing_account_id as account from reservation_order where id = any($1)',
    [orders],
  );
  return new Map(rows.map((row) => [reservationOrderId(row.id), billingAccountId(row.account)]));
}

/** Where each reservation is; one that is not in the tables is not in the map. */
export async function placesOfReservations(
  reader: Reader,
  reservations: readonly ReservationId[],
): Promise<
  ReadonlyMap<
    ReservationId,
    Readonly<{ billingAccountId: BillingAccountId; orderId: ReservationOrderId }>
  >
> {
  const rows = await rowsOf<AccountOf & Readonly<{ order_id: string }>>(
    reader,
    `select r.id, r.order_id, o.billing_account_id as account
     from reservation r join reservation_order o on o.id = r.order_id where r.id = any($1)`,
    [reservations],
  );
  return new Map(
    rows.map((row) => [
      reservationId(row.id),
      {
        billingAccountId: billingAccountId(row.account),
        orderId: reservationOrderId(row.order_id),
      },
    ]),
  );
}
