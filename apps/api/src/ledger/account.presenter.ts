import { type Day, type Money } from '#ledger-core';
import { type AccountDetails, type AccountView, type SubscriptionView } from '#read-models';

export type AccountBody = Readonly<{
  id: string;
  agreementType: string;
  currency: string;
  displayName: string;
  tenantId?: string;
  partnerId?: string;
  paymentTermDays: number;
  payment: Readonly<{ method: string }>;
  openedOn: Day;
}>;

export type SubscriptionBody = Readonly<{
  subscriptionId: string;
  displayName: string;
  linkedOn: Day;
}>;

export type AccountDetailsBody = AccountBody &
  Readonly<{
    subscriptions: readonly SubscriptionBody[];
    balances: Readonly<{ on: Day; amountDue: Money.Money; retainedCredit: Money.Money }>;
  }>;

/** The account as it was opened. */
export function presentAccount({ paymentMethod, ...account }: AccountView): AccountBody {
  return { ...account, payment: { method: paymentMethod } };
}

export function presentSubscription(subscription: SubscriptionView): SubscriptionBody {
  const { id, displayName, linkedOn } = subscription;
  return { subscriptionId: id, displayName, linkedOn };
}

/** The account, its subscriptions, payment and balances of a day. */
export function presentAccountDetails(
  { account, subscriptions, balances }: AccountDetails,
  on: Day,
): AccountDetailsBody {
  return {
    ...presentAccount(account),
    subscriptions: subscriptions.map(presentSubscription),
    balances: { on, ...balances },
  };
}
