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
  /** R-RET-4: where the account that it is linked to has moved; absent when it has not. */
  transferredTo?: BillingAccountId;
}>;

export type SubscriptionRejection = Readonly<{
  code: 'SubscriptionOfAnotherAccount';
  subscriptionId: SubscriptionId;
}>;

export type SubscriptionDecision =
  | Readonly<{ outcome: 'accepted'; events: readonly SubscriptionEvent[] }>
  | Readonly<{ outcome: 'rejected'; rejection: SubscriptionRejection }>;

/**
 * A subscription belongs to exactly one billing account (docs/policy-rules.md, "Words"). When that account has moved it
 * is the new one's, and no longer the old one's (R-RET-4).
 */
export function decideLink(
  command: LinkSubscription,
  state: SubscriptionState,
  on: Day,
): SubscriptionDecision {
  const { subscriptionId, billingAccountId, displayName, transferredTo } = command;
  const owner = transferredTo ?? state.linkedTo;
  if (owner !== undefined && owner !== billingAccountId)
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
