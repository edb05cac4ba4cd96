import { listed } from '../../../../../test/support/account-columns';
import {
  buys,
  dayIs,
  enrolment,
  exchanges,
  idOf,
  merges,
  refunds,
  splits,
  type Step,
  tells,
  type Term,
  termsAre,
  type Told,
} from '../../../../../test/support/account-steps';
import { usd } from '../../../../../test/support/account-story';
import { PARTNER_CENTER_2020_05, SELF_SERVICE_2021_04 } from '#ledger-core';

/** The balance of the term | what the credits still have, until when | all granted so far, less its fee. */
function shown({ story }: Told): string {
  const { prepaymentTerms, prepaymentCredits } = story.state;
  const granted = story.facts('PrepaymentCreditGranted');
  const cells = [
    [...prepaymentTerms.values()].map(({ remaining }) => remaining.amount),
    [...prepaymentCredits.values()].map(
      ({ remaining, expiresOn }) => `${remaining.amount} ${expiresOn}`,
    ),
    granted.map(({ amount, fee }) => `${amount.amount} fee ${fee.amount}`),
  ];
  return cells.map(listed).join(' | ');
}

const of = (amount: string): readonly Term[] => [['2021-01-01', '2025-01-01', amount]];
/** 365.00 upfront for a year: 1.00 a day. */
const DAILY = { price: '365' };

describe('balance | credits | granted, step by step', () => {
  const withFee = enrolment(of('1095'), PARTNER_CENTER_2020_05);
  tells('R-OUT-1: a fee is shown, and the credit is granted net', { story: withFee, shown }, [
    ['buy 3', buys('2021-01-15', 'a', { ...DAILY, quantity: 3 }), '0.00 | none | none'],
    [
      'refund one on day 5: in full, and no fee',
      refunds('2021-01-20', 'a', 1),
      '0.00 | 365.00 2021-04-20 | 365.00 fee 0.00',
    ],
    [
      'refund one after 6 days: 359 less 12 %',
      refunds('2021-01-21', 'a', 1),
      '0.00 | 365.00 2021-04-20 + 315.92 2021-04-21 | 365.00 fee 0.00 + 315.92 fee 43.08',
    ],
    [
      'the last after 65 days: 300 less 36',
      refunds('2021-03-21', 'a'),
      '0.00 | 365.00 2021-04-20 + 315.92 2021-04-21 + 264.00 2021-06-19 | 365.00 fee 0.00 + 315.92 fee 43.08 + 264.00 fee 36.00',
    ],
    [
      'a purchase is paid from what was granted net',
      buys('2021-03-22', 'b', { price: '944.92' }),
      '0.00 | none | 365.00 fee 0.00 + 315.92 fee 43.08 + 264.00 fee 36.00',
    ],
  ]);

  const exchangeWithFee = enrolment(of('365'), PARTNER_CENTER_2020_05);
  tells('R-EXC-4: no fee in an exchange', { story: exchangeWithFee, shown }, [
    ['buy', buys('2021-01-15', 'a', DAILY), '0.00 | none | none'],
    [
      '300 back after 65 days, 300 bought',
      exchanges('2021-03-21', ['a'], { b: { price: '300' } }),
      '0.00 | none | 300.00 fee 0.00',
    ],
  ]);

  // 14.82 a month: after 10 of 31 days 4.78 is used (4.7806) and 10.04 comes back.
  const merged: readonly Step[] = [
    [
      'buy 2',
      buys('2021-01-15', 'a', { price: '177.84', plan: 'Monthly', quantity: 2 }),
      '70.36 | none | none',
    ],
    ['split', splits('2021-01-20', 'a', { b: 1, c: 1 }), '70.36 | none | none'],
    ['two instalments each', dayIs('2021-03-15'), '11.08 | none | none'],
    ['merge: one charge from each', merges('2021-03-16', ['b', 'c'], 'd'), '11.08 | none | none'],
  ];
  const half = enrolment(of('100'), PARTNER_CENTER_2020_05);
  tells('R-AMT-5: one fee over two charges, 2.41 of 20.08', { story: half, shown }, [
    ...merged,
    [
      'refund both: 1.205 each, the cent to the older',
      refunds('2021-03-25', 'd'),
      '11.08 | 8.83 2021-06-23 + 8.84 2021-06-23 | 8.83 fee 1.21 + 8.84 fee 1.20',
    ],
    [
      'buy for 10: of two that expire on one day the older first',
      buys('2021-03-26', 'e', { price: '10' }),
      '11.08 | 7.67 2021-06-23 | 8.83 fee 1.21 + 8.84 fee 1.20',
    ],
  ]);

  tells('R-OUT-0: a part of it takes the older charge', { story: half, shown }, [
    ...merged,
    [
      'refund one: 10.04 less 1.20 (1.2048)',
      refunds('2021-03-25', 'd', 1),
      '11.08 | 8.84 2021-06-23 | 8.84 fee 1.20',
    ],
    [
      'refund the other after 20 days: 14.82 − 9.56 = 5.26, less 0.63 (0.6312)',
      refunds('2021-04-04', 'd'),
      '11.08 | 8.84 2021-06-23 + 4.63 2021-07-03 | 8.84 fee 1.20 + 4.63 fee 0.63',
    ],
  ]);

  tells(
    'R-PUR-4: the soonest to expire first, whichever is older',
    { story: enrolment(of('730')), shown },
    [
      ['buy', buys('2021-01-15', 'a', DAILY), '365.00 | none | none'],
      ['buy', buys('2021-01-15', 'b', DAILY), '0.00 | none | none'],
      [
        'refund after 40 days, for 90',
        refunds('2021-02-24', 'a'),
        '0.00 | 325.00 2021-05-25 | 325.00 fee 0.00',
      ],
      [
        'credits are valid for 30 days from now on',
        termsAre({ ...SELF_SERVICE_2021_04, prepaymentCreditValidityDays: 30 }),
        '0.00 | 325.00 2021-05-25 | 325.00 fee 0.00',
      ],
      [
        'refund after 50 days, for 30',
        refunds('2021-03-06', 'b'),
        '0.00 | 325.00 2021-05-25 + 315.00 2021-04-05 | 325.00 fee 0.00 + 315.00 fee 0.00',
      ],
      [
        'buy for 400',
        buys('2021-03-07', 'c', { price: '400' }),
        '0.00 | 240.00 2021-05-25 | 325.00 fee 0.00 + 315.00 fee 0.00',
      ],
    ],
  );

  tells('a refund of 0 grants nothing', { story: enrolment(of('10')), shown }, [
    ['buy for a cent', buys('2021-01-15', 'a', { price: '0.01' }), '9.99 | none | none'],
    [
      'refund after 200 of 365 days: 0.0055 is used, so the cent is',
      refunds('2021-08-03', 'a'),
      '9.99 | none | none',
    ],
    [
      'buy for 12 instalments, of which only the first is a cent',
      buys('2021-08-04', 'b', { price: '0.01', plan: 'Monthly' }),
      '9.98 | none | none',
    ],
    ['the 2nd is 0', dayIs('2021-09-04'), '9.98 | none | none'],
    ['refund it', refunds('2021-09-05', 'b'), '9.98 | none | none'],
  ]);
});

