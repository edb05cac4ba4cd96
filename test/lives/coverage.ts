import {
  BILLING_EVENT_TYPES,
  CAP_MEASURES,
  type CapUse,
  type ChargePayment,
  CREDIT_REASONS,
  type InvoiceIssued,
  type PriceComparison,
  type RefundSettlement,
  type Rejection,
  type RejectionCode,
  RENEWAL_OBSTACLES,
  type ReservationPurchased,
  SUPPORT_REQUEST_STATUSES,
} from '#ledger-core';

/** How often each thing occurred, by its group and name. */
export type Coverage = Map<string, number>;

type PurchaseOf = ReservationPurchased['data']['purchaseOf'];
type Refused<Code extends RejectionCode> = Extract<Rejection, { code: Code }>;
type NotCounted = Extract<CapUse, { counts: false }>['why'];

/** Every member of a union, for lists that must not forget one. */
function names<Name extends string>(every: Readonly<Record<Name, true>>): readonly string[] {
  return Object.keys(every);
}

const REJECTIONS = names<RejectionCode>({
  TooManyCharges: true,
  BillingAccountUnknown: true,
  BillingAccountExists: true,
  PaymentMethodNotOfAgreement: true,
  CustomerMayBuyNotOfAgreement: true,
  PrincipalOfAnotherTenant: true,
  PaymentMethodOfAccount: true,
  PrepaymentTermExists: true,
  PrepaymentTermsOverlap: true,
  PrepaymentTermEmpty: true,
  PrepaymentNotPositive: true,
  PrepaymentInAnotherCurrency: true,
  QuoteExpired: true,
  QuoteOfAnotherPrincipal: true,
  ReservationOrderExists: true,
  InvalidPurchaseQuantity: true,
  BillingPlanNotOffered: true,
  PriceCurrencyNotConvertible: true,
  CustomerMayNotBuy: true,
  BillingAccountTransferred: true,
  ReservationOrderUnknown: true,
  ReservationNotInOrder: true,
  NotOwner: true,
  LastOwner: true,
  OwnerUnknown: true,
  ReservationNotActive: true,
  ReservationStillActive: true,
  InvalidSplit: true,
  ReservationsNotMergeable: true,
  NoSuchTwin: true,
  SubscriptionNotOfAccount: true,
  ScopeNotOfAccount: true,
  ReservationUnchanged: true,
  AppliedScopeUnchanged: true,
  InvalidRenewal: true,
  InvalidRefundQuantity: true,
  SessionOfAnotherPrincipal: true,
  SessionExpired: true,
  RefundAmountsChanged: true,
  TypeNotReturnable: true,
  ExchangeRateUnknown: true,
  RefundCapExceeded: true,
  ExchangeLinesOutOfRange: true,
  ReservationReturnedTwice: true,
  ExchangeGroupsDiffer: true,
  SwapInstead: true,
  PurchaseTotalTooLow: true,
  ExchangeAmountsChanged: true,
  InvoiceUnknown: true,
  PaymentNotPositive: true,
  PaymentInAnotherCurrency: true,
  PaymentInTheFuture: true,
  SupportRequestUnknown: true,
  SupportRequestNotMovable: true,
  TransferNotOfAgreement: true,
  TransferTargetUnsuitable: true,
  TransferInThePast: true,
  TransferAgreedAlready: true,
  TransferReceivedAlready: true,
});

