import { type PurchasedReservation, type PurchaseRequest } from '#application';
import { Calendar } from '#ledger-core';
import { type ChargeView, type OrderView } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import { type newOrderAnswer, type orderAnswer } from './order.answer';
import { presentPlan } from './plan.presenter';
import { orderResourceId, reservationResourceId } from '../resource-id';

export type OrderBody = BodyOf<typeof orderAnswer>;
export type NewOrderBody = BodyOf<typeof newOrderAnswer>;

const FIRST_ETAG = 1;

function billingAccountResourceId(account: string): string {
  return `/providers/Microsoft.Billing/billingAccounts/${account}`;
}

function frameOf(id: OrderView['id'], etag: number): Omit<OrderBody, 'properties'> {
  return { id: orderResourceId(id), name: id, type: 'microsoft.capacity/reservationOrders', etag };
}

/** An order as it stands; with its charges also the schedule of its payments. */
export function presentOrder(order: OrderView, charges?: readonly ChargeView[]): OrderBody {
  return {
    ...frameOf(order.id, order.etag),
    properties: {
      displayName: order.displayName,
      requestDateTime: order.requestedAt,
      createdDateTime: order.requestedAt,
      benefitStartTime: Calendar.startOf(order.purchasedOn),
      expiryDate: order.expiresOn,
      expiryDateTime: Calendar.startOf(order.expiresOn),
      term: order.term,
      billingPlan: order.billingPlan,
      provisioningState: order.state,
      ...reviewOf(order),
      originalQuantity: order.originalQuantity,
      billingAccountId: billingAccountResourceId(order.billingAccountId),
      reservations: order.reservations.map(({ id }) => ({
        id: reservationResourceId(order.id, id),
      })),
      ...(charges === undefined ? {} : { planInformation: presentPlan(order, charges) }),
    },
  };
}

/** Reservations are reviewed, and the order with them: by the first that is active. */
function reviewOf({ reservations }: OrderView): Pick<OrderBody['properties'], 'reviewDateTime'> {
  const active = reservations.filter(({ state }) => state === 'Succeeded');
  const review = active.find(({ reviewDateTime }) => reviewDateTime !== undefined);
  return review?.reviewDateTime === undefined ? {} : { reviewDateTime: review.reviewDateTime };
}

/** An order that was just bought and is not in the tables yet. */
export function presentNewOrder(
  { orderId, reservationId, billingAccountId }: PurchasedReservation,
  { displayName, term, billingPlan, quantity }: PurchaseRequest,
): NewOrderBody {
  return {
    ...frameOf(orderId, FIRST_ETAG),
    properties: {
      ...(displayName === undefined ? {} : { displayName }),
      term,
      billingPlan,
      provisioningState: 'Creating',
      originalQuantity: quantity,
      billingAccountId: billingAccountResourceId(billingAccountId),
      reservations: [{ id: reservationResourceId(orderId, reservationId) }],
    },
  };
}