describe('R-OUT-1: `expiresOn` is the first day on which a credit cannot be used', () => {
  it.each([
    ['over February', '2021-01-20', '2021-04-20'],
    ['over a leap February', '2024-01-20', '2024-04-19'],
    ['into a year end', '2022-12-02', '2023-03-02'],
    ['onto a leap day', '2023-12-01', '2024-02-29'],
    ['from a leap day', '2024-02-29', '2024-05-29'],
  ])('%s: granted on %s', (...[, on, expiresOn]) => {
    const told: Told = { story: enrolment(of('100'))(), named: new Map() };
    buys(on, 'a', { price: '100' })(told);
    refunds(on, 'a')(told);
    expect(told.story.facts('PrepaymentCreditGranted')).toMatchObject([
      { grantedOn: on, expiresOn, amount: usd('100.00'), termId: 't1' },
    ]);
  });

  it('what is unused is said once, with what can be used after it', () => {
    const told: Told = { story: enrolment(of('100'))(), named: new Map() };
    buys('2021-01-15', 'a', { price: '60' })(told);
    refunds('2021-01-20', 'a')(told);
    buys('2021-01-20', 'b', { price: '45' })(told);
    told.story.through('2022-01-01');
    expect(told.story.facts('PrepaymentCreditExpired')).toEqual([
      {
        creditId: told.story.facts('PrepaymentCreditGranted')[0]?.creditId,
        amount: usd('15.00'),
        expiredOn: '2021-04-20',
        availableAfter: usd('40.00'),
      },
    ]);
  });

  it('a credit that was used up does not expire', () => {
    const told: Told = { story: enrolment(of('100'))(), named: new Map() };
    buys('2021-01-15', 'a', { price: '60' })(told);
    refunds('2021-01-20', 'a')(told);
    buys('2021-01-20', 'b', { price: '60' })(told);
    told.story.through('2022-01-01');
    expect(told.story.facts('PrepaymentCreditExpired')).toEqual([]);
  });

  it('the return says which credit its money became', () => {
    const told: Told = { story: enrolment(of('100'))(), named: new Map() };
    buys('2021-01-15', 'a', { price: '60' })(told);
    const reservationId = idOf(told, 'a');
    refunds('2021-01-20', 'a')(told);
    const [granted] = told.story.facts('PrepaymentCreditGranted');
    expect(told.story.facts('ReservationReturned')).toMatchObject([
      { shares: [{ settledBy: { method: 'prepayment', creditId: granted?.creditId } }] },
    ]);
    expect(granted).toMatchObject({
      reservationId,
      chargeId: told.story.facts('ChargeMade')[0]?.chargeId,
      fee: usd('0.00'),
    });
  });
});
