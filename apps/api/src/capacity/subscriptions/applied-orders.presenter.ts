import { type ReservationOrderId, type SubscriptionId } from '#ledger-core';
import { type BodyOf } from '../../http/body-of';
import { type appliedOrdersAnswer } from './applied-orders.answer';

export type AppliedReservationsBody = BodyOf<typeof appliedOrdersAnswer>;

/** The orders by their ids, spelled as the real service spells them here. */
export function presentAppliedOrders(
  subscription: SubscriptionId,
  orders: readonly ReservationOrderId[],
  nextLink: string | undefined,
): AppliedReservationsBody {
  return {
    id: `/subscriptions/${subscription}/providers/microsoft.capacity/AppliedReservations/default`,
    name: 'default',
    type: 'Microsoft.Capacity/AppliedReservations',
    properties: {
      reservationOrderIds: {
        value: orders.map((order) => `/providers/Microsoft.Capacity/reservationorders/${order}`),
        ...(nextLink === undefined ? {} : { nextLink }),
      },
    },
  };
}
