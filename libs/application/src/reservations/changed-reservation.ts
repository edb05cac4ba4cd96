import { type JsonObject, reservationId, reservationOrderId } from '#ledger-core';
import { textOf } from '../json-reading';
import { type ChangedReservation } from '../messages/reservation-changes.messages';

export function changedReservation(answer: JsonObject): ChangedReservation {
  return {
    orderId: reservationOrderId(textOf(answer, 'orderId')),
    reservationId: reservationId(textOf(answer, 'reservationId')),
  };
}
