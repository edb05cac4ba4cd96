import {
  ACCOUNT,
  AccountStory,
  ALICE,
  CARD,
  D2S,
  listPrice,
  rejectionOf,
  usd,
} from '../../../../test/support/account-story';
import { type RejectionCases, saysAll } from '../../../../test/support/rejection-cases';
import {
  type AccountRejection,
  type BillingCommand,
  billingAccountId,
  Calendar,
  documentNumber,
  Money,
  prepaymentTermId,
  principalId,
  type PurchaseRejection,
  reservationId,
  reservationOrderId,
  supportRequestId,
  tenantId,
} from '#ledger-core';

const EUR = Money.currency('EUR');
const ID = 'aaaaaaaa-0000-4000-8000-00000000000f';
const ON = '2021-06-01';
const term = (name: string, from: string, to: string, amount = usd('1000')) => ({
  termId: prepaymentTermId(name),
  from: Calendar.day(from),
  to: Calendar.day(to),
  amount,
});

/** An enrolment with a term for 2021, which is asked to add another. */
function addsTerm(name: string, from: string, to: string, amount?: Money.Money) {
  const story = new AccountStory(undefined, undefined, {
    agreementType: 'EnterpriseAgreement',
    payment: { method: 'prepayment', terms: [term('t1', '2021-01-01', '2022-01-01')] },
  });
  return story.do(ON, { type: 'AddPrepaymentTerm', ...term(name, from, to, amount) });
}

function purchase(
  change: object = {},
  story = new AccountStory(),
  on = ON,
): readonly [ReturnType<AccountStory['do']>, AccountStory] {
  const command = story.purchaseCommand({ on, price: '100' });
  return [story.do(on, { ...command, ...change }), story];
}

const expiresAt = Calendar.instant('2021-06-01T00:00:00Z');

describe('what is said of an account', () => {
  saysAll({
    BillingAccountUnknown: () => [
      notOpened().do(ON, { type: 'ChangeCardOnFile', card: CARD }),
      { code: 'BillingAccountUnknown' },
    ],
    BillingAccountExists: () => {
      const story = new AccountStory();
      const again = { ...story.opening.command, displayName: 'Another' };
      return [story.do(ON, again), { code: 'BillingAccountExists', billingAccountId: ACCOUNT }];
    },
    PaymentMethodNotOfAgreement: () => [
      notOpened().opening.decision,
      {
        code: 'PaymentMethodNotOfAgreement',
        agreementType: 'EnterpriseAgreement',
        accepted: ['prepayment'],
      },
    ],
    CustomerMayBuyNotOfAgreement: () => {
      const agreementType = 'MicrosoftCustomerAgreement';
      const story = new AccountStory(undefined, undefined, { agreementType, customerMayBuy: true });
      return [story.opening.decision, { code: 'CustomerMayBuyNotOfAgreement', agreementType }];
    },
    PrincipalOfAnotherTenant: () => {
      const story = new AccountStory(undefined, undefined, { tenantId: tenantId('contoso') });
      const command = story.purchaseCommand({ on: ON, price: '100' });
      return [story.preview(ON, command, ALICE), { code: 'PrincipalOfAnotherTenant' }];
    },
    PaymentMethodOfAccount: () => [
      new AccountStory().do(ON, { type: 'ChangeCardOnFile', card: CARD }),
      { code: 'PaymentMethodOfAccount', method: 'invoice', accepted: 'card' },
    ],
    PrepaymentTermExists: () => [
      addsTerm('t1', '2022-01-01', '2023-01-01'),
      { code: 'PrepaymentTermExists', termId: prepaymentTermId('t1') },
    ],
    PrepaymentTermsOverlap: () => [
      addsTerm('t2', '2021-12-31', '2022-12-31'),
      {
        code: 'PrepaymentTermsOverlap',
        termId: prepaymentTermId('t2'),
        with: prepaymentTermId('t1'),
        from: Calendar.day('2021-01-01'),
        to: Calendar.day('2022-01-01'),
      },
    ],
    PrepaymentTermEmpty: () => [
      addsTerm('t2', '2022-01-01', '2022-01-01'),
      {
        code: 'PrepaymentTermEmpty',
        termId: prepaymentTermId('t2'),
        from: Calendar.day('2022-01-01'),
        to: Calendar.day('2022-01-01'),
      },
    ],
    PrepaymentNotPositive: () => [
      addsTerm('t2', '2022-01-01', '2023-01-01', usd('0')),
      { code: 'PrepaymentNotPositive', termId: prepaymentTermId('t2'), amount: usd('0.00') },
    ],
    PrepaymentInAnotherCurrency: () => [
      addsTerm('t2', '2022-01-01', '2023-01-01', Money.money(EUR, '1')),
      { code: 'PrepaymentInAnotherCurrency', currency: 'EUR', accepted: 'USD' },
    ],
  } satisfies RejectionCases<AccountRejection>);
});