/** What 2,000 lives must have met, by group. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  event: BILLING_EVENT_TYPES,
  refused: REJECTIONS,
  'not mergeable': names<Refused<'ReservationsNotMergeable'>['why']>({
    TooFew: true,
    TooMany: true,
    NamedTwice: true,
    ProductsDiffer: true,
    PaymentMethodsDiffer: true,
  }),
  'unsuitable target': names<Refused<'TransferTargetUnsuitable'>['why']>({
    Unknown: true,
    SameAccount: true,
    AgreementType: true,
    Currency: true,
  }),
  'too few or many lines': names<Refused<'ExchangeLinesOutOfRange'>['what']>({
    returns: true,
    purchases: true,
  }),
  'cap exceeded': ['fits later', 'never fits', 'by a few cents'],
  'charge paid by': names<ChargePayment['method']>({
    invoice: true,
    card: true,
    prepayment: true,
    overage: true,
  }),
  'refund settled by': names<RefundSettlement['method']>({
    invoice: true,
    card: true,
    prepayment: true,
    overage: true,
    creditNote: true,
  }),
  'invoice for': names<InvoiceIssued['data']['why']>({
    Purchase: true,
    Instalment: true,
    Refund: true,
    Exchange: true,
    OverageMonth: true,
  }),
  'credit retained of': CREDIT_REASONS,
  'not renewed': RENEWAL_OBSTACLES,
  'cap counts': [...CAP_MEASURES, 'nothing', 'up to the limit exactly', 'after others replenished'],
  'cap does not count': names<NotCounted>({ Exchange: true, ProgramTransfer: true }),
  'card refund': ['sent at once', 'held', 'sent on approval', 'to several cards'],
  'support request': SUPPORT_REQUEST_STATUSES,
  'price compared with': names<PriceComparison>({
    ListPriceOfTheDay: true,
    ListedNoLonger: true,
    NotCompared: true,
  }),
  'came back': ['all, free', 'in part', 'less a fee', 'nothing', 'on the lower list price'],
  returned: [
    'whole',
    'in part',
    'several charges at once',
    ...names<PurchaseOf>({ Quote: true, Exchange: true, Renewal: true }).map((by) => `of ${by}`),
    'on the last day of the period',
    'sixth day after the purchase',
    'fifth day after the purchase',
  ],
  exchange: ['1 for 1', '1 for several', 'several for 1', 'several for several'],
  'exchange paper replaces': ['one', 'several'],
  payment: ['of a part', 'of all due', 'over', 'for a replaced paper', 'for several papers'],
  'credit note': ['for the original', 'for a later invoice', 'carried', 'reopen', 'creditNote'],
  'retained credit used': ['one', 'several'],
  'prepayment drawn from': ['term', 'credit', 'both', 'several credits', 'credit of a past term'],
  'prepayment credit': ['joins a term', 'stands by itself'],
  transfer: ['agreed for later', 'happened at once', 'happened on its day'],
  account: [
    'EnterpriseAgreement by prepayment',
    'MicrosoftCustomerAgreement by invoice',
    'MicrosoftCustomerAgreement by card',
    'MicrosoftPartnerAgreement by invoice',
    'MicrosoftPartnerAgreement by card',
    'MicrosoftOnlineServicesProgram by invoice',
    'MicrosoftOnlineServicesProgram by card',
  ],
  'accepted on': ['a leap day', 'the last day of a year', 'the last day of a month', 'a first day'],
};

/** Each with why it cannot arise in the life of an account. */
export const CANNOT_OCCUR: Readonly<Record<string, string>> = {
  'refused: TooManyCharges': 'it takes 121 parts that were charged apart and merged again',
  'refused: BillingAccountUnknown': 'a life begins with the opening of its account',
  'refused: PaymentMethodNotOfAgreement': 'an account that was not opened has no life',
  'refused: CustomerMayBuyNotOfAgreement': 'an account that was not opened has no life',
};

/** What must occur and did not. */
export function missing(coverage: Coverage): readonly string[] {
  return expected().filter((name) => !coverage.has(name) && !(name in CANNOT_OCCUR));
}

function expected(): readonly string[] {
  return Object.entries(GROUPS).flatMap(([group, each]) => each.map((name) => `${group}: ${name}`));
}

/** One line for each thing that can occur, and for whatever else did. */
export function coverageLines(coverage: Coverage): readonly string[] {
  const all = new Set([...expected(), ...[...coverage.keys()].sort()]);
  return [...all].map((name) => {
    const times = coverage.get(name) ?? 0;
    const why = times === 0 ? CANNOT_OCCUR[name] : undefined;
    return `${String(times).padStart(9)}  ${name}${why === undefined ? '' : ` (${why})`}`;
  });
}

/** Adds what another run met. */
export function addCoverage(to: Coverage, from: Iterable<readonly [string, number]>): void {
  for (const [name, times] of from) to.set(name, (to.get(name) ?? 0) + times);
}
