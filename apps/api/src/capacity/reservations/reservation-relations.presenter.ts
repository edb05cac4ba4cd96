import { type ReservationId } from '#ledger-core';
import { type ReservationPlaceView, type ReservationView } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import { type relations } from './reservation-relations.answer';
import { ownReservationId } from '../resource-id';

/** Which reservations it came out of or went into. A swap changes a reservation in its place, so it names none. */
type RelationsBody = BodyOf<typeof relations>;

/** Full ids, of this order and, for renewals, of another. */
export function presentRelations(reservation: ReservationView): RelationsBody {
  const { renewSource, renewDestination } = reservation;
  return {
    ...splitOf(reservation),
    ...mergeOf(reservation),
    ...(renewSource && { renewSource: placeOf(renewSource) }),
    ...(renewDestination && { renewDestination: placeOf(renewDestination) }),
  };
}

function splitOf(reservation: ReservationView): Pick<RelationsBody, 'splitProperties'> {
  const { orderId, splitSource, splitDestinations } = reservation;
  if (splitSource === undefined && splitDestinations.length === 0) return {};
  const named = (id: ReservationId): string => ownReservationId(orderId, id);
  return {
    splitProperties: {
      ...(splitSource && { splitSource: named(splitSource) }),
      ...(splitDestinations.length > 0 && { splitDestinations: splitDestinations.map(named) }),
    },
  };
}

function mergeOf(reservation: ReservationView): Pick<RelationsBody, 'mergeProperties'> {
  const { orderId, mergeDestination, mergeSources } = reservation;
  if (mergeDestination === undefined && mergeSources.length === 0) return {};
  const named = (id: ReservationId): string => ownReservationId(orderId, id);
  return {
    mergeProperties: {
      ...(mergeDestination && { mergeDestination: named(mergeDestination) }),
      ...(mergeSources.length > 0 && { mergeSources: mergeSources.map(named) }),
    },
  };
}

function placeOf({ orderId, reservationId }: ReservationPlaceView): string {
  return ownReservationId(orderId, reservationId);
}
