import { listed } from './money-text';
import { type RejectionOf, type RejectionRows } from './rejection-row';

type NotMergeable = RejectionOf<'ReservationsNotMergeable'>;

const MERGE_SAYS: Readonly<Record<NotMergeable['why'], string>> = {
  TooFew: 'name two reservations or more',
  TooMany: 'name fewer reservations at a time',
  NamedTwice: 'name each reservation once',
  ProductsDiffer: 'only reservations that cover the same product become one',
  PaymentMethodsDiffer:
    'only reservations whose last charges were paid by the same method become one',
};

/** More than these are counted, not named. */
const NAMED_MAX = 10;

function partsSaid(quantities: readonly number[]): string {
  if (quantities.length === 0) return 'no parts';
  return quantities.length > NAMED_MAX
    ? `these ${quantities.length} parts`
    : listed(quantities.map(String));
}

function sourcesSaid(sources: NotMergeable['sources']): string {
  if (sources.length === 0) return 'An empty list';
  return sources.length > NAMED_MAX
    ? `These ${sources.length} reservations`
    : `The reservations ${listed(sources)}`;
}

/** Owners, and what is done with a reservation without paper or charge (R-ACC-1, R-ACC-3, R-RET-2, R-EXC-6, R-PUR-6). */
export const RESERVATION_REJECTIONS = {
  LastOwner: {
    status: 409,
    azureCode: 'BadRequest',
    rule: 'R-ACC-1',
    says: ({ orderId, owner }) =>
      `${owner} is the last Owner of the reservation order ${orderId}; add another first.`,
  },
  OwnerUnknown: {
    status: 404,
    azureCode: 'BadRequest',
    rule: 'R-ACC-1',
    says: ({ orderId, owner }) => `${owner} is no Owner of the reservation order ${orderId}.`,
  },
  ReservationStillActive: {
    status: 409,
    azureCode: 'OperationCannotBePerformedInCurrentState',
    says: ({ reservationId }) =>
      `The reservation ${reservationId} is active; only one that is cancelled or expired can be archived.`,
  },
  InvalidSplit: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-RET-2',
    field: () => 'properties.quantities',
    says: ({ reservationId, quantities, quantity, partsMax }) =>
      `The reservation ${reservationId} cannot be split into ${partsSaid(quantities)}; 2 to ${partsMax} whole numbers from 1 that sum to ${quantity} can.`,
  },
  ReservationsNotMergeable: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-RET-2',
    field: () => 'properties.sources',
    says: ({ why, sources, sourcesMax }) =>
      `${sourcesSaid(sources)} cannot be merged: ${MERGE_SAYS[why]}${why === 'TooMany' ? `, at most ${sourcesMax}` : ''}.`,
  },
  NoSuchTwin: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-EXC-6',
    field: () => 'armSkuName',
    says: ({ reservationId, skuName, accepted }) =>
      accepted === undefined
        ? `The reservation ${reservationId} has no premium-storage twin; exchange it for ${skuName}.`
        : `The reservation ${reservationId} can be swapped to ${accepted} only; exchange it for ${skuName}.`,
  },
  SubscriptionNotOfAccount: {
    status: 400,
    azureCode: 'InvalidSubscriptionId',
    rule: 'R-ACC-3',
    says: ({ subscriptionId }) =>
      `The subscription ${subscriptionId} is not one of the billing account that bought the reservation; name one that is.`,
  },
  ScopeNotOfAccount: {
    status: 400,
    azureCode: 'AppliedScopesNotAssociatedWithCommerceAccount',
    rule: 'R-ACC-3',
    field: () => 'properties.appliedScopes',
    says: ({ scope }) =>
      `The scope ${scope} is no subscription of the billing account that bought the reservation, and in none; name one that is.`,
  },
  ReservationUnchanged: {
    status: 400,
    azureCode: 'PatchValuesSameAsExisting',
    says: ({ reservationId }) =>
      `The reservation ${reservationId} has all that was given already; give at least one value that differs.`,
  },
  AppliedScopeUnchanged: {
    status: 400,
    azureCode: 'AppliedScopesSameAsExisting',
    field: () => 'properties.appliedScopes',
    says: ({ reservationId }) =>
      `The reservation ${reservationId} applies to this scope already; give another.`,
  },
  InvalidRenewal: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-6',
    field: ({ field }) => `properties.renewProperties.purchaseProperties.properties.${field}`,
    says: ({ field, accepted }) =>
      `The ${field} of the renewal cannot be sold; ${accepted} would be accepted.`,
  },
} as const satisfies Partial<RejectionRows>;
