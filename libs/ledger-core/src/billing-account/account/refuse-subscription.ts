import { type ReservationToBuy, type SubscriptionAccounts } from '../commands';
import { type AppliedScope } from '../events/reservation-events';
import { isGuid, type SubscriptionId, subscriptionId } from '../ids';
import { type Rejection } from '../rejections';
import { type BillingAccount } from '../state/state';

/** What a purchase names subscriptions by. */
export type NamedByPurchase = Pick<
  ReservationToBuy,
  'billingSubscriptionId' | 'appliedScope' | 'renewProperties'
>;

/** R-ACC-3, R-EXC-8: only subscriptions of the same billing account; another account's, or an unknown one, is refused. */
export function refusalOfSubscriptions(
  { opened }: BillingAccount,
  named: readonly (SubscriptionId | undefined)[],
  accountOf: SubscriptionAccounts,
): Rejection | undefined {
  const isForeign = (id: SubscriptionId): boolean => accountOf.get(id) !== opened?.billingAccountId;
  const subscriptionId = named.filter((id) => id !== undefined).find(isForeign);
  return subscriptionId === undefined
    ? undefined
    : { code: 'SubscriptionNotOfAccount', subscriptionId };
}

const IN_SUBSCRIPTION = /^\/subscriptions\/([^/]+)(?:\/.*)?$/i;

/** The subscription that a scope is, or that its resource group is in; undefined for one that names none. */
export function subscriptionOfScope(scope: string): SubscriptionId | undefined {
  const named = IN_SUBSCRIPTION.exec(scope)?.[1] ?? scope;
  return isGuid(named) ? subscriptionId(named) : undefined;
}

/** The subscriptions that a scope names, or that what it names is in. */
export function subscriptionsInScope(applied: AppliedScope | undefined): readonly SubscriptionId[] {
  if (applied?.type !== 'Single') return [];
  return applied.scopes.map(subscriptionOfScope).filter((id) => id !== undefined);
}

/** R-ACC-3: a reservation may be used by subscriptions and resource groups of its own billing account only. */
function refusalOfScope(
  { opened }: BillingAccount,
  applied: AppliedScope | undefined,
  accountOf: SubscriptionAccounts,
): Rejection | undefined {
  if (applied?.type !== 'Single') return undefined;
  const scope = applied.scopes.find((each) => {
    const subscription = subscriptionOfScope(each);
    return subscription === undefined || accountOf.get(subscription) !== opened?.billingAccountId;
  });
  return scope === undefined ? undefined : { code: 'ScopeNotOfAccount', scope };
}

/** R-ACC-3: what a purchase and its renewal are billed to and apply to is of the account that buys. */
export function refusalOfPurchaseFor(
  state: BillingAccount,
  item: NamedByPurchase,
  accountOf: SubscriptionAccounts,
): Rejection | undefined {
  return (
    refusalOfSubscriptions(state, subscriptionsOf(item), accountOf) ??
    refusalOfScopes(state, item, accountOf)
  );
}

/** R-ACC-3: the scopes alone. */
export function refusalOfScopes(
  state: BillingAccount,
  { appliedScope, renewProperties }: Partial<NamedByPurchase>,
  accountOf: SubscriptionAccounts,
): Rejection | undefined {
  return (
    refusalOfScope(state, appliedScope, accountOf) ??
    refusalOfScope(state, renewProperties?.appliedScope, accountOf)
  );
}

/** The subscriptions that are billed: the one that is named, and the one of the renewal. */
export function subscriptionsOf({
  billingSubscriptionId,
  renewProperties,
}: Partial<NamedByPurchase>): readonly (SubscriptionId | undefined)[] {
  return [billingSubscriptionId, renewProperties?.billingSubscriptionId];
}
