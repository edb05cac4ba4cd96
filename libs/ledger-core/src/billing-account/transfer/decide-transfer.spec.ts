import {
  AccountStory,
  CARD,
  D2S,
  expectAccepted,
  rejectionOf,
  usd,
} from '../../../../../test/support/account-story';
import {
  type AgreementType,
  billingAccountId,
  Calendar,
  Money,
  nextDueDay,
  type TransferProgram,
} from '#ledger-core';

const oneYear = { ...D2S, term: 'P1Y' as const };
const TO = billingAccountId('partner-customer');
const SOURCE = { billingAccountId: billingAccountId('contoso'), transferId: 'transfer-1' };

function payAsYouGo(agreementType: AgreementType = 'MicrosoftOnlineServicesProgram') {
  const payment =
    agreementType === 'EnterpriseAgreement'
      ? ({ method: 'prepayment', terms: [] } as const)
      : ({ method: 'invoice' } as const);
  return new AccountStory(undefined, undefined, { agreementType, payment });
}

const transferOn = (
  transfersOn: string,
  change: Partial<TransferProgram> = {},
): TransferProgram => ({
  type: 'TransferProgram',
  toBillingAccountId: TO,
  transfersOn: Calendar.day(transfersOn),
  subscriptions: [],
  target: { agreementType: 'MicrosoftPartnerAgreement', currency: Money.USD },
  ...change,
});

/** 365.00 for the 365 days from 1 March 2021, paid. */
function boughtAndPaid() {
  const story = payAsYouGo();
  const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
  story.pay('2021-03-02', 'contoso-000001', '365');
  return { story, id };
}

describe('R-RET-4: a pay-as-you-go account moves to a partner’s programme', () => {
  it.each([
    ['today', '2021-04-11', ['ProgramTransferred']],
    ['on a later day', '2021-04-12', ['ProgramTransferAgreed']],
  ])('%s', (_, on, types) => {
    const { story } = boughtAndPaid();
    const decision = story.do('2021-04-11', transferOn(on));
    expect(decision).toMatchObject({
      outcome: 'accepted',
      answer: { toBillingAccountId: TO, on },
      events: types.map((type) => ({ type })),
    });
  });

  it('agreed for a later day it happens on that day, before all else that is due', () => {
    const { story, id } = boughtAndPaid();
    const monthly = story.buy({
      on: '2021-03-15',
      price: '1200',
      plan: 'Monthly',
      product: oneYear,
    });
    story.do('2021-04-01', transferOn('2021-04-15'));
    story.through('2021-04-14');
    expect(story.facts('ProgramTransferred')).toEqual([]);
    story.through('2021-04-15');
    expect(story.facts('ProgramTransferred')).toEqual([
      {
        toBillingAccountId: TO,
        transferredOn: '2021-04-15',
        subscriptions: [],
        reservations: [id, monthly],
      },
    ]);
    const types = story.events.map(({ type }) => type);
    expect(types.indexOf('ProgramTransferred')).toBeLessThan(types.lastIndexOf('ChargeMade'));
  });

  it.each([
    ['today', '2022-03-01'],
    ['agreed before, and so before the expiry is carried out', '2021-12-01'],
  ])('names only what is active on the day, not what expires on it: %s', (_, agreedOn) => {
    const { story, id } = boughtAndPaid();
    const back = story.buy({ on: '2021-03-01', price: '1' });
    story.refund(back, { on: '2021-03-01' });
    const long = story.buy({ on: '2021-03-01', price: '1' });
    story.do(agreedOn, transferOn('2022-03-01'));
    story.through('2022-03-01');
    expect(story.reservation(id).expiresOn).toBe('2022-03-01');
    expect(story.facts('ProgramTransferred')[0]?.reservations).toEqual([long]);
  });

  it('"their instalments go on at the old account until returned"', () => {
    const story = payAsYouGo();
    const id = story.buy({ on: '2021-03-15', price: '1200', plan: 'Monthly', product: oneYear });
    story.do('2021-04-01', transferOn('2021-04-01'));
    story.through('2021-05-15');
    expect(story.facts('InvoiceIssued').map(({ issuedOn }) => issuedOn)).toEqual([
      '2021-03-15',
      '2021-04-15',
      '2021-05-15',
    ]);
    story.refund(id, { on: '2021-05-20' });
    expect(nextDueDay(story.state)).toBeUndefined();
  });

  it('"nothing counted towards either cap": far more than 50,000 comes back', () => {
    const story = payAsYouGo();
    const id = story.buy({ on: '2021-03-01', price: '90000', product: oneYear });
    story.do('2021-03-02', transferOn('2021-03-02'));
    expectAccepted(story.refund(id, { on: '2021-03-02' }));
    expect(story.facts('ReservationReturned')[0]?.cap).toEqual({
      counts: false,
      why: 'ProgramTransfer',
    });
    expect(story.state.capUses).toEqual([]);
  });

  it('proration applies, and the five days too', () => {
    const { story, id } = boughtAndPaid();
    story.do('2021-03-05', transferOn('2021-03-05'));
    const on = (day: string) =>
      story.preview(day, story.refundCommand(id, { on: day, listed: '1' }));
    expect(on('2021-03-06')).toMatchObject({ answer: { amounts: { refund: usd('365.00') } } });
    expect(on('2021-03-07')).toMatchObject({ answer: { amounts: { refund: usd('359.00') } } });
  });
});

