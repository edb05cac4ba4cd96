import { type Day } from '#ledger-core';
import { type ReservationView } from '#read-models';
import { presentReservation, type ReservationBody } from './reservation.presenter';
import { ownReservationId } from '../resource-id';

type Properties = ReservationBody['properties'];

/** What a split, a merge and the list of revisions show of a reservation: less than the reservation itself does. */
type Shown = Pick<
  Properties,
  | 'appliedScopeType'
  | 'appliedScopes'
  | 'appliedScopeProperties'
  | 'quantity'
  | 'provisioningState'
  | 'benefitStartTime'
  | 'displayName'
  | 'effectiveDateTime'
  | 'extendedStatusInfo'
  | 'lastUpdatedDateTime'
  | 'reservedResourceType'
  | 'instanceFlexibility'
  | 'skuDescription'
  | 'splitProperties'
  | 'mergeProperties'
  | 'renew'
  | 'archived'
>;

type Changed<Type extends string, End extends keyof Properties> = Readonly<{
  sku: Readonly<{ name: string }>;
  id: string;
  type: Type;
  name: string;
  etag: number;
  location: string;
  properties: Shown & Pick<Properties, End>;
}>;

/** A reservation as one of its changes left it. */
export type RevisionBody = Changed<
  'Microsoft.Capacity/reservationOrders/reservations/revisions',
  'expiryDateTime'
>;

/** A reservation as the result of a split or merge shows it. */
export type ChangedReservationBody = Changed<
  'Microsoft.Capacity/reservationOrders/reservations',
  'expiryDate'
>;

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
