import { type BillingAccountId, type SubscriptionId } from '../billing-account/ids';
import { type OperationAccepted } from '../billing-account/events/account-events';
import { type Day } from '../kernel/calendar';

/** A subscription belongs to exactly one billing account; its stream says to which. */
export type SubscriptionLinked = Readonly<{
  type: 'SubscriptionLinked';
  data: Readonly<{
    subscriptionId: SubscriptionId;
    billingAccountId: BillingAccountId;
    displayName: string;
    linkedOn: Day;
  }>;
}>;

export type SubscriptionEvent = OperationAccepted | SubscriptionLinked;
export type SubscriptionEventType = SubscriptionEvent['type'];

export const SUBSCRIPTION_EVENT_TYPES: readonly SubscriptionEventType[] = [
  'OperationAccepted',
  'SubscriptionLinked',
];
