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
}