describe('R-RET-4: what is retained is carried along', () => {
  it('"retained credit standing at the transfer is carried likewise"', () => {
    const { story, id } = boughtAndPaid();
    story.refund(id, { on: '2021-03-11' });
    story.do('2021-04-11', transferOn('2021-04-11'));
    expect(story.facts('RetainedCreditTransferred')).toMatchObject([
      {
        toBillingAccountId: TO,
        transferredOn: '2021-04-11',
        amount: usd('355.00'),
        availableAfter: usd('0.00'),
        credits: [{ amount: usd('355.00') }],
      },
    ]);
    expect(story.state.retainedCredits.size).toBe(0);
  });

  it('"what it would retain is carried": of a refund after the move', () => {
    const { story, id } = boughtAndPaid();
    story.do('2021-04-11', transferOn('2021-04-11'));
    expect(story.facts('RetainedCreditTransferred')).toEqual([]);
    story.refund(id, { on: '2021-04-11' });
    // 41 days used; "its papers are those of the account that bought it".
    expect(story.facts('RetainedCreditTransferred')).toMatchObject([{ amount: usd('324.00') }]);
    expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
      number: 'contoso-000002',
      total: usd('41.00'),
    });
  });

  it('an overpayment after the move too', () => {
    const { story } = boughtAndPaid();
    story.do('2021-04-11', transferOn('2021-04-11'));
    story.pay('2021-04-12', 'contoso-000001', '10');
    expect(story.facts('RetainedCreditTransferred')).toMatchObject([{ amount: usd('10.00') }]);
  });

  it('"a card gets its money by R-OUT-4": nothing of it is carried', () => {
    const story = new AccountStory(undefined, undefined, {
      agreementType: 'MicrosoftOnlineServicesProgram',
      payment: { method: 'card', card: CARD },
    });
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
    story.do('2021-04-11', transferOn('2021-04-11'));
    story.refund(id, { on: '2021-04-11' });
    expect(story.facts('CardRefundRequested')).toMatchObject([
      { card: CARD, amount: usd('324.00') },
    ]);
    expect(story.facts('RetainedCreditTransferred')).toEqual([]);
  });

  it('nothing is carried where nothing is retained', () => {
    const { story } = boughtAndPaid();
    story.do('2021-04-11', transferOn('2021-04-11'));
    expect(story.facts('RetainedCreditTransferred')).toEqual([]);
  });

  it('it arrives once, names the other account, and pays what is bought', () => {
    const story = payAsYouGo('MicrosoftPartnerAgreement');
    const receive = {
      type: 'ReceiveTransferredCredit',
      source: SOURCE,
      amount: usd('355'),
    } as const;
    expectAccepted(story.do('2021-04-11', receive));
    expect(story.facts('RetainedCreditGranted')).toMatchObject([
      { amount: usd('355'), reason: 'ProgramTransfer', source: SOURCE, availableAfter: usd('355') },
    ]);
    expect(rejectionOf(story.do('2021-04-11', receive))).toEqual({
      code: 'TransferReceivedAlready',
      transferId: 'transfer-1',
    });
    story.buy({ on: '2021-04-12', price: '400', product: oneYear });
    expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
      paid: usd('355.00'),
      amountDue: usd('45.00'),
    });
  });
});

