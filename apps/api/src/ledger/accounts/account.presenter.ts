import { type Day } from '#ledger-core';
import {
  type AccountDetails,
  type AccountMove,
  type AccountPaymentView,
  type AccountView,
  type ParkedStream,
  type SubscriptionView,
} from '#read-models';
import { type AccountListDto } from './account-list.answer';
import { type BillingAccountDetailsDto, type BillingAccountDto } from './billing-account.answer';
import { type BodyOf } from '../../http/body-of';

/** How the account pays, in the shape in which it is opened; of a prepayment with what is left of each term. */
type PaymentBody = AccountBody['payment'];
export type AccountBody = BodyOf<typeof BillingAccountDto>;
type SubscriptionBody = AccountDetailsBody['subscriptions'][number];
export type AccountDetailsBody = BodyOf<typeof BillingAccountDetailsDto>;

type ParkedBody = NonNullable<AccountDetailsBody['parked']>;

/** An account in the list of all: what its payment holds is told of one account. */
type ListedAccountBody = AccountListBody['value'][number];
export type AccountListBody = BodyOf<typeof AccountListDto>;

/** The account as it was opened, with how it pays. */
export function presentAccount(account: AccountView, payment: AccountPaymentView): AccountBody {
  return { ...account, payment: presentPayment(payment) };
}

export function presentListedAccount(account: AccountView): ListedAccountBody {
  return { ...account, payment: { method: account.payment.method } };
}

function presentPayment(payment: AccountPaymentView): PaymentBody {
  if (payment.method !== 'prepayment') return payment;
  const { method, terms } = payment;
  return { method, terms };
}

function presentSubscription(subscription: SubscriptionView): SubscriptionBody {
  const { id, displayName, linkedOn } = subscription;
  return { subscriptionId: id, displayName, linkedOn };
}

/** Since when the account is parked, and why: amounts beside it may not be the last. */
function presentParked({ revision, reason, parkedAt }: ParkedStream): ParkedBody {
  return { revision: String(revision), reason, since: parkedAt };
}

/** The account, its subscriptions, payment and balances of a day. */
export function presentAccountDetails(
  {
    account,
    subscriptions,
    balances,
    movedTo,
    parked,
  }: AccountDetails &
    Readonly<{ movedTo: AccountMove | undefined; parked: ParkedStream | undefined }>,
  payment: AccountPaymentView,
  on: Day,
): AccountDetailsBody {
  const prepayment = payment.method === 'prepayment' ? { prepayment: payment.available } : {};
  return {
    ...presentAccount(account, payment),
    ...(movedTo === undefined ? {} : { movedTo }),
    ...(parked === undefined ? {} : { parked: presentParked(parked) }),
    subscriptions: subscriptions.map(presentSubscription),
    balances: { on, ...balances, ...prepayment },
  };
}
