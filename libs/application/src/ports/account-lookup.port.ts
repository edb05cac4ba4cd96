import {
  type BillingAccountId,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionId,
} from '#ledger-core';

/** Where a reservation is. */
export type ReservationPlace = Readonly<{
  billingAccountId: BillingAccountId;
  orderId: ReservationOrderId;
}>;

/** Which account's stream something is in, as far as it is projected. */
export abstract class AccountLookup {
  abstract ofSubscription(id: SubscriptionId): Promise<BillingAccountId | undefined>;
  abstract ofOrder(id: ReservationOrderId): Promise<BillingAccountId | undefined>;
  /** For callers who name a reservation without its order. */
  abstract ofReservation(id: ReservationId): Promise<ReservationPlace | undefined>;

  /** Many at once, each in one look-up; what is not projected is not in the map. */
  abstract ofSubscriptions(
    ids: readonly SubscriptionId[],
  ): Promise<ReadonlyMap<SubscriptionId, BillingAccountId>>;
  abstract ofOrders(
    ids: readonly ReservationOrderId[],
  ): Promise<ReadonlyMap<ReservationOrderId, BillingAccountId>>;
  abstract ofReservations(
    ids: readonly ReservationId[],
  ): Promise<ReadonlyMap<ReservationId, ReservationPlace>>;
}
