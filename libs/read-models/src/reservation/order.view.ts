import {
  type AppliedScope,
  BILLING_PLANS,
  type BillingAccountId,
  billingAccountId,
  type BillingPlan,
  Calendar,
  type Day,
  type DocumentNumber,
  documentNumber,
  type Instalments,
  type Instant,
  Money,
  type PrincipalId,
  type Product,
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
import { type chargeTable } from './charge.entity';
import { type reservationOrderTable } from './reservation-order.entity';
import { type reservationTable } from './reservation.entity';

export type OrderRow = RowOf<typeof reservationOrderTable>;
export type ReservationRow = Omit<RowOf<typeof reservationTable>, 'applied_scope'> &
  Readonly<{ applied_scope: AppliedScope }>;
export type ChargeRow = RowOf<typeof chargeTable>;

const STATES = ['Succeeded', 'Cancelled', 'Expired'] as const;
export type ReservationProvisioningState = (typeof STATES)[number];

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
  purchasedOn: Day;
  expiresOn: Day;
  createdAt: Instant;
  updatedAt: Instant;
  state: ReservationProvisioningState;
  etag: number;
  /** The number of the last instalment charged, and when the next is due; none after the last. */
  chargedInstalments: number;
  nextDueOn?: Day;
  splitSource?: ReservationId;
  splitDestinations: readonly ReservationId[];
  returned?: Readonly<{ on: Day; quantity: number; purpose: 'Refund' | 'Exchange' }>;
}>;

export type ChargeView = Readonly<{
  reservationId: ReservationId;
  instalment: number;
  chargedOn: Day;
  periodFrom: Day;
  periodTo: Day;
  quantity: number;
  amount: Money.Money;
  invoice?: DocumentNumber;
}>;

export type OrderView = Readonly<{
  id: ReservationOrderId;
  billingAccountId: BillingAccountId;
  orderNumber: number;
  displayName: string;
  term: Product['term'];
  billingPlan: BillingPlan;
  originalQuantity: number;
  billingSubscriptionId: SubscriptionId;
  purchasedOn: Day;
  expiresOn: Day;
  requestedAt: Instant;
  /** Of one unit over the whole term. */
  unitPrice: Money.Money;
  commitment: Money.Money;
  /** Of one unit. */
  instalments: Instalments;
  etag: number;
  /** 'Succeeded' as long as one reservation is active. */
  state: ReservationProvisioningState;
  /** In the order in which they came to be. */
  reservations: readonly ReservationView[];
  owners: readonly PrincipalId[];
}>;

/** An order with what belongs to it. */
export function orderView(
  row: OrderRow,
  reservations: readonly ReservationView[],
  owners: readonly PrincipalId[],
): OrderView {
  const currency = Money.currency(row.currency);
  return {
    id: reservationOrderId(row.id),
    billingAccountId: billingAccountId(row.billing_account_id),
    orderNumber: row.order_number,
    displayName: row.display_name,
    term: known(TERMS, row.term),
    billingPlan: known(BILLING_PLANS, row.billing_plan),
    originalQuantity: row.original_quantity,
    billingSubscriptionId: subscriptionId(row.billing_subscription_id),
    purchasedOn: Calendar.day(row.purchased_on),
    expiresOn: Calendar.day(row.expires_on),
    requestedAt: Calendar.instant(row.requested_at),
    unitPrice: Money.money(currency, row.unit_price),
    commitment: Money.money(currency, row.commitment),
    instalments: {
      count: row.instalment_count,
      base: Money.money(currency, row.instalment_base),
      extra: row.instalment_extra,
    },
    etag: Number(row.etag),
    state: stateOf(reservations),
    reservations,
    owners,
  };
}

function stateOf(reservations: readonly ReservationView[]): ReservationProvisioningState {
  const states = new Set(reservations.map(({ state }) => state));
  if (states.has('Succeeded')) return 'Succeeded';
  return states.has('Expired') ? 'Expired' : 'Cancelled';
}

/** A reservation as its row says. */
export function reservationView(row: ReservationRow): ReservationView {
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
    state: known(STATES, row.state),
    etag: Number(row.etag),
    chargedInstalments: row.charged_instalments,
    ...(row.next_due_on === null ? {} : { nextDueOn: Calendar.day(row.next_due_on) }),
    ...(row.split_source === null ? {} : { splitSource: reservationId(row.split_source) }),
    splitDestinations: row.split_destinations.map(reservationId),
    ...returnOf(row),
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

/** A charge as its row says. */
export function chargeView(row: ChargeRow): ChargeView {
  return {
    reservationId: reservationId(row.reservation_id),
    instalment: row.instalment,
    chargedOn: Calendar.day(row.charged_on),
    periodFrom: Calendar.day(row.period_from),
    periodTo: Calendar.day(row.period_to),
    quantity: row.quantity,
    amount: Money.money(Money.currency(row.currency), row.amount),
    ...(row.invoice === null ? {} : { invoice: documentNumber(row.invoice) }),
  };
}
