import {
  AccountStory,
  CARD,
  D2S,
  expectAccepted,
  usd,
} from '../../../../test/support/account-story';
import {
  billingAccountId,
  Calendar,
  Money,
  PARTNER_CENTER_2020_05,
  prepaymentTermId,
  SELF_SERVICE_2021_04,
} from '#ledger-core';

/*
 * SS, « Mode de traitement des transactions », sentence by sentence, and what PC says of support requests. A
 * reservation of one year for 365.00 from a day before 2023 costs 1.00 a day.
 */

const oneYear = { ...D2S, term: 'P1Y' as const };
const term = (name: string, from: string, to: string, amount = '10000') => ({
  termId: prepaymentTermId(name),
  from: Calendar.day(from),
  to: Calendar.day(to),
  amount: usd(amount),
});
const FIRST = term('first', '2021-01-01', '2022-01-01');
const SECOND = term('second', '2022-01-01', '2023-01-01');

function enrolment(terms: readonly ReturnType<typeof term>[]): AccountStory {
  return new AccountStory(SELF_SERVICE_2021_04, undefined, {
    agreementType: 'EnterpriseAgreement',
    payment: { method: 'prepayment', terms },
  });
}

describe('SS « de l’argent est ajouté au Paiement anticipé Azure si l’achat d’origine a été effectué avec » (R-OUT-1)', () => {
  it('the credit, and not the balance of the term, and no paper', () => {
    const story = enrolment([FIRST]);
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
    story.refund(id, { on: '2021-03-11' });
    expect(story.facts('PrepaymentCreditGranted')).toMatchObject([
      {
        amount: usd('355.00'),
        fee: usd('0.00'),
        grantedOn: '2021-03-11',
        termId: 'first',
        // 10,000.00 − 365.00 + 355.00.
        availableAfter: usd('9990.00'),
      },
    ]);
    expect(story.state.prepaymentTerms.get(FIRST.termId)?.remaining).toEqual(usd('9635.00'));
    expect(story.facts('InvoiceIssued')).toEqual([]);
  });

  it.each([
    // « Le crédit est valable 90 jours à compter de la date du remboursement. »
    ['on its last day', '2021-06-08', 'credit', '9635.00'],
    ['on day 90', '2021-06-09', 'term', '9270.00'],
  ])('« valable 90 jours »: %s', (_, on, from, leftInTerm) => {
    const story = enrolment([FIRST]);
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
    // All of 365.00 comes back on its day, pays the next, and comes back again on 11 March.
    story.refund(id, { on: '2021-03-01' });
    const again = story.buy({ on: '2021-03-11', price: '365', product: oneYear });
    expect(story.facts('PrepaymentDrawn').at(-1)?.taken).toMatchObject([
      { from: { kind: 'credit' }, amount: usd('365.00'), remainingAfter: usd('0.00') },
    ]);
    story.refund(again, { on: '2021-03-11' });
    story.buy({ on, price: '365', product: oneYear });
    expect(story.facts('PrepaymentDrawn').at(-1)?.taken).toMatchObject([
      { from: { kind: from }, amount: usd('365.00') },
    ]);
    expect(story.state.prepaymentTerms.get(FIRST.termId)?.remaining).toEqual(usd(leftInTerm));
  });

  it('« Tout crédit inutilisé expire au bout de 90 jours. »', () => {
    const story = enrolment([FIRST]);
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
    story.refund(id, { on: '2021-03-11' });
    story.buy({ on: '2021-06-08', price: '55', product: oneYear });
    story.through('2021-06-09');
    expect(story.facts('PrepaymentCreditExpired')).toMatchObject([
      { amount: usd('300.00'), expiredOn: '2021-06-09', availableAfter: usd('9635.00') },
    ]);
  });
});

