import { AccountStory, CARD, D2S, rejectionOf, usd } from '../../../../test/support/account-story';
import { type RejectionCases, saysAll } from '../../../../test/support/rejection-cases';
import {
  billingAccountId,
  Calendar,
  type Decision,
  documentNumber,
  Money,
  type PaymentRejection,
  principalId,
  type RecordPayment,
  type ReservationChanges,
  type ReservationId,
  type ReservationOrderId,
  reservationOrderId,
  type ReservationRejection,
  subscriptionId,
  supportRequestId,
  type TransferProgram,
  type TransferRejection,
} from '#ledger-core';

const ID = 'aaaaaaaa-0000-4000-8000-00000000000f';
const BOB = principalId('bob@contoso.example');
const ON = '2021-06-01';
const TODAY = Calendar.day(ON);

type Bought = Readonly<{ story: AccountStory; id: ReservationId; orderId: ReservationOrderId }>;

/** Two units for one year from 15 January 2021. */
function bought(): Bought {
  const story = new AccountStory();
  const product = { ...D2S, term: 'P1Y' as const };
  const id = story.buy({ on: '2021-01-15', price: '365', quantity: 2, product });
  return { story, id, orderId: story.reservation(id).orderId };
}

const splits = ({ story, id, orderId }: Bought, on: string, quantities: readonly number[]) =>
  story.do(on, { type: 'SplitReservation', orderId, reservationId: id, quantities });

const updates = ({ story, id, orderId }: Bought, changes: ReservationChanges) =>
  story.do(ON, {
    type: 'UpdateReservation',
    orderId,
    reservationId: id,
    changes,
    accountOf: new Map(),
  });

describe('what is said of a reservation', () => {
  saysAll({
    ReservationOrderUnknown: () => {
      const orderId = reservationOrderId(ID);
      return [
        splits({ ...bought(), orderId }, ON, [1, 1]),
        { code: 'ReservationOrderUnknown', orderId },
      ];
    },
    ReservationNotInOrder: () => {
      const { story, id, orderId } = bought();
      const other = story.buy({ on: ON, price: '1' });
      const { orderId: another } = story.reservation(other);
      expect(another).not.toBe(orderId);
      return [
        splits({ story, id, orderId: another }, ON, [1, 1]),
        { code: 'ReservationNotInOrder', orderId: another, reservationId: id },
      ];
    },
    NotOwner: () => {
      const { story, id, orderId } = bought();
      const split = {
        type: 'SplitReservation',
        orderId,
        reservationId: id,
        quantities: [1, 1],
      } as const;
      return [story.preview(ON, split, { id: BOB, roles: [] }), { code: 'NotOwner', orderId }];
    },
    LastOwner: () => {
      const { story, orderId } = bought();
      const [owner = BOB] = story.state.orders.get(orderId)?.owners ?? [];
      const removed = story.do(ON, { type: 'RemoveOwner', orderId, owner });
      return [removed, { code: 'LastOwner', orderId, owner: principalId('alice@contoso.example') }];
    },
    OwnerUnknown: () => {
      const { story, orderId } = bought();
      const removed = story.do(ON, { type: 'RemoveOwner', orderId, owner: BOB });
      return [removed, { code: 'OwnerUnknown', orderId, owner: BOB }];
    },
    ReservationNotActive: () => {
      const of = bought();
      const { id: reservationId } = of;
      const decision = splits(of, '2022-01-15', [1, 1]);
      return [decision, { code: 'ReservationNotActive', reservationId, state: 'Expired' }];
    },
    ReservationStillActive: () => {
      const { story, id: reservationId, orderId } = bought();
      const archive = {
        type: 'ArchiveReservation',
        orderId,
        reservationId,
        archived: true,
      } as const;
      return [story.do(ON, archive), { code: 'ReservationStillActive', reservationId }];
    },
    InvalidSplit: () => {
      const of = bought();
      return [
        splits(of, ON, [1, 2]),
        {
          code: 'InvalidSplit',
          reservationId: of.id,
          quantities: [1, 2],
          quantity: 2,
          partsMax: 100,
        },
      ];
    },
    ReservationsNotMergeable: () => {
      const { story, id } = bought();
      return [
        story.merge(ON, [id, id]),
        { code: 'ReservationsNotMergeable', why: 'NamedTwice', sources: [id, id], sourcesMax: 100 },
      ];
    },
    NoSuchTwin: () => {
      const { story, id: reservationId, orderId } = bought();
      const ids = { orderId, reservationId, toSkuName: 'F2s', twinSkuName: 'F1s' };
      return [
        story.do(ON, { type: 'SwapReservation', ...ids }),
        { code: 'NoSuchTwin', reservationId, skuName: 'F2s', accepted: 'F1s' },
      ];
    },
    SubscriptionNotOfAccount: () => {
      const foreign = subscriptionId(ID);
      return [
        updates(bought(), { billingSubscriptionId: foreign }),
        { code: 'SubscriptionNotOfAccount', subscriptionId: foreign },
      ];
    },
    ScopeNotOfAccount: () => {
      const scope = `/subscriptions/${ID}`;
      return [
        updates(bought(), { appliedScope: { type: 'Single', scopes: [scope] } }),
        { code: 'ScopeNotOfAccount', scope },
      ];
    },
    ReservationUnchanged: () => {
      const of = bought();
      const { id: reservationId } = of;
      return [updates(of, { renew: false }), { code: 'ReservationUnchanged', reservationId }];
    },
    AppliedScopeUnchanged: () => {
      const of = bought();
      const { id: reservationId } = of;
      const appliedScope = { type: 'Shared', scopes: [] } as const;
      return [updates(of, { appliedScope }), { code: 'AppliedScopeUnchanged', reservationId }];
    },
    InvalidRenewal: () => [
      updates(bought(), { renewProperties: { quantity: 0 } }),
      { code: 'InvalidRenewal', field: 'quantity', accepted: 'a whole number, 1 or more' },
    ],
  } satisfies RejectionCases<ReservationRejection>);
});

