import {
  AccountStory,
  ALICE,
  D2S,
  listPrice,
  type Refund,
  rejectionOf,
  usd,
} from '../../../../../test/support/account-story';
import {
  Calendar,
  type PolicyTerms,
  PARTNER_CENTER_2020_05,
  principalId,
  SELF_SERVICE_2021_04,
  tenantId,
} from '#ledger-core';

const lastReturn = (story: AccountStory) => {
  const last = story.facts('ReservationReturned').at(-1);
  if (last === undefined) throw new Error('Nothing was returned');
  return last;
};
const withFee: PolicyTerms = { ...SELF_SERVICE_2021_04, earlyTerminationFeeRate: '0.12' };

function refundOf(
  purchase: { on: string; price: string; plan?: 'Upfront' | 'Monthly'; quantity?: number },
  refund: Refund,
  terms = SELF_SERVICE_2021_04,
) {
  const story = new AccountStory(terms);
  const id = story.buy(purchase);
  const decision = story.refund(id, refund);
  if (decision.outcome === 'rejected') throw new Error(JSON.stringify(decision.rejection));
  return lastReturn(story);
}

describe('R-AMT-6: three years at 100 USD a month, refunded in the 18th month', () => {
  // Bought on 15 January 2021; the 18th instalment is due on 15 June 2022 and pays until 14 July.
  it.each([
    ['2022-06-15', '100.00'],
    ['2022-06-20', '83.33'], // 5 of 30 days used: 100 × 5 ÷ 30 = 16.67 consumed
    ['2022-06-30', '50.00'],
    ['2022-07-14', '3.33'], // 29 of 30: 96.67 consumed
  ])('on %s the cancelled commitment is 1,800 and %s comes back', (on, refund) => {
    const returned = refundOf({ on: '2021-01-15', price: '3600', plan: 'Monthly' }, { on });
    expect(returned).toMatchObject({
      remainingCommitment: usd('1800.00'),
      cancelledInstalments: usd('1800.00'),
      refund: usd(refund),
      fee: usd('0'),
      cap: {
        counts: true,
        usd: usd('1800.00'),
        measure: 'cancelledCommitment',
        usedAfter: usd('1800.00'),
      },
    });
  });

  it('leaves 48,200 of the cap, and 50,000 again after 365 days', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly' });
    story.refund(id, { on: '2022-06-20' });
    expect(lastReturn(story).cap).toMatchObject({
      countsFrom: '2022-06-20',
      replenishesOn: '2023-06-20',
    });
    expect(story.state.capUses).toHaveLength(1);
    story.buy({ on: '2023-06-19', price: '1' });
    expect(story.state.capUses).toHaveLength(1);
    story.buy({ on: '2023-06-20', price: '1' });
    expect(story.state.capUses).toEqual([]);
  });
});

describe('R-AMT-4: proration by days, the consumed part rounded half up', () => {
  it('2.66 with 9 of 28 days used gives 1.80, as the real service does', () => {
    // 12 × 2.66 = 31.92, bought on 1 February 2023: a period of 28 days; on 10 February 9 are used.
    const product = { ...D2S, term: 'P1Y' as const };
    const story = new AccountStory();
    const id = story.buy({ on: '2023-02-01', price: '31.92', plan: 'Monthly', product });
    story.refund(id, { on: '2023-02-10' });
    expect(lastReturn(story)).toMatchObject({
      refund: usd('1.80'),
      shares: [{ consumedOfBasis: usd('0.86'), daysUsed: 9, daysInPeriod: 28 }],
    });
  });

  it('reckons a unit and multiplies: 3 × 1.80, not 3 × 2.66 × 19 ÷ 28', () => {
    const product = { ...D2S, term: 'P1Y' as const };
    const story = new AccountStory();
    const id = story.buy({
      on: '2023-02-01',
      price: '31.92',
      plan: 'Monthly',
      quantity: 3,
      product,
    });
    story.refund(id, { on: '2023-02-10' });
    expect(lastReturn(story).refund).toEqual(usd('5.40'));
  });

  it.each([
    // 1095 days from 15 January 2021 to 15 January 2024; 366 in the year over 29 February 2024.
    ['2021-01-15', 'P3Y', '2021-01-25', '3600', '3567.12'], // 3600 × 10 ÷ 1095 = 32.88
    ['2023-03-15', 'P1Y', '2023-03-25', '366', '356.00'], // one a day
    ['2021-01-15', 'P3Y', '2024-01-14', '3600', '3.29'], // 1094 of 1095 used: 3596.71 consumed
  ] as const)(
    'upfront from %s for %s, returned on %s: %s gives %s',
    (...[on, term, back, price, refund]) => {
      const story = new AccountStory();
      const id = story.buy({ on, price, product: { ...D2S, term } });
      story.refund(id, { on: back });
      expect(lastReturn(story)).toMatchObject({
        refund: usd(refund),
        remainingCommitment: usd(refund),
        cancelledInstalments: usd('0'),
      });
    },
  );
});

