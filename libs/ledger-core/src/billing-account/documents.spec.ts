import { AccountStory, D2S, rejectionOf, usd } from '../../../../test/support/account-story';
import {
  Calendar,
  capAvailable,
  capUsed,
  PARTNER_CENTER_2020_05,
  type PolicyTerms,
  principalId,
  type ReservationId,
  SELF_SERVICE_2021_04,
  termsOn,
} from '#ledger-core';

/*
 * The sentences of the two documents on cancellations and refunds, each by name and with its own figures.
 * PC is "Manage, cancel, exchange, or refund Microsoft Azure reservations for customers", SS is
 * « Échanges et remboursements en libre-service de réservations Azure ».
 */

const oneYear = { ...D2S, term: 'P1Y' as const };

function lastReturn(story: AccountStory) {
  const last = story.facts('ReservationReturned').at(-1);
  if (last === undefined) throw new Error('Nothing was returned');
  return last;
}

/** What is left of the cap on a day. */
function left(story: AccountStory, on: string) {
  return capAvailable(capUsed(story.state.capUses, Calendar.day(on)), story.terms).amount;
}

/** SS: three years at 100 USD a month, refunded in the 18th month. */
function refundedInThe18thMonth(on: string): AccountStory {
  const story = new AccountStory();
  const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly' });
  story.refund(id, { on });
  return story;
}

describe('SS « trois ans à 100 USD par mois et qui est remboursée le 18ème mois » (R-AMT-6, R-CAP-2, R-CAP-3)', () => {
  it.each([
    // The 17th payment is of 15 May, the 18th of 15 June 2022 and pays until 14 July, 30 days.
    ['the last day of the 17th month', '2022-06-14', '1900.00', '3.23'], // 30 of 31 used: 96.77
    ['the first day of the 18th', '2022-06-15', '1800.00', '100.00'],
    ['in its middle', '2022-06-30', '1800.00', '50.00'],
    ['its last day', '2022-07-14', '1800.00', '3.33'],
    ['the first day of the 19th', '2022-07-15', '1700.00', '100.00'],
  ])('« l’engagement annulé est de 1 800 USD »: %s', (_, on, cancelled, back) => {
    expect(lastReturn(refundedInThe18thMonth(on))).toMatchObject({
      cancelledInstalments: usd(cancelled),
      remainingCommitment: usd(cancelled),
      refund: usd(back),
      cap: { counts: true, usd: usd(cancelled) },
    });
  });

  it('« votre nouvelle limite disponible est de 48 200 USD »', () => {
    expect(left(refundedInThe18thMonth('2022-06-20'), '2022-06-20')).toBe('48200.00');
  });

  it.each([
    // 365 days, whatever the calendar does in between.
    ['2022-06-20', '2023-06-19', '2023-06-20'],
    ['2022-06-30', '2023-06-29', '2023-06-30'],
    ['2022-07-01', '2023-06-30', '2023-07-01'],
  ])('« 365 jours à compter du remboursement »: of %s, not on %s, on %s', (on, before, after) => {
    const story = refundedInThe18thMonth(on);
    expect([left(story, before), left(story, after)]).toEqual(['48200.00', '50000.00']);
  });

  it('a leap day in between makes it the day before a year later', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-12-15', price: '3600', plan: 'Monthly' });
    // The 18th payment is of 15 May 2023; 31 December 2023 + 60 days is 29 February 2024.
    story.refund(id, { on: '2023-05-20' });
    expect(left(story, '2024-05-18')).toBe('48200.00');
    expect(left(story, '2024-05-19')).toBe('50000.00');
  });

  it('« toute autre annulation épuisera cette même réserve, et la même logique s’appliquera »', () => {
    const story = refundedInThe18thMonth('2022-06-20');
    // 12 × 100, one paid: 1,100 are cancelled.
    const other = story.buy({
      on: '2022-07-01',
      price: '1200',
      plan: 'Monthly',
      product: oneYear,
    });
    story.refund(other, { on: '2022-07-10' });
    expect(
      ['2022-07-10', '2023-06-19', '2023-06-20', '2023-07-09', '2023-07-10'].map((on) =>
        left(story, on),
      ),
    ).toEqual(['47100.00', '47100.00', '48900.00', '48900.00', '50000.00']);
  });
});