describe('SS « n’est plus active, le crédit est ajouté à la période actuelle du Paiement anticipé » (R-OUT-1, R-RET-3)', () => {
  it.each([
    ['the last day of the term of the purchase', '2021-12-31', 'first', '335.00'],
    ['the first day of the next', '2022-01-01', 'second', '334.00'],
    ['well within the next', '2022-01-10', 'second', '325.00'],
  ])('%s', (_, on, termId, amount) => {
    const story = enrolment([FIRST, SECOND]);
    const id = story.buy({ on: '2021-12-01', price: '365', product: oneYear });
    story.refund(id, { on });
    expect(story.facts('PrepaymentCreditGranted')).toMatchObject([{ termId, amount: usd(amount) }]);
  });

  it('« même si le contrat a expiré et a été renouvelé sous la forme d’un nouveau contrat »', () => {
    const story = enrolment([FIRST]);
    const id = story.buy({ on: '2021-12-01', price: '365', product: oneYear });
    expectAccepted(story.do('2022-02-01', { type: 'AddPrepaymentTerm', ...SECOND }));
    // 72 days used: 31 of December, 31 of January, 10 of February.
    story.refund(id, { on: '2022-02-11' });
    expect(story.facts('PrepaymentCreditGranted')).toMatchObject([
      { termId: 'second', amount: usd('293.00'), availableAfter: usd('10293.00') },
    ]);
  });

  it('with no term current it stands by itself, and pays', () => {
    const story = enrolment([FIRST]);
    const id = story.buy({ on: '2021-12-01', price: '365', product: oneYear });
    story.refund(id, { on: '2022-01-10' });
    const [credit] = story.facts('PrepaymentCreditGranted');
    expect(credit).toMatchObject({ amount: usd('325.00'), availableAfter: usd('325.00') });
    expect(credit).not.toHaveProperty('termId');
    story.buy({ on: '2022-01-11', price: '325', product: oneYear });
    expect(story.facts('PrepaymentDrawn').at(-1)?.availableAfter).toEqual(usd('0.00'));
  });
});

describe('SS « en tant que dépassement, la facture d’origine et toutes les factures ultérieures sont rouvertes » (R-OUT-2)', () => {
  it('« Microsoft émet une note de crédit »; the invoice before is left alone', () => {
    const story = enrolment([]);
    story.buy({ on: '2021-02-10', price: '50', product: oneYear });
    const id = story.buy({ on: '2021-03-10', price: '365', product: oneYear });
    story.buy({ on: '2021-04-10', price: '100', product: oneYear });
    // Invoices of 1 March, 1 April and 1 May: 50, 365 and 100. 60 days used on 9 May: 305 comes back.
    story.refund(id, { on: '2021-05-09' });
    expect(story.facts('CreditNoteIssued')).toMatchObject([
      {
        number: 'contoso-000004',
        creditFor: 'contoso-000002',
        total: usd('305.00'),
        applied: [
          { invoice: 'contoso-000002', amount: usd('305.00'), amountDueAfter: usd('60.00') },
        ],
        carried: usd('0.00'),
      },
    ]);
    expect(
      story.facts('InvoiceRevised').map(({ number, amountDue }) => [number, amountDue.amount]),
    ).toEqual([
      ['contoso-000002', '60.00'],
      ['contoso-000003', '100.00'],
    ]);
    expect(story.state.invoices.get(numberOf(story, 0))?.amountDue).toEqual(usd('50.00'));
  });
});

/** The number of the paper that was issued as the n-th, from 0. */
function numberOf(story: AccountStory, index: number) {
  const issued = story.facts('InvoiceIssued')[index];
  if (issued === undefined) throw new Error(`No invoice ${String(index)}`);
  return issued.number;
}

describe('SS « Paiements des factures à l’utilisation et programme Fournisseur de solutions cloud » (R-OUT-3)', () => {
  const payers = [
    'MicrosoftOnlineServicesProgram',
    'MicrosoftPartnerAgreement',
    'MicrosoftCustomerAgreement',
  ] as const;

  it.each(payers)(
    '« annulée, puis une facture est créée pour le remboursement »: %s',
    (agreementType) => {
      const story = new AccountStory(undefined, undefined, { agreementType });
      const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
      story.pay('2021-03-02', 'contoso-000001', '365');
      story.refund(id, { on: '2021-03-11' });
      expect(story.facts('InvoiceVoided')).toMatchObject([
        { number: 'contoso-000001', replacedBy: 'contoso-000002' },
      ]);
      expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
        number: 'contoso-000002',
        carries: ['contoso-000001'],
        lineCount: 2,
        total: usd('10.00'),
        paid: usd('10.00'),
      });
      // « Microsoft conserve le montant au prorata, en vue de son ajustement par rapport à un achat futur. »
      story.buy({ on: '2021-04-01', price: '400', product: oneYear });
      expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
        total: usd('400.00'),
        paid: usd('355.00'),
        amountDue: usd('45.00'),
      });
    },
  );

  it('« Pour les échanges, la nouvelle facture montre le remboursement et le nouvel achat »', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
    story.pay('2021-03-02', 'contoso-000001', '365');
    story.exchange('2021-03-11', [id], [{ price: '1000' }]);
    // « Le montant du remboursement est ajusté par rapport à l’achat »: 365 − 355 + 1000, of which 365 is paid.
    expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
      why: 'Exchange',
      lineCount: 3,
      total: usd('1010.00'),
      paid: usd('365.00'),
      amountDue: usd('645.00'),
    });
  });
});