describe('R-AMT-5: five days, with and without usage', () => {
  // Upfront 1095.00 for 1095 days: one a day. The list price has fallen to 500.
  it.each([
    ['below', '2021-01-19'],
    ['at', '2021-01-20'],
  ])('%s the limit, without usage, on %s: all of the price paid, no fee', (_, on) => {
    const refund = { on, listed: '500' };
    const returned = refundOf({ on: '2021-01-15', price: '1095' }, refund, withFee);
    expect(returned).toMatchObject({
      refund: usd('1095.00'),
      fee: usd('0'),
      cancellation: { free: true, daysFree: 5 },
    });
  });

  it('above the limit: prorated on the lower price, less the fee', () => {
    // 500 × 6 ÷ 1095 = 2.74 consumed; 497.26 prorated; 12 % of it is 59.67.
    const refund = { on: '2021-01-21', listed: '500' };
    const returned = refundOf({ on: '2021-01-15', price: '1095' }, refund, withFee);
    expect(returned).toMatchObject({
      prorated: usd('497.26'),
      fee: usd('59.67'),
      refund: usd('437.59'),
      cancellation: { free: false, days: 6, daysFree: 5 },
    });
    expect(returned.shares[0]?.line.explanation.rules).toEqual(['R-AMT-1', 'R-AMT-2', 'R-AMT-4']);
  });

  it('with usage: prorated on the lower price, no fee', () => {
    const returned = refundOf(
      { on: '2021-01-15', price: '1095' },
      { on: '2021-01-20', used: true, listed: '500' },
      withFee,
    );
    // 500 × 5 ÷ 1095 = 2.28 consumed.
    expect(returned).toMatchObject({
      refund: usd('497.72'),
      fee: usd('0'),
      cancellation: { free: false, days: 5, usageReported: true },
    });
    // R-REC-2: that there is no fee, R-AMT-5 has decided.
    expect(returned.shares[0]?.line.explanation.rules).toEqual([
      ...['R-AMT-1', 'R-AMT-2', 'R-AMT-4', 'R-AMT-5'],
    ]);
  });

  it('the fee is on the money refunded, never on cancelled instalments', () => {
    const returned = refundOf(
      { on: '2021-01-15', price: '3600', plan: 'Monthly' },
      { on: '2022-06-30' },
      withFee,
    );
    expect(returned).toMatchObject({
      prorated: usd('50.00'),
      fee: usd('6.00'),
      refund: usd('44.00'),
    });
  });
});

describe('R-AMT-2: the lower of the two prices', () => {
  it.each([
    ['below', '1094.99', '1084.99'], // 1094.99 × 10 ÷ 1095 = 9.9999 → 10.00
    ['at', '1095', '1085.00'],
    ['above', '1096', '1085.00'],
  ])('today %s the price paid', (_, listed, refund) => {
    const returned = refundOf({ on: '2021-01-15', price: '1095' }, { on: '2021-01-25', listed });
    expect(returned.refund).toEqual(usd(refund));
  });

  it('a list price is rounded before it is compared', () => {
    const returned = refundOf(
      { on: '2021-01-15', price: '1095' },
      { on: '2021-01-25', listed: '1094.995' },
    );
    expect(returned.shares[0]?.basis).toEqual(usd('1095.00'));
  });

  it('is the price paid when the product is listed no longer', () => {
    const returned = refundOf(
      { on: '2021-01-15', price: '1095' },
      { on: '2021-01-25', unlisted: true },
    );
    expect(returned.refund).toEqual(usd('1085.00'));
  });

  it('compares the same instalment: the 5th of 100.00 over 12 is 8.33, the 4th 8.34', () => {
    // 99.99 over 12: 8.33 each and 3 cents for the first three. So the 4th falls from 8.34 to 8.33.
    const product = { ...D2S, term: 'P1Y' as const };
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '100', plan: 'Monthly', product });
    story.refund(id, { on: '2021-04-15', listed: '99.99' });
    expect(lastReturn(story)).toMatchObject({
      shares: [{ paid: usd('8.34'), basis: usd('8.33') }],
      // What was contracted, never lowered: instalments 5 to 12.
      remainingCommitment: usd('66.64'),
    });
  });

  it('does not apply under terms that do not say so', () => {
    const returned = refundOf(
      { on: '2021-01-15', price: '1095' },
      { on: '2021-01-25', listed: '500' },
      { ...PARTNER_CENTER_2020_05, earlyTerminationFeeRate: '0' },
    );
    expect(returned.refund).toEqual(usd('1085.00'));
  });
});

