import { Calendar, type Day, type Instant, type ReservationId } from '#ledger-core';
import { type ReservationView } from '#read-models';
import { reservationResourceId } from './resource-id';

/** Azure's ReservationResponse. */
export type ReservationBody = Readonly<{
  id: string;
  name: string;
  type: 'microsoft.capacity/reservationOrders/reservations';
  location: string;
  etag: number;
  sku: Readonly<{ name: string }>;
  properties: Readonly<{
    reservedResourceType: string;
    userFriendlyRenewState: string;
    skuDescription: string;
    renew: boolean;
    archived: boolean;
    quantity: number;
    appliedScopeType: string;
    appliedScopes?: readonly string[];
    appliedScopeProperties?: Readonly<Record<string, string>>;
    displayName: string;
    provisioningState: string;
    term: string;
    displayProvisioningState: string;
    userFriendlyAppliedScopeType: string;
    expiryDate: Day;
    expiryDateTime: Instant;
    purchaseDate: Day;
    purchaseDateTime: Instant;
    benefitStartTime: Instant;
    effectiveDateTime: Instant;
    lastUpdatedDateTime: Instant;
    instanceFlexibility: string;
    billingPlan: string;
    billingScopeId: string;
    splitProperties?: Readonly<{ splitSource?: string; splitDestinations?: readonly string[] }>;
  }>;
}>;

type Properties = ReservationBody['properties'];

const RESOURCE_GROUP = /\/resourceGroups\//i;

function renewStateOf({ state, renew }: ReservationView): string {
  if (state !== 'Succeeded') return 'NotApplicable';
  return renew ? 'On' : 'Off';
}

function friendlyScopeOf({ appliedScope: { type, scopes } }: ReservationView): string {
  const [scope = ''] = scopes;
  return type === 'Single' && RESOURCE_GROUP.test(scope) ? 'ResourceGroup' : type;
}

function scopeOf(
  reservation: ReservationView,
): Pick<Properties, 'appliedScopes' | 'appliedScopeProperties'> {
  const { type, scopes } = reservation.appliedScope;
  const [scope] = scopes;
  if (scope === undefined || type === 'Shared') return {};
  if (type === 'ManagementGroup') return { appliedScopeProperties: { managementGroupId: scope } };
  const name = RESOURCE_GROUP.test(scope) ? 'resourceGroupId' : 'subscriptionId';
  return { appliedScopes: scopes, appliedScopeProperties: { [name]: scope } };
}

function splitOf(reservation: ReservationView): Pick<Properties, 'splitProperties'> {
  const { splitSource, splitDestinations, orderId } = reservation;
  if (splitSource === undefined && splitDestinations.length === 0) return {};
  const named = (id: ReservationId): string => reservationResourceId(orderId, id);
  return {
    splitProperties: {
      ...(splitSource === undefined ? {} : { splitSource: named(splitSource) }),
      ...(splitDestinations.length === 0
        ? {}
        : { splitDestinations: splitDestinations.map(named) }),
    },
  };
}

function datesOf(
  reservation: ReservationView,
): Pick<
  Properties,
  | 'expiryDate'
  | 'expiryDateTime'
  | 'purchaseDate'
  | 'purchaseDateTime'
  | 'benefitStartTime'
  | 'effectiveDateTime'
  | 'lastUpdatedDateTime'
> {
  const { expiresOn, purchasedOn, createdAt, updatedAt } = reservation;
  return {
    expiryDate: expiresOn,
    expiryDateTime: Calendar.startOf(expiresOn),
    purchaseDate: purchasedOn,
    purchaseDateTime: Calendar.startOf(purchasedOn),
    benefitStartTime: Calendar.startOf(purchasedOn),
    effectiveDateTime: createdAt,
    lastUpdatedDateTime: updatedAt,
  };
}

export function presentReservation(reservation: ReservationView): ReservationBody {
  const { product, state, appliedScope } = reservation;
  return {
    id: reservationResourceId(reservation.orderId, reservation.id),
    name: reservation.id,
    type: 'microsoft.capacity/reservationOrders/reservations',
    location: product.region,
    etag: reservation.etag,
    sku: { name: product.skuName },
    properties: {
      reservedResourceType: product.resourceType,
      userFriendlyRenewState: renewStateOf(reservation),
      skuDescription: product.skuName,
      renew: reservation.renew,
      archived: false,
      // A return closes the reservation with the quantity returned; a sibling holds the rest (R-RET-2).
      quantity: reservation.returned?.quantity ?? reservation.quantity,
      appliedScopeType: appliedScope.type,
      ...scopeOf(reservation),
      displayName: reservation.displayName,
      provisioningState: state,
      term: product.term,
      displayProvisioningState: state,
      userFriendlyAppliedScopeType: friendlyScopeOf(reservation),
      ...datesOf(reservation),
      instanceFlexibility: reservation.instanceFlexibility,
      billingPlan: reservation.billingPlan,
      billingScopeId: `/subscriptions/${reservation.billingSubscriptionId}`,
      ...splitOf(reservation),
    },
  };
}