describe('SS « L’engagement total annulé ne peut pas dépasser 50 000 USD » (R-CAP-1)', () => {
  it.each([
    ['below what is left', '48199.99', 'accepted'],
    ['exactly what is left', '48200.00', 'accepted'],
    ['a cent more', '48200.01', 'rejected'],
  ])('%s', (_, price, outcome) => {
    const story = refundedInThe18thMonth('2022-06-20');
    const id = story.buy({ on: '2022-06-21', price });
    expect(story.refund(id, { on: '2022-06-21' }).outcome).toBe(outcome);
  });

  it('« Azure ne traite pas les remboursements qui dépassent la limite »: it says how far, and until when', () => {
    const story = refundedInThe18thMonth('2022-06-20');
    const id = story.buy({ on: '2022-06-21', price: '48200.01' });
    const command = story.refundCommand(id, { on: '2022-06-21' });
    expect(rejectionOf(story.preview('2022-06-21', command))).toEqual({
      code: 'RefundCapExceeded',
      limit: usd('50000'),
      counting: usd('48200.01'),
      capUsed: usd('1800.00'),
      available: usd('48200.00'),
      exceededBy: usd('0.01'),
      fitsOn: '2023-06-20',
      amounts: {
        quantity: 1,
        refund: usd('48200.01'),
        pricingRefund: usd('48200.01'),
        prorated: usd('48200.01'),
        fee: usd('0.00'),
        cancelledInstalments: usd('0.00'),
        remainingCommitment: usd('48200.01'),
        totalPaid: usd('48200.01'),
        completedInstalments: 1,
        totalInstalments: 1,
      },
    });
  });

  it.each([
    ['the day before the reserve is filled up', '2023-06-19', 'rejected'],
    ['on day 365', '2023-06-20', 'accepted'],
  ])('%s', (_, on, outcome) => {
    const story = refundedInThe18thMonth('2022-06-20');
    const id = story.buy({ on, price: '50000' });
    expect(story.refund(id, { on }).outcome).toBe(outcome);
  });

  it.each([
    ['MicrosoftCustomerAgreement', { method: 'invoice' }],
    ['MicrosoftPartnerAgreement', { method: 'invoice' }],
    ['MicrosoftOnlineServicesProgram', { method: 'invoice' }],
    ['EnterpriseAgreement', { method: 'prepayment', terms: [] }],
  ] as const)('« dans votre étendue de facturation »: %s', (agreementType, payment) => {
    const story = new AccountStory(undefined, undefined, { agreementType, payment });
    const id = story.buy({ on: '2021-06-01', price: '10000', quantity: 6 });
    expect(
      story.preview('2021-06-01', story.refundCommand(id, { on: '', quantity: 5 })),
    ).toMatchObject({ outcome: 'accepted' });
    expect(rejectionOf(story.refund(id, { on: '2021-06-01' }))).toMatchObject({
      code: 'RefundCapExceeded',
      exceededBy: usd('10000.00'),
    });
  });
});

