import { said } from './money-text';
import { type RejectionRows } from './rejection-row';

/** Accounts, subscriptions, payments and the calls of operators. */
export const ACCOUNT_REJECTIONS = {
  BillingAccountUnknown: {
    status: 404,
    azureCode: 'BadRequest',
    says: ({ billingAccountId }) =>
      billingAccountId === undefined
        ? 'There is no such billing account; open it with POST /ledger/v1/billingAccounts.'
        : `There is no billing account ${billingAccountId}; open it with POST /ledger/v1/billingAccounts.`,
  },
  BillingAccountExists: {
    status: 409,
    azureCode: 'BadRequest',
    field: () => 'id',
    says: ({ billingAccountId }) =>
      `The billing account ${billingAccountId} exists with other particulars; choose another id, or send the body it was opened with.`,
  },
  PaymentMethodNotOfAgreement: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-4',
    field: () => 'payment.method',
    says: ({ agreementType, accepted }) =>
      `An account of type ${agreementType} pays by ${accepted.join(' or ')}; send a payment of that method, or another agreementType.`,
  },
  CustomerMayBuyNotOfAgreement: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-3',
    field: () => 'customerMayBuy',
    says: ({ agreementType }) =>
      `Only a partner says whether its customer may buy; leave customerMayBuy out of an account of type ${agreementType}.`,
  },
  PaymentMethodOfAccount: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-4',
    says: ({ method, accepted }) =>
      `The account pays by ${method}; this is for accounts that pay by ${accepted}.`,
  },
  PrepaymentTermExists: {
    status: 409,
    azureCode: 'BadRequest',
    rule: 'R-OUT-1',
    says: ({ termId }) =>
      `The account has a prepayment term ${termId}; choose another id for a new one.`,
  },
  PrepaymentTermsOverlap: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-OUT-1',
    says: ({ termId, with: other, from, to }) =>
      `The prepayment term ${termId} overlaps ${other}, which lasts from ${from} to before ${to}; terms of an account do not overlap.`,
  },
  PrepaymentTermEmpty: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-OUT-1',
    says: ({ termId, from, to }) =>
      `The prepayment term ${termId} begins on ${from} and lasts to before ${to}: give a later end.`,
  },
  PrepaymentNotPositive: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-OUT-1',
    says: ({ termId, amount }) =>
      `A prepayment is more than 0; ${said(amount)} was given for the term ${termId}.`,
  },
  PrepaymentInAnotherCurrency: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-OUT-1',
    says: ({ currency, accepted }) =>
      `The account is billed in ${accepted}; it cannot be paid in advance in ${currency}.`,
  },
  SubscriptionOfAnotherAccount: {
    status: 409,
    azureCode: 'InvalidSubscriptionId',
    field: () => 'subscriptionId',
    says: ({ subscriptionId }) =>
      `The subscription ${subscriptionId} belongs to another billing account, and to one only.`,
  },
  SubscriptionUnknown: {
    status: 400,
    azureCode: 'InvalidSubscriptionId',
    field: () => 'properties.billingScopeId',
    says: ({ subscriptionId }) =>
      `The subscription ${subscriptionId} belongs to no billing account; link it with POST /ledger/v1/billingAccounts/{account}/subscriptions.`,
  },
  PrincipalOfAnotherTenant: {
    status: 403,
    code: 'AuthorizationFailed',
    azureCode: 'AuthorizationFailed',
    says: () =>
      'The billing account of this subscription is open to principals of its own tenant and to agents of its own partner only; use a token of that tenant.',
  },
  InvoiceUnknown: {
    status: 404,
    azureCode: 'BadRequest',
    field: () => 'invoiceNumber',
    says: ({ invoice }) => `The account has no invoice ${invoice}.`,
  },
  PaymentNotPositive: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'amount.amount',
    says: ({ amount }) => `A payment is more than 0; ${said(amount)} was given.`,
  },
  PaymentInAnotherCurrency: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'amount.currency',
    says: ({ currency, accepted }) =>
      `The account is billed in ${accepted}; a payment in ${currency} cannot be recorded.`,
  },
  PaymentInTheFuture: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'paidOn',
    says: ({ paidOn, today }) => `Business today is ${today}; ${paidOn} is yet to come.`,
  },
  KeyReused: {
    status: 409,
    azureCode: 'BadRequest',
    field: () => 'Idempotency-Key',
    says: () =>
      'This Idempotency-Key was used in the same place with another body; a new request needs a new key.',
  },
  OperationTooLarge: {
    status: 413,
    azureCode: 'BadRequest',
    says: ({ bytes, limit }) =>
      `The operation would be written as ${bytes} bytes, over the limit of ${limit}; ask for less at a time.`,
  },
  ClockBackwards: {
    status: 409,
    azureCode: 'BadRequest',
    field: () => 'to',
    rule: 'R-TIM-2',
    says: ({ now }) => `The clock stands at ${now} and never goes back; give a later instant.`,
  },
  NoTestClock: {
    status: 409,
    azureCode: 'BadRequest',
    rule: 'R-TIM-2',
    says: () =>
      "Business time is the machine's: this system was started without a test clock (LEDGER_TEST_CLOCK, or npm start -- --test-clock).",
  },
  DayInTheFuture: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'through',
    says: ({ today }) => `Days can be run up to and including business today, ${today}.`,
  },
} as const satisfies Partial<RejectionRows>;
