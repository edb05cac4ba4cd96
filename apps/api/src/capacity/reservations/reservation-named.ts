import { type ReservationId, type ReservationOrderId } from '#ledger-core';
import { type OrderView, type ReservationView } from '#read-models';
import { answerOfRejection } from '../../http/rejections/rejection-table';
import { Refusal } from '../../http/errors/refusal';
import { type NamedReservation } from '../resource-id';

/** The reservation that a path or a body names, of the order of the path. @throws Refusal 404 when it names another order. */
export function ofOrder(
  orderId: ReservationOrderId,
  { orderId: named, reservationId }: NamedReservation,
): ReservationId {
  if (named === undefined || named === orderId) return reservationId;
  throw notInOrder(orderId, reservationId);
}

/** The reservation of an order that was read. @throws Refusal 404 when the order has none of that id. */
export function reservationOf(order: OrderView, reservationId: ReservationId): ReservationView {
  const found = order.reservations.find(({ id }) => id === reservationId);
  if (found === undefined) throw notInOrder(order.id, reservationId);
  return found;
}

function notInOrder(orderId: ReservationOrderId, reservationId: ReservationId): Refusal {
  const rejection = { code: 'ReservationNotInOrder', orderId, reservationId } as const;
  return new Refusal(answerOfRejection(rejection));
}