const pays = ({ story }: Bought, change: Partial<RecordPayment>) =>
  story.do(ON, {
    type: 'RecordPayment',
    invoice: documentNumber('contoso-000001'),
    amount: usd('1'),
    paidOn: TODAY,
    reference: 'a transfer',
    ...change,
  });

describe('what is said of a payment, and of a support request', () => {
  saysAll({
    InvoiceUnknown: () => {
      const invoice = documentNumber('contoso-000002');
      return [pays(bought(), { invoice }), { code: 'InvoiceUnknown', invoice }];
    },
    PaymentNotPositive: () => [
      pays(bought(), { amount: usd('0') }),
      { code: 'PaymentNotPositive', amount: usd('0.00') },
    ],
    PaymentInAnotherCurrency: () => [
      pays(bought(), { amount: Money.money(Money.currency('EUR'), '1') }),
      { code: 'PaymentInAnotherCurrency', currency: 'EUR', accepted: 'USD' },
    ],
    PaymentInTheFuture: () => {
      const paidOn = Calendar.day('2021-06-02');
      return [pays(bought(), { paidOn }), { code: 'PaymentInTheFuture', paidOn, today: TODAY }];
    },
    SupportRequestUnknown: () => {
      const unknown = supportRequestId(ID);
      return [
        bought().story.do(ON, {
          type: 'MoveSupportRequest',
          supportRequestId: unknown,
          status: 'InProgress',
        }),
        { code: 'SupportRequestUnknown', supportRequestId: unknown },
      ];
    },
    SupportRequestNotMovable: () => {
      const story = new AccountStory(undefined, undefined, {
        payment: { method: 'card', card: CARD },
      });
      const id = story.buy({ on: '2021-01-15', price: '365' });
      const card = { ...CARD, token: 'tok_new' };
      story.do('2021-01-16', { type: 'ChangeCardOnFile', card });
      story.refund(id, { on: '2021-01-16' });
      const [created] = story.facts('SupportRequestCreated');
      const made = created?.supportRequestId ?? supportRequestId(ID);
      return [
        story.do(ON, { type: 'MoveSupportRequest', supportRequestId: made, status: 'Approved' }),
        {
          code: 'SupportRequestNotMovable',
          supportRequestId: made,
          from: 'Created',
          to: 'Approved',
          accepted: ['InProgress'],
        },
      ];
    },
  } satisfies RejectionCases<PaymentRejection>);

  it.each([
    ['yesterday', '2021-05-31', undefined],
    ['today', '2021-06-01', undefined],
    ['tomorrow', '2021-06-02', 'PaymentInTheFuture'],
  ])('a payment of %s', (_, paidOn, code) => {
    const decision = pays(bought(), { paidOn: Calendar.day(paidOn) });
    expect(decision.outcome === 'rejected' ? decision.rejection.code : undefined).toBe(code);
  });
});

