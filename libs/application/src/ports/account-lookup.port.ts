import { type BillingAccountId, type ReservationOrderId, type SubscriptionId } from '#ledger-core';

/** Which account's stream something is in, as far as it is projected. */
export abstract class AccountLookup {
  abstract ofSubscription(id: SubscriptionId): Promise<BillingAccountId | undefined>;
  abstract ofOrder(id: ReservationOrderId): Promise<BillingAccountId | undefined>;
}