describe('who may, and what a preview promises', () => {
  const amountsThen = (
    story: AccountStory,
    id: Parameters<AccountStory['refund']>[0],
    on: string,
  ) => {
    const command = story.refundCommand(id, { on });
    const decision = story.preview(on, command);
    if (decision.outcome === 'rejected' || command.type !== 'RefundReservation')
      throw new Error('The preview was refused');
    const { prorated, fee, refund, remainingCommitment, cancelledInstalments } = decision.events
      .flatMap((event) => (event.type === 'ReservationReturned' ? [event.data] : []))
      .reduce((first) => first);
    return {
      command,
      amounts: {
        quantity: 1,
        refund,
        pricingRefund: refund,
        prorated,
        fee,
        cancelledInstalments,
        remainingCommitment,
        totalPaid: usd('100.00'),
        completedInstalments: 1,
        totalInstalments: 36,
      },
    };
  };
  const session = { principal: ALICE.id, expiresAt: Calendar.instant('2021-02-10T00:15:00Z') };

  it('the commit gives what the preview said', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly' });
    const { command, amounts } = amountsThen(story, id, '2021-02-10');
    const done = story.do('2021-02-10', { ...command, session: { ...session, amounts } });
    expect(done).toMatchObject({ outcome: 'accepted', answer: { amounts } });
  });

  it.each([
    'refund',
    'pricingRefund',
    'prorated',
    'fee',
    'cancelledInstalments',
    'remainingCommitment',
    'totalPaid',
  ] as const)('a preview that said another %s is refused', (name) => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly' });
    const { command, amounts } = amountsThen(story, id, '2021-02-10');
    const then = { ...amounts, [name]: usd('0.01') };
    const refused = story.do('2021-02-10', { ...command, session: { ...session, amounts: then } });
    expect(rejectionOf(refused)).toMatchObject({ code: 'RefundAmountsChanged', now: amounts });
  });

  it('R-ACC-1: only an Owner, whatever the roles', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600' });
    const admin = { id: principalId('bob@contoso.example'), roles: ['Ledger.Admin'] };
    const command = story.refundCommand(id, { on: '2021-01-16' });
    expect(rejectionOf(story.preview('2021-01-16', command, admin)).code).toBe('NotOwner');
  });

  it('a namesake of another tenant is nobody to an account that names its own', () => {
    const story = new AccountStory(undefined, undefined, { tenantId: tenantId('contoso') });
    const id = story.buy({ on: '2021-01-15', price: '3600' });
    const command = story.refundCommand(id, { on: '2021-01-16' });
    const namesake = { ...ALICE, tenantId: tenantId('fabrikam') };
    for (const other of [ALICE, namesake])
      expect(rejectionOf(story.preview('2021-01-16', command, other))).toEqual({
        code: 'PrincipalOfAnotherTenant',
      });
    expect(story.preview('2021-01-16', command).outcome).toBe('accepted');
  });

  it('amounts that have changed are refused, never silently different', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly' });
    const { command, amounts } = amountsThen(story, id, '2021-02-09');
    const refused = story.do('2021-02-10', { ...command, session: { ...session, amounts } });
    expect(rejectionOf(refused)).toMatchObject({ code: 'RefundAmountsChanged', then: amounts });
  });

  it.each([
    ['at its last instant', '2021-02-10T00:00:00.000Z', 'SessionExpired'],
    ['a moment before', '2021-02-10T00:00:00.001Z', undefined],
  ])('a session used %s', (_, expiresAt, code) => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly' });
    const { command, amounts } = amountsThen(story, id, '2021-02-10');
    const decision = story.do('2021-02-10', {
      ...command,
      session: { principal: ALICE.id, expiresAt: Calendar.instant(expiresAt), amounts },
    });
    const refusal = decision.outcome === 'rejected' ? decision.rejection.code : undefined;
    expect(refusal).toBe(code);
  });

  it('the cap in a currency without a rate is refused, naming the pair and the day', () => {
    const eur = listPrice('10', 'EUR').unitPrice.currency;
    const story = new AccountStory(SELF_SERVICE_2021_04, eur);
    const id = story.buy({ on: '2021-03-02', price: '10' });
    expect(rejectionOf(story.refund(id, { on: '2021-03-04' }))).toEqual({
      code: 'ExchangeRateUnknown',
      from: 'EUR',
      to: 'USD',
      on: '2021-03-04',
    });
  });
});
