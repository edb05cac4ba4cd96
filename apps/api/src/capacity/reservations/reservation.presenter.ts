import { Calendar, type Day } from '#ledger-core';
import { displayStateOf, renewStateOf, type ReservationView, shownScopeTypeOf } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import { presentAppliedScope } from '../scopes/applied-scope.presenter';
import { presentRenewal } from './renewal.presenter';
import { type reservationAnswer } from './reservation.answer';
import { presentStatus } from './reservation-status.presenter';
import { presentRelations } from './reservation-relations.presenter';
import { ownReservationId } from '../resource-id';
import { skuDescription } from './sku-description';
import { presentUtilization } from './utilization.presenter';

export type ReservationBody = BodyOf<typeof reservationAnswer>;

type Properties = ReservationBody['properties'];

/** What is asked for beyond what is always shown. */
type ReservationExpansion = Readonly<{ renewProperties?: boolean }>;

/** A reservation as it stands on a business day. */
export function presentReservation(
  reservation: ReservationView,
  today: Day,
  expand: ReservationExpansion = {},
): ReservationBody {
  const { product } = reservation;
  return {
    id: ownReservationId(reservation.orderId, reservation.id),
    name: reservation.id,
    type: 'microsoft.capacity/reservationOrders/reservations',
    location: product.region,
    etag: reservation.etag,
    sku: { name: product.skuName },
    properties: {
      reservedResourceType: product.resourceType,
      userFriendlyRenewState: renewStateOf(reservation),
      skuDescription: skuDescription(product),
      renew: reservation.renew,
      archived: reservation.archived,
      // Of a returned one the quantity returned; a sibling holds the rest (R-RET-2).
      quantity: reservation.quantity,
      ...presentAppliedScope(reservation),
      displayName: reservation.displayName,
      provisioningState: reservation.state,
      term: product.term,
      displayProvisioningState: displayStateOf(reservation, today),
      userFriendlyAppliedScopeType: shownScopeTypeOf(reservation),
      ...datesOf(reservation),
      instanceFlexibility: reservation.instanceFlexibility,
      billingPlan: reservation.billingPlan,
      billingScopeId: `/subscriptions/${reservation.billingSubscriptionId}`,
      ...presentRelations(reservation),
      ...whatMayBeAbsent(reservation, today, expand),
    },
  };
}

type Dates = Pick<
  Properties,
  | 'expiryDate'
  | 'expiryDateTime'
  | 'purchaseDate'
  | 'purchaseDateTime'
  | 'benefitStartTime'
  | 'effectiveDateTime'
  | 'lastUpdatedDateTime'
>;

function datesOf({ expiresOn, purchasedOn, updatedAt }: ReservationView): Dates {
  return {
    expiryDate: expiresOn,
    expiryDateTime: Calendar.startOf(expiresOn),
    purchaseDate: purchasedOn,
    purchaseDateTime: Calendar.startOf(purchasedOn),
    benefitStartTime: Calendar.startOf(purchasedOn),
    // Since when it stands as it is shown here.
    effectiveDateTime: updatedAt,
    lastUpdatedDateTime: updatedAt,
  };
}

type MayBeAbsent = Pick<
  Properties,
  'reviewDateTime' | 'extendedStatusInfo' | 'renewProperties' | 'utilization'
>;

function whatMayBeAbsent(
  reservation: ReservationView,
  today: Day,
  expand: ReservationExpansion,
): MayBeAbsent {
  const { reviewDateTime } = reservation;
  const extendedStatusInfo = presentStatus(reservation);
  const renewProperties = expand.renewProperties === true ? presentRenewal(reservation) : undefined;
  const utilization = presentUtilization(reservation, today);
  return {
    ...(reviewDateTime !== undefined && { reviewDateTime }),
    ...(extendedStatusInfo && { extendedStatusInfo }),
    ...(renewProperties && { renewProperties }),
    ...(utilization && { utilization }),
  };
}
