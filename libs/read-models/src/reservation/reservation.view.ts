import {
  type AppliedScope,
  BILLING_PLANS,
  type BillingAccountId,
  billingAccountId,
  type BillingPlan,
  Calendar,
  type Day,
  type Instant,
  type Product,
  type RenewProperties,
  type ReportedUsage,
  RESOURCE_TYPES,
  type ReservationId,
  reservationId,
  type ReservationOrderId,
  reservationOrderId,
  type SubscriptionId,
  subscriptionId,
  TERMS,
} from '#ledger-core';
import { known } from '../schema/known';
import { type RowOf } from '../schema/table';
import { type reservationTable } from './reservation.entity';

export type ReservationRow = Omit<
  RowOf<typeof reservationTable>,
  'applied_scope' | 'renew_properties'
> &
  Readonly<{ applied_scope: AppliedScope; renew_properties: RenewProperties | null }>;

export const PROVISIONING_STATES = ['Succeeded', 'Cancelled', 'Expired'] as const;
export type ReservationProvisioningState = (typeof PROVISIONING_STATES)[number];

/** A reservation of another order, or of this one. */
export type ReservationPlaceView = Readonly<{
  orderId: ReservationOrderId;
  reservationId: ReservationId;
}>;

/** What a reservation's own row does not have: it stands in other rows. */
export type ReservationSurroundings = Readonly<{
  /** The latest days reported, the last first, as many as any figure looks at; empty when none ever was. */
  usage: readonly ReportedUsage[];
  /** The name of the subscription that a single scope is, or is in; absent for one that is linked to no account. */
  scopeName?: string;
  /** R-PUR-6: what it was bought in place of, and what was bought in its place. */
  renewSource?: ReservationPlaceView;
  renewDestination?: ReservationPlaceView;
}>;

/** R-ACC-3: a reservation as it is shown: its ids, what it covers, its scope, expiry, usage and renewal, and what became of it. */
export type ReservationView = Readonly<{
  id: ReservationId;
  orderId: ReservationOrderId;
  billingAccountId: BillingAccountId;
  product: Product;
  billingPlan: BillingPlan;
  quantity: number;
  displayName: string;
  billingSubscriptionId: SubscriptionId;
  appliedScope: AppliedScope;
  instanceFlexibility: 'On' | 'Off';
  renew: boolean;
  /** R-PUR-6: what is bought at expiry in place of the same again. */
  renewProperties?: RenewProperties;
  /** As its owner wrote it. */
  reviewDateTime?: string;
  purchasedOn: Day;
  expiresOn: Day;
  createdAt: Instant;
  updatedAt: Instant;
  state: ReservationProvisioningState;
  archived: boolean;
  etag: number;
  /** The number of the last instalment charged, and when the next is due; none after the last. */
  chargedInstalments: number;
  nextDueOn?: Day;
  splitSource?: ReservationId;
  splitDestinations: readonly ReservationId[];
  mergeSources: readonly ReservationId[];
  mergeDestination?: ReservationId;
  returned?: Readonly<{ on: Day; quantity: number; purpose: 'Refund' | 'Exchange' }>;
  /** R-PUR-6: why nothing was bought in its place when it expired. */
  notRenewedWhy?: string;
}> &
  ReservationSurroundings;

const ALONE: ReservationSurroundings = { usage: [] };

/** A reservation as its row says, with what other rows say of it. */
export function reservationView(
  row: ReservationRow,
  surroundings: ReservationSurroundings = ALONE,
): ReservationView {
  return {
    id: reservationId(row.id),
    orderId: reservationOrderId(row.order_id),
    billingAccountId: billingAccountId(row.billing_account_id),
    product: {
      resourceType: known(RESOURCE_TYPES, row.resource_type),
      skuName: row.sku_name,
      region: row.region,
      term: known(TERMS, row.term),
    },
    billingPlan: known(BILLING_PLANS, row.billing_plan),
    quantity: row.quantity,
    displayName: row.display_name,
    billingSubscriptionId: subscriptionId(row.billing_subscription_id),
    appliedScope: row.applied_scope,
    instanceFlexibility: known(['On', 'Off'], row.instance_flexibility),
    renew: row.renew,
    purchasedOn: Calendar.day(row.purchased_on),
    expiresOn: Calendar.day(row.expires_on),
    createdAt: Calendar.instant(row.created_at),
    updatedAt: Calendar.instant(row.updated_at),
    state: known(PROVISIONING_STATES, row.state),
    archived: row.archived,
    etag: Number(row.etag),
    chargedInstalments: row.charged_instalments,
    splitDestinations: row.split_destinations.map(reservationId),
    mergeSources: row.merge_sources.map(reservationId),
    ...whatMayBeAbsent(row),
    ...returnOf(row),
    ...surroundings,
  };
}

type MayBeAbsent = Pick<
  ReservationView,
  | 'renewProperties'
  | 'reviewDateTime'
  | 'nextDueOn'
  | 'splitSource'
  | 'mergeDestination'
  | 'notRenewedWhy'
>;

function whatMayBeAbsent(row: ReservationRow): MayBeAbsent {
  const { renew_properties: renewProperties, review_date_time: reviewDateTime } = row;
  const { not_renewed_why: notRenewedWhy } = row;
  return {
    ...(renewProperties === null ? {} : { renewProperties }),
    ...(reviewDateTime === null ? {} : { reviewDateTime }),
    ...(row.next_due_on === null ? {} : { nextDueOn: Calendar.day(row.next_due_on) }),
    ...(row.split_source === null ? {} : { splitSource: reservationId(row.split_source) }),
    ...(row.merge_destination === null
      ? {}
      : { mergeDestination: reservationId(row.merge_destination) }),
    ...(notRenewedWhy === null ? {} : { notRenewedWhy }),
  };
}

function returnOf(row: ReservationRow): Pick<ReservationView, 'returned'> | undefined {
  const { returned_on: on, returned_quantity: quantity, returned_for: purpose } = row;
  if (on === null || quantity === null || purpose === null) return undefined;
  const returned = {
    on: Calendar.day(on),
    quantity,
    purpose: known(['Refund', 'Exchange'], purpose),
  };
  return { returned };
}