describe('what is said of a purchase (R-PUR-1, R-PUR-3)', () => {
  saysAll({
    QuoteExpired: () => [
      purchase({ quote: { principal: ALICE.id, expiresAt } })[0],
      { code: 'QuoteExpired', expiredAt: expiresAt },
    ],
    QuoteOfAnotherPrincipal: () => [
      purchase({ quote: { principal: principalId('bob'), expiresAt } })[0],
      { code: 'QuoteOfAnotherPrincipal' },
    ],
    ReservationOrderExists: () => {
      const orderId = reservationOrderId(ID);
      const [, story] = purchase({ orderId });
      return [purchase({ orderId }, story)[0], { code: 'ReservationOrderExists', orderId }];
    },
    InvalidPurchaseQuantity: () => [
      purchase({ quantity: 0 })[0],
      { code: 'InvalidPurchaseQuantity', quantity: 0 },
    ],
    BillingPlanNotOffered: () => [
      purchase({ product: { ...D2S, resourceType: 'SuseLinux' }, billingPlan: 'Monthly' })[0],
      { code: 'BillingPlanNotOffered', resourceType: 'SuseLinux', accepted: ['Upfront'] },
    ],
    PriceCurrencyNotConvertible: () => [
      purchase({ listPrice: listPrice('100') }, new AccountStory(undefined, EUR))[0],
      {
        code: 'PriceCurrencyNotConvertible',
        from: 'USD',
        to: 'EUR',
        on: Calendar.day(ON),
      },
    ],
    CustomerMayNotBuy: () => {
      const opening = {
        agreementType: 'MicrosoftPartnerAgreement',
        tenantId: tenantId('contoso'),
        partnerId: tenantId('partner'),
        customerMayBuy: false,
      } as const;
      const story = new AccountStory(undefined, undefined, opening);
      return [purchase({}, story)[0], { code: 'CustomerMayNotBuy' }];
    },
    BillingAccountTransferred: () => {
      const story = new AccountStory(undefined, undefined, {
        agreementType: 'MicrosoftOnlineServicesProgram',
      });
      const toBillingAccountId = billingAccountId('partner-customer');
      const transferredOn = Calendar.day('2021-05-31');
      story.do('2021-05-31', {
        type: 'TransferProgram',
        toBillingAccountId,
        transfersOn: transferredOn,
        subscriptions: [],
        target: { agreementType: 'MicrosoftPartnerAgreement', currency: Money.USD },
      });
      return [
        purchase({}, story)[0],
        { code: 'BillingAccountTransferred', toBillingAccountId, transferredOn },
      ];
    },
  } satisfies RejectionCases<PurchaseRejection>);

  it.each([
    ['below', 0, 'InvalidPurchaseQuantity'],
    ['at', 1, undefined],
    ['between', 1.5, 'InvalidPurchaseQuantity'],
    ['far below', -1, 'InvalidPurchaseQuantity'],
  ])('R-PUR-1: a quantity of 1 or more: %s', (_, quantity, code) => {
    const [decision] = purchase({ quantity });
    expect(decision.outcome === 'rejected' ? decision.rejection.code : undefined).toBe(code);
  });

  it('R-PUR-3: where neither customer nor partner is named, nobody is barred', () => {
    const agreementType = 'MicrosoftPartnerAgreement';
    const unnamed = new AccountStory(undefined, undefined, {
      agreementType,
      customerMayBuy: false,
    });
    expect(purchase({}, unnamed)[0].outcome).toBe('accepted');
  });

  it.each([
    ['by default', {}, undefined],
    ['where the partner permits it', { customerMayBuy: true }, undefined],
    ['where it does not', { customerMayBuy: false }, 'CustomerMayNotBuy'],
  ])('R-PUR-3: the customer’s own principals buy %s, and become Owner', (_, permits, code) => {
    const story = new AccountStory(undefined, undefined, {
      agreementType: 'MicrosoftPartnerAgreement',
      tenantId: tenantId('contoso'),
      partnerId: tenantId('partner'),
      ...permits,
    });
    const [decision] = purchase({}, story);
    expect(decision.outcome === 'rejected' ? decision.rejection.code : undefined).toBe(code);
    const owners = story.facts('ReservationPurchased').map((bought) => bought.owners);
    expect(owners).toEqual(code === undefined ? [[ALICE.id]] : []);
  });
});

