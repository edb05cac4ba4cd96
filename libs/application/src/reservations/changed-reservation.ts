import { type JsonObject, reservationId, reservationOrderId } from '#ledger-core';
import { textOf } from '../json-reading';
import { type ChangedReservation } from '../messages/reservation-changes.messages';

/** The answer of a change of a reservation as it stands in the log. */
export function changedReservation(answer: JsonObject): ChangedReservation {
  return {
    orderId: reservationOrderId(textOf(answer, 'orderId')),
    reservationId: reservationId(textOf(answer, 'reservationId')),
  };
}
