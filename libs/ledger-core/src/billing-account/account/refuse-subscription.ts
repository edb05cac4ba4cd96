import { type ReservationToBuy, type SubscriptionAccounts } from '../commands';
import { type SubscriptionId } from '../ids';
import { type Rejection } from '../rejections';
import { type BillingAccount } from '../state/state';

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

/** The subscriptions that a purchase names: the one that is billed, and the one of its renewal. */
export function subscriptionsOf({
  billingSubscriptionId,
  renewProperties,
}: Pick<ReservationToBuy, 'billingSubscriptionId' | 'renewProperties'>): readonly (
  SubscriptionId | undefined
)[] {
  return [billingSubscriptionId, renewProperties?.billingSubscriptionId];
}