const TO = billingAccountId('partner-customer');

/** Of a pay-as-you-go account to a customer's of a partner, today. */
function transfers(
  change: Partial<TransferProgram> = {},
  story = new AccountStory(undefined, undefined, {
    agreementType: 'MicrosoftOnlineServicesProgram',
  }),
): Decision {
  return story.do(ON, {
    type: 'TransferProgram',
    toBillingAccountId: TO,
    transfersOn: TODAY,
    subscriptions: [],
    target: { agreementType: 'MicrosoftPartnerAgreement', currency: Money.USD },
    ...change,
  });
}

/** A partner's customer's account, to which credit is carried. */
const ofPartner = () =>
  new AccountStory(undefined, undefined, { agreementType: 'MicrosoftPartnerAgreement' });

describe('what is said of a transfer', () => {
  saysAll({
    TransferNotOfAgreement: () => [
      transfers({}, new AccountStory()),
      {
        code: 'TransferNotOfAgreement',
        agreementType: 'MicrosoftCustomerAgreement',
        accepted: 'MicrosoftOnlineServicesProgram',
      },
    ],
    TransferTargetUnsuitable: () => [
      transfers({
        target: { agreementType: 'MicrosoftPartnerAgreement', currency: Money.currency('EUR') },
      }),
      { code: 'TransferTargetUnsuitable', toBillingAccountId: TO, why: 'Currency' },
    ],
    TransferInThePast: () => {
      const transfersOn = Calendar.day('2021-05-31');
      return [transfers({ transfersOn }), { code: 'TransferInThePast', transfersOn, today: TODAY }];
    },
    TransferAgreedAlready: () => {
      const story = new AccountStory(undefined, undefined, {
        agreementType: 'MicrosoftOnlineServicesProgram',
      });
      const transfersOn = Calendar.day('2021-07-01');
      transfers({ transfersOn }, story);
      return [
        transfers({}, story),
        { code: 'TransferAgreedAlready', toBillingAccountId: TO, transfersOn },
      ];
    },
    TransferReceivedAlready: () => {
      const story = ofPartner();
      const receive = {
        type: 'ReceiveTransferredCredit',
        source: { billingAccountId: TO, transferId: 'transfer-1' },
        amount: usd('1'),
      } as const;
      story.do(ON, receive);
      return [story.do(ON, receive), { code: 'TransferReceivedAlready', transferId: 'transfer-1' }];
    },
  } satisfies RejectionCases<TransferRejection>);

  it.each([
    ['nothing', usd('0'), { code: 'PaymentNotPositive', amount: usd('0.00') }],
    [
      'another currency',
      Money.money(Money.currency('EUR'), '1'),
      { code: 'PaymentInAnotherCurrency', currency: 'EUR', accepted: 'USD' },
    ],
  ])('credit of %s does not arrive', (_, amount, refusal) => {
    const source = { billingAccountId: TO, transferId: 'transfer-1' };
    const decision = ofPartner().do(ON, { type: 'ReceiveTransferredCredit', source, amount });
    expect(decision).toEqual({ outcome: 'rejected', rejection: refusal });
  });

  it.each(['MicrosoftCustomerAgreement', 'MicrosoftOnlineServicesProgram'] as const)(
    'R-RET-4: nor at an account of a %s: it is carried to the CSP account',
    (agreementType) => {
      const source = { billingAccountId: TO, transferId: 'transfer-1' };
      const receive = { type: 'ReceiveTransferredCredit', source, amount: usd('1') } as const;
      const story = new AccountStory(undefined, undefined, { agreementType });
      expect(rejectionOf(story.do(ON, receive))).toEqual({
        code: 'TransferTargetUnsuitable',
        toBillingAccountId: 'contoso',
        why: 'AgreementType',
      });
    },
  );
});