describe('PC "How cancellations work": days, usage, credit, fee (R-AMT-5)', () => {
  // Upfront 1,095.00 for the 1,095 days from 15 January 2021: 1.00 a day. Today's list says 500.
  it.each([
    ['0 days', 'No', '100%', '2021-01-15', false, '1095.00', '0.00', '1095.00'],
    ['5 days', 'No', '100%', '2021-01-20', false, '1095.00', '0.00', '1095.00'],
    ['0 days', 'Yes', 'Pro-rated', '2021-01-15', true, '1095.00', '0.00', '1095.00'],
    ['4 days', 'Yes', 'Pro-rated', '2021-01-19', true, '1091.00', '0.00', '1091.00'],
    ['5 days', 'Yes', 'Pro-rated', '2021-01-20', true, '1090.00', '0.00', '1090.00'],
    ['6 days', 'No', 'Pro-rated', '2021-01-21', false, '1089.00', '130.68', '958.32'],
    ['6 days', 'Yes', 'Pro-rated', '2021-01-21', true, '1089.00', '130.68', '958.32'],
    ['1,094 days', 'No', 'Pro-rated', '2024-01-14', false, '1.00', '0.12', '0.88'],
  ])('%s, usage %s: %s', (...[, , , on, used, prorated, fee, refund]) => {
    const story = new AccountStory(PARTNER_CENTER_2020_05);
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.refund(id, { on, used, listed: '500' });
    expect(lastReturn(story)).toMatchObject({
      prorated: usd(prorated),
      fee: usd(fee),
      refund: usd(refund),
      // "refund amount capped": what comes back before the fee.
      cap: { measure: 'refundAmount', usd: usd(prorated) },
      terms: { channel: 'partner-center', version: 'partner-center-2020-05' },
    });
  });

  it('"the remaining months … for an early termination fee": the fee is on the money, not on the months', () => {
    const story = new AccountStory(PARTNER_CENTER_2020_05);
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly' });
    story.refund(id, { on: '2022-06-30' });
    expect(lastReturn(story)).toMatchObject({
      prorated: usd('50.00'),
      fee: usd('6.00'),
      refund: usd('44.00'),
      cancelledInstalments: usd('1800.00'),
    });
  });

  it('"refund amount capped at $50,000 per year": it is the refund that counts here, the commitment in SS', () => {
    // 36 × 2,000: 2,000 come back within the five days, 70,000 are cancelled.
    const purchase = { on: '2021-01-15', price: '72000', plan: 'Monthly' } as const;
    const partner = new AccountStory(PARTNER_CENTER_2020_05);
    partner.refund(partner.buy(purchase), { on: '2021-01-15' });
    expect(left(partner, '2021-01-15')).toBe('48000.00');
    const own = new AccountStory(SELF_SERVICE_2021_04);
    expect(rejectionOf(own.refund(own.buy(purchase), { on: '2021-01-15' }))).toMatchObject({
      code: 'RefundCapExceeded',
      exceededBy: usd('20000.00'),
    });
  });

  it('R-ACC-4: the five days of a support request end with its creation, not with its approval', () => {
    const story = new AccountStory(PARTNER_CENTER_2020_05);
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    const refundOf = (askedOn: string, on: string) =>
      story.preview(on, {
        type: 'RefundReservation',
        ...story.toReturn(id),
        askedOn: Calendar.day(askedOn),
      });
    expect(refundOf('2021-01-20', '2021-02-24')).toMatchObject({
      answer: { amounts: { refund: usd('1095.00'), fee: usd('0.00') } },
    });
    // 40 days used: 1,055.00, less 126.60.
    expect(refundOf('2021-01-21', '2021-02-24')).toMatchObject({
      answer: { amounts: { refund: usd('928.40'), fee: usd('126.60') } },
    });
  });
});

describe('SS « aucun frais de résiliation anticipée, mais des frais de 12 % pourraient s’appliquer » (R-AMT-5)', () => {
  const withFee: PolicyTerms = {
    ...SELF_SERVICE_2021_04,
    version: 'self-service-2022-01',
    effectiveOn: Calendar.day('2022-01-01'),
    earlyTerminationFeeRate: '0.12',
  };

  it.each([
    // 350 days used of 1,095 on the last day of 2021.
    ['the last day without', '2021-12-31', '745.00', '0.00', '745.00'],
    ['the first day with', '2022-01-01', '744.00', '89.28', '654.72'],
  ])('%s', (_, on, prorated, fee, refund) => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    const terms = termsOn([SELF_SERVICE_2021_04, withFee], 'self-service', Calendar.day(on));
    story.do(on, story.refundCommand(id, { on }), { terms });
    expect(lastReturn(story)).toMatchObject({
      prorated: usd(prorated),
      fee: usd(fee),
      refund: usd(refund),
    });
  });
});

