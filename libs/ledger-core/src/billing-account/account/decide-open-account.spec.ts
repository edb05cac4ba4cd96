import {
  AccountStory,
  CARD,
  expectAccepted,
  rejectionOf,
  usd,
} from '../../../../../test/support/account-story';
import {
  AGREEMENT_TYPES,
  Calendar,
  type OfferedPayment,
  prepaymentTermId,
  tenantId,
} from '#ledger-core';
import { PAYMENT_TERM_DAYS } from './decide-open-account';

const TERM = {
  termId: prepaymentTermId('t1'),
  from: Calendar.day('2021-01-01'),
  to: Calendar.day('2022-01-01'),
  amount: usd('1000'),
};
const INVOICE: OfferedPayment = { method: 'invoice' };
const BY_CARD: OfferedPayment = { method: 'card', card: CARD };
const PREPAID: OfferedPayment = { method: 'prepayment', terms: [TERM] };

describe('R-PUR-4: an account pays as its agreement lets it', () => {
  const takes = {
    EnterpriseAgreement: ['prepayment'],
    MicrosoftCustomerAgreement: ['invoice', 'card'],
    MicrosoftPartnerAgreement: ['invoice', 'card'],
    MicrosoftOnlineServicesProgram: ['invoice', 'card'],
  };
  const rows = AGREEMENT_TYPES.flatMap((agreementType) =>
    [INVOICE, BY_CARD, PREPAID].map((payment) => ({
      agreementType,
      payment,
      method: payment.method,
    })),
  );

  it.each(rows)('$agreementType by $method', ({ agreementType, payment, method }) => {
    const { decision } = new AccountStory(undefined, undefined, { agreementType, payment }).opening;
    const accepted = takes[agreementType];
    if (accepted.includes(method)) expectAccepted(decision);
    else
      expect(rejectionOf(decision)).toEqual({
        code: 'PaymentMethodNotOfAgreement',
        agreementType,
        accepted,
      });
  });
});

describe('what an account is opened with', () => {
  it('an invoice payer: a term of 30 days unless it says otherwise (R-PUR-5)', () => {
    expect(PAYMENT_TERM_DAYS).toBe(30);
    const story = new AccountStory();
    expect(story.opening.decision).toEqual({
      outcome: 'accepted',
      answer: { billingAccountId: 'contoso' },
      events: [
        {
          type: 'BillingAccountOpened',
          data: {
            billingAccountId: 'contoso',
            agreementType: 'MicrosoftCustomerAgreement',
            currency: 'USD',
            displayName: 'Contoso',
            paymentTermDays: 30,
            payment: { method: 'invoice' },
            openedOn: '2021-01-01',
          },
        },
      ],
    });
  });

  it('a CSP customer’s: held by the partner, in its own tenant, and with what the partner permits', () => {
    const opening = {
      agreementType: 'MicrosoftPartnerAgreement',
      tenantId: tenantId('contoso.example'),
      partnerId: tenantId('partner.example'),
      paymentTermDays: 14,
      customerMayBuy: false,
    } as const;
    expect(new AccountStory(undefined, undefined, opening).state.opened).toMatchObject(opening);
  });

  it('a card payer: the card is on file from the first', () => {
    const story = new AccountStory(undefined, undefined, { payment: BY_CARD });
    expect(story.state.cardOnFile).toEqual(CARD);
    story.buy({ on: '2021-01-15', price: '10' });
    expect(story.facts('CardCharged')).toMatchObject([{ card: CARD, amount: usd('10.00') }]);
    expect(story.facts('InvoiceIssued')).toMatchObject([
      { status: 'Paid', amountDue: usd('0.00') },
    ]);
  });

  it('an enrolment: each term is a fact of its own, and only the day’s can be used', () => {
    const later = {
      ...TERM,
      termId: prepaymentTermId('t2'),
      from: TERM.to,
      to: Calendar.day('2023-01-01'),
      amount: usd('2000'),
    };
    const story = new AccountStory(undefined, undefined, {
      agreementType: 'EnterpriseAgreement',
      payment: { method: 'prepayment', terms: [TERM, later] },
    });
    expect(story.facts('BillingAccountOpened')[0]?.payment).toEqual({ method: 'prepayment' });
    expect(story.facts('PrepaymentTermAdded')).toEqual([
      { ...TERM, addedOn: '2021-01-01', availableAfter: usd('1000') },
      { ...later, addedOn: '2021-01-01', availableAfter: usd('1000') },
    ]);
  });

  it('an enrolment without a term is all overage', () => {
    const story = new AccountStory(undefined, undefined, {
      agreementType: 'EnterpriseAgreement',
      payment: { method: 'prepayment', terms: [] },
    });
    story.buy({ on: '2021-01-15', price: '10' });
    expect(story.facts('ChargeMade')[0]?.paidBy).toEqual({ method: 'overage', month: '2021-01' });
  });

  it('is opened once', () => {
    const story = new AccountStory();
    expect(rejectionOf(story.do('2021-01-02', story.opening.command))).toEqual({
      code: 'BillingAccountExists',
      billingAccountId: 'contoso',
    });
  });
});
