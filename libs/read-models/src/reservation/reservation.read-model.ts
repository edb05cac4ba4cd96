import { type ReservationPurchased, type ReservationReturned } from '#ledger-core';
import {
  accountOf,
  etagAt,
  type EventContext,
  readModel,
  type RowChange,
} from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { reservationTable } from './reservation.entity';

type Row = RowOf<typeof reservationTable>;

/** One row a reservation, whatever became of it. */
export const reservations = readModel(reservationTable, {
  ReservationPurchased: (bought, context) => [{ change: 'upsert', row: first(bought, context) }],
  ChargeMade: ({ reservationId, instalment, nextDueOn }, context) => [
    {
      change: 'patch',
      key: { id: reservationId },
      columns: {
        charged_instalments: instalment,
        next_due_on: nextDueOn ?? null,
        ...changed(context),
      },
    },
  ],
  ReservationReturned: (returned, context) => [
    ...siblingOf(returned, context),
    {
      change: 'patch',
      key: { id: returned.reservationId },
      columns: {
        state: 'Cancelled',
        next_due_on: null,
        returned_on: returned.returnedOn,
        returned_quantity: returned.quantity,
        returned_for: returned.purpose,
        split_destinations: returned.sibling === undefined ? [] : [returned.sibling.reservationId],
        ...changed(context),
      },
    },
  ],
  ReservationExpired: ({ reservationId }, context) => [
    {
      change: 'patch',
      key: { id: reservationId },
      columns: { state: 'Expired', next_due_on: null, ...changed(context) },
    },
  ],
});

function first(bought: ReservationPurchased['data'], context: EventContext): Row {
  return {
    id: bought.reservationId,
    order_id: bought.orderId,
    billing_account_id: accountOf(context),
    position: String(context.revision),
    resource_type: bought.product.resourceType,
    sku_name: bought.product.skuName,
    region: bought.product.region,
    term: bought.product.term,
    billing_plan: bought.billingPlan,
    quantity: bought.quantity,
    display_name: bought.displayName,
    billing_subscription_id: bought.billingSubscriptionId,
    applied_scope: bought.appliedScope,
    instance_flexibility: bought.instanceFlexibility,
    renew: bought.renew,
    purchased_on: bought.purchasedOn,
    expires_on: bought.expiresOn,
    created_at: context.metadata.recordedAt,
    state: 'Succeeded',
    charged_instalments: 0,
    next_due_on: null,
    split_source: null,
    split_destinations: [],
    returned_on: null,
    returned_quantity: null,
    returned_for: null,
    ...changed(context),
  };
}

/** R-RET-2: what stays is a reservation of its own, like the closed one in all but id and quantity. */
function siblingOf(
  { reservationId, sibling }: ReservationReturned['data'],
  context: EventContext,
): readonly RowChange<Row>[] {
  if (sibling === undefined) return [];
  const columns = {
    quantity: sibling.quantity,
    position: String(context.revision),
    split_source: reservationId,
    split_destinations: [],
    created_at: context.metadata.recordedAt,
    ...changed(context),
  };
  const to = { id: sibling.reservationId };
  return [{ change: 'copy', from: { id: reservationId }, to, columns, whenMissing: 'fail' }];
}

function changed(context: EventContext): Pick<Row, 'etag' | 'updated_at'> {
  return { etag: etagAt(context), updated_at: context.metadata.recordedAt };
}
