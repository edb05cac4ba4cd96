import { type ReservationOrderId } from '#ledger-core';
import {
  accountOf,
  etagAt,
  type EventContext,
  readModel,
  type RowChange,
} from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { reservationOrderTable } from './reservation-order.entity';

/** One row an order. What happens to its reservations changes its etag and nothing else here. */
export const reservationOrders = readModel(reservationOrderTable, {
  ReservationPurchased: (bought, context) => [
    {
      change: 'upsert',
      row: {
        id: bought.orderId,
        billing_account_id: accountOf(context),
        order_number: bought.orderNumber,
        log_position: String(context.position),
        display_name: bought.displayName,
        term: bought.product.term,
        billing_plan: bought.billingPlan,
        original_quantity: bought.quantity,
        billing_subscription_id: bought.billingSubscriptionId,
        purchased_on: bought.purchasedOn,
        expires_on: bought.expiresOn,
        requested_at: context.metadata.recordedAt,
        currency: bought.unitPrice.currency,
        unit_price: bought.unitPrice.amount,
        commitment: bought.commitment.amount,
        list_currency: bought.listPrice.unitPrice.currency,
        list_unit_price: bought.listPrice.unitPrice.amount,
        instalment_count: bought.instalments.count,
        instalment_base: bought.instalments.base.amount,
        instalment_extra: bought.instalments.extra,
        purchase_of: bought.purchaseOf,
        explanation: bought.explanation,
        tenant_id: bought.tenantId ?? null,
        etag: etagAt(context),
      },
    },
  ],
  ReservationReturned: touched,
  ReservationSplit: touched,
  ReservationsMerged: touched,
  ReservationSwapped: touched,
  ReservationUpdated: touched,
  ReservationArchived: touched,
  ReservationUnarchived: touched,
  ReservationExpired: touched,
  OrderDirectoryChanged: ({ orderId, tenantId }, context) => [
    {
      change: 'patch',
      key: { id: orderId },
      columns: { tenant_id: tenantId, etag: etagAt(context) },
    },
  ],
  ReservationRenewed: touched,
  RenewalNotPossible: touched,
});

function touched(
  { orderId }: Readonly<{ orderId: ReservationOrderId }>,
  context: EventContext,
): readonly RowChange<RowOf<typeof reservationOrderTable>>[] {
  return [{ change: 'patch', key: { id: orderId }, columns: { etag: etagAt(context) } }];
}
