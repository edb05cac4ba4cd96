import {
  type ReservationChanges,
  type ReservationPurchased,
  type ReservationReturned,
  type ReservationsMerged,
  type ReservationSplit,
} from '#ledger-core';
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
  ChargeMade: ({ reservationId, instalment, nextDueOn }, context) => {
    const columns = { charged_instalments: instalment, next_due_on: nextDueOn ?? null };
    return [patch(reservationId, columns, context)];
  },
  ReservationReturned: (returned, context) => [
    ...siblingOf(returned, context),
    patch(returned.reservationId, returnOf(returned), context),
  ],
  ReservationSplit: (split, context) => [
    ...split.destinations.map((each, n) => partOf(split, each, { context, n })),
    patch(
      split.reservationId,
      { ...CLOSED, split_destinations: split.destinations.map((each) => each.reservationId) },
      context,
    ),
  ],
  ReservationsMerged: (merged, context) => [
    ...merged.sources.slice(0, 1).map((source) => wholeOf(merged, source, context)),
    ...merged.sources.map((source) =>
      patch(source, { ...CLOSED, merge_destination: merged.destination.reservationId }, context),
    ),
  ],
  ReservationSwapped: ({ reservationId, toSkuName }, context) => [
    patch(reservationId, { sku_name: toSkuName }, context),
  ],
  ReservationUpdated: ({ reservationId, changes }, context) => [
    patch(reservationId, columnsOf(changes), context),
  ],
  ReservationArchived: ({ reservationId }, context) => [
    patch(reservationId, { archived: true }, context),
  ],
  ReservationUnarchived: ({ reservationId }, context) => [
    patch(reservationId, { archived: false }, context),
  ],
  ReservationExpired: ({ reservationId }, context) => [
    patch(reservationId, { state: 'Expired', next_due_on: null }, context),
  ],
  ReservationRenewed: ({ reservationId, newReservationId }, context) => [
    patch(reservationId, { renewed_by: newReservationId }, context),
  ],
  RenewalNotPossible: ({ reservationId, why }, context) => [
    patch(reservationId, { not_renewed_why: why }, context),
  ],
});

const CLOSED = { state: 'Cancelled', next_due_on: null };

/** What a reservation has at first, wherever it comes from. */
const NEW = {
  split_source: null,
  split_destinations: [],
  merge_sources: [],
  merge_destination: null,
  archived: false,
} satisfies Partial<Row>;

function first(bought: ReservationPurchased['data'], context: EventContext): Row {
  return {
    ...NEW,
    id: bought.reservationId,
    order_id: bought.orderId,
    billing_account_id: accountOf(context),
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
    renew_properties: bought.renewProperties ?? null,
    review_date_time: bought.reviewDateTime ?? null,
    purchased_on: bought.purchasedOn,
    expires_on: bought.expiresOn,
    state: 'Succeeded',
    charged_instalments: 0,
    next_due_on: null,
    returned_on: null,
    returned_quantity: null,
    returned_for: null,
    renewed_by: null,
    not_renewed_why: null,
    ...begun(context, 0),
  };
}

function returnOf(returned: ReservationReturned['data']): Partial<Row> {
  return {
    ...CLOSED,
    returned_on: returned.returnedOn,
    // R-RET-2: it becomes `Cancelled` with the quantity returned.
    quantity: returned.quantity,
    returned_quantity: returned.quantity,
    returned_for: returned.purpose,
    split_destinations: returned.sibling === undefined ? [] : [returned.sibling.reservationId],
  };
}

/** R-RET-2: what stays is a reservation of its own, like the closed one in all but id and quantity. */
function siblingOf(
  { reservationId, sibling }: ReservationReturned['data'],
  context: EventContext,
): readonly RowChange<Row>[] {
  if (sibling === undefined) return [];
  const own = { quantity: sibling.quantity, split_source: reservationId };
  return [copy(reservationId, sibling.reservationId, { ...own, ...begun(context, 0) })];
}

function partOf(
  { reservationId }: ReservationSplit['data'],
  part: ReservationSplit['data']['destinations'][number],
  { context, n }: Readonly<{ context: EventContext; n: number }>,
): RowChange<Row> {
  const own = {
    quantity: part.quantity,
    display_name: part.displayName,
    split_source: reservationId,
  };
  return copy(reservationId, part.reservationId, { ...own, ...begun(context, n) });
}

/** The dates, the product and the schedule are those of every source; what may differ the event says. */
function wholeOf(
  { sources, destination }: ReservationsMerged['data'],
  source: string,
  context: EventContext,
): RowChange<Row> {
  const own = {
    quantity: destination.quantity,
    display_name: destination.displayName,
    billing_subscription_id: destination.billingSubscriptionId,
    applied_scope: destination.appliedScope,
    instance_flexibility: destination.instanceFlexibility,
    renew: destination.renew,
    merge_sources: sources,
  };
  return copy(source, destination.reservationId, { ...own, ...begun(context, 0) });
}

/** R-PUR-6: whatever comes out of a reservation keeps `renew` and drops the renew properties. */
function copy(from: string, to: string, columns: Partial<Row>): RowChange<Row> {
  const own = { ...NEW, renew_properties: null, ...columns };
  return { change: 'copy', from: { id: from }, to: { id: to }, columns: own, whenMissing: 'fail' };
}

function patch(id: string, columns: Partial<Row>, context: EventContext): RowChange<Row> {
  return { change: 'patch', key: { id }, columns: { ...columns, ...changed(context) } };
}

function columnsOf(changes: ReservationChanges): Partial<Row> {
  const columns = {
    display_name: changes.displayName,
    applied_scope: changes.appliedScope,
    billing_subscription_id: changes.billingSubscriptionId,
    instance_flexibility: changes.instanceFlexibility,
    renew: changes.renew,
    renew_properties: changes.renewProperties,
    review_date_time: changes.reviewDateTime,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

function begun(
  context: EventContext,
  n: number,
): Pick<Row, 'position' | 'log_position' | 'n' | 'created_at' | 'etag' | 'updated_at'> {
  return {
    position: String(context.revision),
    log_position: String(context.position),
    n,
    created_at: context.metadata.recordedAt,
    ...changed(context),
  };
}

function changed(context: EventContext): Pick<Row, 'etag' | 'updated_at'> {
  return { etag: etagAt(context), updated_at: context.metadata.recordedAt };
}