describe('SS « passez à un abonnement de fournisseur de solutions cloud … sans pénalité » (R-RET-4)', () => {
  it.each([
    // PC's terms have a fee of 12 % and count the refund; 41 days used on 11 April.
    ['the day before the move', '2021-04-10', '325.00', '39.00', true],
    ['the day of the move', '2021-04-11', '324.00', '0.00', false],
    ['the day after', '2021-04-12', '323.00', '0.00', false],
  ])('%s', (_, on, prorated, fee, counts) => {
    const story = new AccountStory(PARTNER_CENTER_2020_05, undefined, {
      agreementType: 'MicrosoftOnlineServicesProgram',
    });
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
    story.do('2021-04-01', {
      type: 'TransferProgram',
      toBillingAccountId: billingAccountId('partner-customer'),
      transfersOn: Calendar.day('2021-04-11'),
      subscriptions: [],
      target: { agreementType: 'MicrosoftPartnerAgreement', currency: Money.USD },
    });
    story.refund(id, { on });
    expect(story.facts('ReservationReturned')).toMatchObject([
      { prorated: usd(prorated), fee: usd(fee), cap: { counts } },
    ]);
  });

  it('« peut être retournée »: on the price paid, though the list is lower today', () => {
    const story = new AccountStory(undefined, undefined, {
      agreementType: 'MicrosoftOnlineServicesProgram',
    });
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
    story.do('2021-04-11', {
      type: 'TransferProgram',
      toBillingAccountId: billingAccountId('partner-customer'),
      transfersOn: Calendar.day('2021-04-11'),
      subscriptions: [],
      target: { agreementType: 'MicrosoftPartnerAgreement', currency: Money.USD },
    });
    story.refund(id, { on: '2021-04-11', listed: '182.50' });
    expect(story.facts('ReservationReturned')).toMatchObject([{ refund: usd('324.00') }]);
  });
});

describe('SS « Clients qui paient à l’utilisation au moyen d’une carte de crédit » (R-OUT-4)', () => {
  const byCard = () =>
    new AccountStory(undefined, undefined, {
      agreementType: 'MicrosoftOnlineServicesProgram',
      payment: { method: 'card', card: CARD },
    });

  it('« L’argent est crédité sur la carte qui a été utilisée pour l’achat d’origine »', () => {
    const story = byCard();
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
    story.refund(id, { on: '2021-03-11' });
    expect(story.facts('CardRefundRequested')).toMatchObject([
      { amount: usd('355.00'), card: CARD, invoice: 'contoso-000002' },
    ]);
    // « La facture d’origine est annulée, puis une facture est créée. »
    expect(story.facts('InvoiceVoided')).toMatchObject([{ number: 'contoso-000001' }]);
    expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
      total: usd('10.00'),
      paid: usd('10.00'),
      status: 'Paid',
    });
    expect(story.facts('RetainedCreditGranted')).toEqual([]);
  });

  it('« Si vous avez changé de carte, contactez le support »: nothing is sent, PC’s request is opened', () => {
    const story = byCard();
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear });
    const card = { token: 'tok_new', brand: 'Visa', last4: '1111' };
    story.do('2021-03-05', { type: 'ChangeCardOnFile', card });
    story.refund(id, { on: '2021-03-11' });
    expect(story.facts('CardRefundRequested')).toEqual([]);
    expect(story.facts('CardRefundHeld')).toMatchObject([{ amount: usd('355.00'), card: CARD }]);
    // PC: "Issue type: Billing. Problem type: Reservation management. Category: Exchanges and refunds."
    expect(story.facts('SupportRequestCreated')).toMatchObject([
      {
        origin: 'ChangedCard',
        issueType: 'Billing',
        problemType: 'ReservationManagement',
        category: 'ExchangesAndRefunds',
        // "Support may ask you for the reservation ID and reservation order ID."
        reservationId: id,
        orderId: story.reservation(id).orderId,
        amount: usd('355.00'),
      },
    ]);
  });
});
