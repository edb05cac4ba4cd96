import { type BillingAccountId, type SubscriptionId } from '../billing-account/ids';
import { type Day } from '../kernel/calendar';
import { type SubscriptionEvent, type SubscriptionLinked } from './events';

/** Which account a subscription belongs to; none before its first event. */
export type SubscriptionState = Readonly<{ linkedTo?: BillingAccountId }>;

export type LinkSubscription = Readonly<{
  type: 'LinkSubscription';
  subscriptionId: SubscriptionId;
  billingAccountId: BillingAccountId;
  displayName: string;
}>;

export type SubscriptionRejection = Readonly<{
  code: 'SubscriptionOfAnotherAccount';
  subscriptionId: SubscriptionId;
}>;

export type SubscriptionDecision =
  | Readonly<{ outcome: 'accepted'; events: readonly SubscriptionEvent[] }>
  | Readonly<{ outcome: 'rejected'; rejection: SubscriptionRejection }>;

/** A subscription belongs to exactly one billing account (docs/policy-rules.md, "Words"). */
export function decideLink(
  command: LinkSubscription,
  state: SubscriptionState,
  on: Day,
): SubscriptionDecision {
  const { subscriptionId, billingAccountId, displayName } = command;
  if (state.linkedTo !== undefined && state.linkedTo !== billingAccountId)
    return {
      outcome: 'rejected',
      rejection: { code: 'SubscriptionOfAnotherAccount', subscriptionId },
    };
  const linked: SubscriptionLinked = {
    type: 'SubscriptionLinked',
    data: { subscriptionId, billingAccountId, displayName, linkedOn: on },
  };
  return { outcome: 'accepted', events: [linked] };
}

export function evolveSubscription(
  state: SubscriptionState,
  event: SubscriptionEvent,
): SubscriptionState {
  switch (event.type) {
    case 'SubscriptionLinked':
      return { linkedTo: event.data.billingAccountId };
    case 'OperationAccepted':
      return state;
  }
}
