import { type Day, type Money } from '#ledger-core';
import {
  type AccountDetails,
  type AccountPaymentView,
  type AccountView,
  type SubscriptionView,
} from '#read-models';

type PaymentOf<Method> = Extract<AccountPaymentView, Readonly<{ method: Method }>>;

/** How the account pays, in the shape in which it is opened; of a prepayment with what is left of each term. */
export type PaymentBody =
  PaymentOf<'invoice'> | PaymentOf<'card'> | Omit<PaymentOf<'prepayment'>, 'available'>;

export type AccountBody = Readonly<{
  id: string;
  agreementType: string;
  currency: string;
  displayName: string;
  tenantId?: string;
  partnerId?: string;
  paymentTermDays: number;
  payment: PaymentBody;
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
    balances: Readonly<{
      on: Day;
      amountDue: Money.Money;
      retainedCredit: Money.Money;
      /** Of an enrolment: what can be drawn on the day, of refund credits and the current term. */
      prepayment?: Money.Money;
    }>;
  }>;

/** The account as it was opened, with how it pays. */
export function presentAccount(account: AccountView, payment: AccountPaymentView): AccountBody {
  return { ...account, payment: presentPayment(payment) };
}

function presentPayment(payment: AccountPaymentView): PaymentBody {
  if (payment.method !== 'prepayment') return payment;
  const { method, terms } = payment;
  return { method, terms };
}

export function presentSubscription(subscription: SubscriptionView): SubscriptionBody {
  const { id, displayName, linkedOn } = subscription;
  return { subscriptionId: id, displayName, linkedOn };
}

/** The account, its subscriptions, payment and balances of a day. */
export function presentAccountDetails(
  { account, subscriptions, balances }: AccountDetails,
  payment: AccountPaymentView,
  on: Day,
): AccountDetailsBody {
  const prepayment = payment.method === 'prepayment' ? { prepayment: payment.available } : {};
  return {
    ...presentAccount(account, payment),
    subscriptions: subscriptions.map(presentSubscription),
    balances: { on, ...balances, ...prepayment },
  };
}
