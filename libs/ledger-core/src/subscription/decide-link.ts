import { type BillingAccountId, type SubscriptionId } from '../billing-account/ids';
import { type Day } from '../kernel/calendar';
import { type SubscriptionEvent, type SubscriptionLinked } from './events';

/** Which account a subscription belongs to, and since when; none before its first event. */
export type SubscriptionState = Readonly<{ linked?: Readonly<{ to: BillingAccountId; on: Day }> }>;

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
  | Readonly<{ outcome: 'accepted'; events: readonly [SubscriptionLinked] }>
  | Readonly<{ outcome: 'rejected'; rejection: SubscriptionRejection }>;

/**
 * A subscription belongs to exactly one billing account (docs/policy-rules.md, "Words"). When that account has moved it
 * is the new one's, and no longer the old one's (R-RET-4). Linked again to the account it has, it keeps the day of that link.
 */
export function decideLink(
  command: LinkSubscription,
  state: SubscriptionState,
  on: Day,
): SubscriptionDecision {
  const { subscriptionId, billingAccountId, displayName, transferredTo } = command;
  const { linked } = state;
  const owner = transferredTo ?? linked?.to;
  if (owner !== undefined && owner !== billingAccountId)
    return {
      outcome: 'rejected',
      rejection: { code: 'SubscriptionOfAnotherAccount', subscriptionId },
    };
  const linkedOn = linked?.to === billingAccountId ? linked.on : on;
  const link: SubscriptionLinked = {
    type: 'SubscriptionLinked',
    data: { subscriptionId, billingAccountId, displayName, linkedOn },
  };
  return { outcome: 'accepted', events: [link] };
}

/** Copies one fact of a subscription's stream. */
export function evolveSubscription(
  state: SubscriptionState,
  event: SubscriptionEvent,
): SubscriptionState {
  switch (event.type) {
    case 'SubscriptionLinked': {
      const { billingAccountId: to, linkedOn: on } = event.data;
      // The first day stands, also where an earlier link to the same account was written with a later one.
      return state.linked?.to === to ? state : { linked: { to, on } };
    }
    case 'OperationAccepted':
      return state;
  }
}