describe('SS « le prix le plus bas de votre prix d’achat ou du prix actuel » (R-AMT-2)', () => {
  it.each([
    ['lower today', '547.50', false, '542.50'], // 547.50 × 10 ÷ 1095 = 5.00
    ['the same', '1095', false, '1085.00'],
    ['higher today', '2190', false, '1085.00'],
    ['listed no longer', undefined, true, '1085.00'],
  ])('after 10 days, %s', (_, listed, unlisted, refund) => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.refund(id, { on: '2021-01-25', unlisted, ...(listed !== undefined && { listed }) });
    expect(lastReturn(story).refund).toEqual(usd(refund));
  });

  it('PC’s 100 % goes before it: within five days without usage the price paid comes back', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.refund(id, { on: '2021-01-20', listed: '547.50' });
    expect(lastReturn(story).refund).toEqual(usd('1095.00'));
  });

  it('what counts towards the cap of an upfront plan is the money on the lowered price', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.refund(id, { on: '2021-01-25', listed: '547.50' });
    expect(left(story, '2021-01-25')).toBe('49457.50');
  });
});

describe('SS « … ne sont pas éligibles aux remboursements » (R-RET-1)', () => {
  const types = ['Databricks', 'VMwareCloudSimple', 'RedHatOsa', 'RedHat', 'SuseLinux'] as const;
  const bought = (resourceType: (typeof types)[number] | 'CosmosDb', terms?: PolicyTerms) => {
    const story = new AccountStory(terms);
    const product = { ...D2S, resourceType };
    return { story, product, id: story.buy({ on: '2021-03-02', price: '10', product }) };
  };

  it.each(types)('%s: neither refunded nor exchanged, not even on its day', (resourceType) => {
    const { story, product, id } = bought(resourceType);
    const refusal = {
      code: 'TypeNotReturnable',
      resourceType,
      termsVersion: 'self-service-2021-04',
    };
    expect(rejectionOf(story.refund(id, { on: '2021-03-02' }))).toMatchObject(refusal);
    expect(rejectionOf(story.exchange('2021-03-02', [id], [{ price: '10', product }]))).toEqual({
      ...refusal,
      reservationId: id,
    });
  });

  it.each(types)('PC says nothing of the kind: %s comes back there', (resourceType) => {
    const { story, id } = bought(resourceType, PARTNER_CENTER_2020_05);
    expect(story.refund(id, { on: '2021-03-02' }).outcome).toBe('accepted');
  });

  it('every other type comes back in SS too, Cosmos DB for one', () => {
    const { story, id } = bought('CosmosDb');
    expect(story.refund(id, { on: '2021-03-02' }).outcome).toBe('accepted');
  });
});

describe('SS « Seuls les propriétaires d’ordres de réservation peuvent traiter un remboursement » (R-ACC-1)', () => {
  const BOB = { id: principalId('bob@contoso.example'), roles: [] };
  const byBob = (story: AccountStory, id: ReservationId) =>
    story.preview('2021-01-16', story.refundCommand(id, { on: '2021-01-16' }), BOB);

  it('« Découvrez comment ajouter ou changer les utilisateurs »: Bob may once he is Owner, and no longer after', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600' });
    const { orderId } = story.reservation(id);
    expect(rejectionOf(byBob(story, id))).toEqual({ code: 'NotOwner', orderId });
    story.do('2021-01-16', { type: 'AddOwner', orderId, owner: BOB.id });
    expect(byBob(story, id).outcome).toBe('accepted');
    story.do('2021-01-16', { type: 'RemoveOwner', orderId, owner: BOB.id });
    expect(rejectionOf(byBob(story, id))).toEqual({ code: 'NotOwner', orderId });
  });

  it('of an exchange, an Owner of every order in it', () => {
    const story = new AccountStory();
    const [first, second] = ['3600', '7200'].map((price) => story.buy({ on: '2021-01-15', price }));
    if (first === undefined || second === undefined) throw new Error('Nothing was bought');
    const { orderId } = story.reservation(first);
    story.do('2021-01-16', { type: 'AddOwner', orderId, owner: BOB.id });
    const exchangeOf = (ids: readonly ReservationId[]) =>
      story.preview(
        '2021-01-16',
        {
          type: 'ExchangeReservations',
          accountOf: story.accountOf,
          returns: ids.map((id) => story.toReturn(id)),
          purchases: [story.toBuy({ price: '20000' })],
        },
        BOB,
      );
    expect(exchangeOf([first]).outcome).toBe('accepted');
    expect(rejectionOf(exchangeOf([first, second]))).toEqual({
      code: 'NotOwner',
      orderId: story.reservation(second).orderId,
    });
  });
});
