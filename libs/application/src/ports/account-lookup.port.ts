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

  /** Many at once, each in one look-up; what is not projected is not in the map. */
  abstract ofSubscriptions(
    ids: readonly SubscriptionId[],
  ): Promise<ReadonlyMap<SubscriptionId, BillingAccountId>>;
  abstract ofOrders(
    ids: readonly ReservationOrderId[],
  ): Promise<ReadonlyMap<ReservationOrderId, BillingAccountId>>;
  /** For callers who name reservations without their orders. */
  abstract ofReservations(
    ids: readonly ReservationId[],
  ): Promise<ReadonlyMap<ReservationId, ReservationPlace>>;
}