describe('what speaks against a transfer', () => {
  it.each([
    'MicrosoftCustomerAgreement',
    'MicrosoftPartnerAgreement',
    'EnterpriseAgreement',
  ] as const)('an account of a %s', (agreementType) => {
    expect(
      rejectionOf(payAsYouGo(agreementType).do('2021-04-11', transferOn('2021-04-11'))),
    ).toEqual({
      code: 'TransferNotOfAgreement',
      agreementType,
      accepted: 'MicrosoftOnlineServicesProgram',
    });
  });

  const partner = { agreementType: 'MicrosoftPartnerAgreement', currency: Money.USD } as const;
  it.each<readonly [string, Partial<TransferProgram>, string]>([
    ['itself', { toBillingAccountId: billingAccountId('contoso') }, 'SameAccount'],
    [
      'no partner’s',
      { target: { ...partner, agreementType: 'MicrosoftCustomerAgreement' } },
      'AgreementType',
    ],
    [
      'in another currency',
      { target: { ...partner, currency: Money.currency('EUR') } },
      'Currency',
    ],
  ])('a target that is %s', (_, change, why) => {
    expect(rejectionOf(payAsYouGo().do('2021-04-11', transferOn('2021-04-11', change)))).toEqual({
      code: 'TransferTargetUnsuitable',
      toBillingAccountId: change.toBillingAccountId ?? TO,
      why,
    });
  });

  it('a target that nobody knows', () => {
    const { target, ...unknown } = transferOn('2021-04-11');
    expect(target).toBeDefined();
    expect(rejectionOf(payAsYouGo().do('2021-04-11', unknown))).toMatchObject({ why: 'Unknown' });
  });

  it.each([
    ['yesterday', '2021-04-10', 'TransferInThePast'],
    ['today', '2021-04-11', undefined],
    ['tomorrow', '2021-04-12', undefined],
  ])('%s', (_, on, code) => {
    const decision = payAsYouGo().do('2021-04-11', transferOn(on));
    expect(decision.outcome === 'rejected' ? decision.rejection : undefined).toEqual(
      code && { code, transfersOn: on, today: '2021-04-11' },
    );
  });

  it.each([
    ['agreed', '2021-04-20'],
    ['done', '2021-04-11'],
  ])('a transfer that is %s already', (_, on) => {
    const story = payAsYouGo();
    story.do('2021-04-11', transferOn(on));
    expect(rejectionOf(story.do('2021-04-12', transferOn('2021-05-01')))).toEqual({
      code: 'TransferAgreedAlready',
      toBillingAccountId: TO,
      transfersOn: on,
    });
  });

  it.each([
    ['the day before the move', '2021-04-10', undefined],
    ['the day of the move', '2021-04-11', '2021-04-11'],
    ['the day after', '2021-04-12', '2021-04-11'],
  ])('the old account buys nothing more: %s', (_, on, transferredOn) => {
    const { story, id } = boughtAndPaid();
    story.do('2021-04-01', transferOn('2021-04-11'));
    const refusal = transferredOn && {
      code: 'BillingAccountTransferred',
      toBillingAccountId: TO,
      transferredOn,
    };
    story.through(on);
    const exchange = story.preview(on, {
      type: 'ExchangeReservations',
      accountOf: story.accountOf,
      returns: [story.toReturn(id)],
      purchases: [story.toBuy({ price: '2000' })],
    });
    const purchase = story.preview(on, story.purchaseCommand({ on, price: '10' }));
    for (const decision of [exchange, purchase])
      expect(decision.outcome === 'rejected' ? decision.rejection : undefined).toEqual(refusal);
  });
});