/** An enrolment that pays by invoice is not opened: there is no such account. */
function notOpened(): AccountStory {
  return new AccountStory(undefined, undefined, {
    agreementType: 'EnterpriseAgreement',
    payment: { method: 'invoice' },
  });
}

describe('an account that was never opened knows no command but its opening', () => {
  const ids = { orderId: reservationOrderId(ID), reservationId: reservationId(ID) };
  const returned = { ...ids, quantity: 1, usageReported: false };
  const owner = principalId('bob');
  const commands: readonly BillingCommand[] = [
    { type: 'AddPrepaymentTerm', ...term('t', '2021-01-01', '2022-01-01') },
    { type: 'ChangeCardOnFile', card: CARD },
    new AccountStory().purchaseCommand({ on: ON, price: '1' }),
    { type: 'RefundReservation', ...returned },
    { type: 'ExchangeReservations', accountOf: new Map(), returns: [returned], purchases: [] },
    { type: 'SplitReservation', ...ids, quantities: [1, 1] },
    { type: 'MergeReservations', orderId: ids.orderId, sources: [ids.reservationId] },
    { type: 'SwapReservation', ...ids, toSkuName: 'x' },
    { type: 'UpdateReservation', ...ids, changes: {}, accountOf: new Map() },
    { type: 'ArchiveReservation', ...ids, archived: true },
    { type: 'AddOwner', orderId: ids.orderId, owner },
    { type: 'RemoveOwner', orderId: ids.orderId, owner },
    {
      type: 'RecordPayment',
      invoice: documentNumber('contoso-000001'),
      amount: usd('1'),
      paidOn: Calendar.day(ON),
      reference: 'x',
    },
    {
      type: 'MoveSupportRequest',
      supportRequestId: supportRequestId(ID),
      status: 'InProgress',
    },
    {
      type: 'TransferProgram',
      toBillingAccountId: ACCOUNT,
      transfersOn: Calendar.day(ON),
      subscriptions: [],
    },
    {
      type: 'ReceiveTransferredCredit',
      source: { billingAccountId: ACCOUNT, transferId: 'x' },
      amount: usd('1'),
    },
  ];

  it.each(commands.map((command) => [command.type, command] as const))('%s', (_, command) => {
    expect(rejectionOf(notOpened().do(ON, command))).toEqual({ code: 'BillingAccountUnknown' });
  });
});
