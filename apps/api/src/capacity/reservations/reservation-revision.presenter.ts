import { type Day } from '#ledger-core';
import { type ReservationView } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import {
  type changedReservationAnswer,
  type revisionAnswer,
  type shownProperties,
} from './reservation-revision.answer';
import { presentReservation, type ReservationBody } from './reservation.presenter';
import { ownReservationId } from '../resource-id';

type Properties = ReservationBody['properties'];

type Shown = BodyOf<typeof shownProperties>;

/** A reservation as one of its changes left it. */
export type RevisionBody = BodyOf<typeof revisionAnswer>;

/** A reservation as the result of a split or merge shows it. */
export type ChangedReservationBody = BodyOf<typeof changedReservationAnswer>;

/** The name of a revision is the etag that the reservation had with it. */
export function presentRevision(reservation: ReservationView, today: Day): RevisionBody {
  const { orderId, id, etag } = reservation;
  const { sku, location, properties } = presentReservation(reservation, today);
  const { expiryDateTime } = properties;
  return {
    sku,
    id: `${ownReservationId(orderId, id)}/revisions/${etag}`,
    type: 'Microsoft.Capacity/reservationOrders/reservations/revisions',
    name: String(etag),
    etag,
    location,
    properties: { ...shownOf(properties), expiryDateTime },
  };
}

export function presentChanged(reservation: ReservationView, today: Day): ChangedReservationBody {
  const { orderId, id, etag } = reservation;
  const { sku, location, properties } = presentReservation(reservation, today);
  const { expiryDate } = properties;
  return {
    sku,
    id: ownReservationId(orderId, id),
    type: 'Microsoft.Capacity/reservationOrders/reservations',
    name: `${orderId}/${id}`,
    etag,
    location,
    properties: { ...shownOf(properties), expiryDate },
  };
}

function shownOf(properties: Properties): Shown {
  const { appliedScopes, appliedScopeProperties } = properties;
  const { extendedStatusInfo, splitProperties, mergeProperties } = properties;
  return {
    appliedScopeType: properties.appliedScopeType,
    ...(appliedScopes && { appliedScopes }),
    ...(appliedScopeProperties && { appliedScopeProperties }),
    quantity: properties.quantity,
    provisioningState: properties.provisioningState,
    benefitStartTime: properties.benefitStartTime,
    displayName: properties.displayName,
    effectiveDateTime: properties.effectiveDateTime,
    ...(extendedStatusInfo && { extendedStatusInfo }),
    lastUpdatedDateTime: properties.lastUpdatedDateTime,
    reservedResourceType: properties.reservedResourceType,
    instanceFlexibility: properties.instanceFlexibility,
    skuDescription: properties.skuDescription,
    ...(splitProperties && { splitProperties }),
    ...(mergeProperties && { mergeProperties }),
    renew: properties.renew,
    archived: properties.archived,
  };
}
