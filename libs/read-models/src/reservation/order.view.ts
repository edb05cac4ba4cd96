import {
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
  type ReservationId,
  reservationId,
  type ReservationOrderId,
  reservationOrderId,
  type SubscriptionId,
  subscriptionId,
  type TenantId,
  tenantId,
  TERMS,
} from '#ledger-core';
import { known } from '../schema/known';
import { type RowOf } from '../schema/table';
import { type chargeTable } from './charge.entity';
import { type reservationOrderTable } from './reservation-order.entity';
import { type ReservationProvisioningState, type ReservationView } from './reservation.view';

export type OrderRow = RowOf<typeof reservationOrderTable>;
export type ChargeRow = RowOf<typeof chargeTable>;

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
  /** The directory it is dealt with in, where that is not its account's. */
  tenantId?: TenantId;
  purchasedOn: Day;
  expiresOn: Day;
  requestedAt: Instant;
  /** Of one unit over the whole term. */
  unitPrice: Money.Money;
  /** The same in the currency of the price list. */
  listUnitPrice: Money.Money;
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
    ...(row.tenant_id === null ? {} : { tenantId: tenantId(row.tenant_id) }),
    purchasedOn: Calendar.day(row.purchased_on),
    expiresOn: Calendar.day(row.expires_on),
    requestedAt: Calendar.instant(row.requested_at),
    unitPrice: Money.money(currency, row.unit_price),
    listUnitPrice: Money.money(Money.currency(row.list_currency), row.list_unit_price),
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
