import { listed, shortNumber } from '../../../../../test/support/account-columns';
import {
  addsTerm,
  buys,
  dayIs,
  enrolment,
  exchanges,
  refunds,
  tells,
  type Term,
  type Told,
} from '../../../../../test/support/account-steps';
import { type AccountStory } from '../../../../../test/support/account-story';

/** The balances of the terms | the credits | what the last prepayment event says is usable | open overage | invoices. */
function shown({ story }: Told): string {
  const { prepaymentTerms, prepaymentCredits, openMonths, invoices } = story.state;
  const joined = new Map(
    story.facts('PrepaymentCreditGranted').map(({ creditId, termId }) => [creditId, termId]),
  );
  const cells = [
    [...prepaymentTerms.values()].map(({ remaining }) => remaining.amount),
    [...prepaymentCredits].map(([id, { remaining, expiresOn }]) =>
      [remaining.amount, joined.get(id) ?? 'alone', expiresOn].join(' '),
    ),
    [usable(story)],
    [...openMonths].map(([month, { total }]) => `${month} ${total.amount}`),
    [...invoices].map(([number, { total }]) => `${shortNumber(number)} ${total.amount}`),
  ];
  return cells.map(listed).join(' | ');
}

function usable({ events }: AccountStory): string {
  const said = events.flatMap(({ type, data }) =>
    type === 'PrepaymentTermAdded' ||
    type === 'PrepaymentDrawn' ||
    type === 'PrepaymentCreditGranted' ||
    type === 'PrepaymentCreditExpired'
      ? [data.availableAfter.amount]
      : [],
  );
  return said.at(-1) ?? 'nothing';
}

const YEAR: readonly Term[] = [['2021-01-01', '2022-01-01', '1000']];
const of = (amount: string): readonly Term[] => [['2021-01-01', '2022-01-01', amount]];
/** 365.00 upfront for a year: 1.00 a day. */
const DAILY = { price: '365' };
/** 31.00 a month: 1.00 a day in a period of 31 days. */
const MONTHLY = { price: '372', plan: 'Monthly' } as const;

describe('terms | credits | usable | overage | invoices, step by step', () => {
  tells('R-OUT-1: refunds of what the prepayment paid', { story: enrolment(YEAR), shown }, [
    [
      'buy 2',
      buys('2021-01-15', 'a', { ...DAILY, quantity: 2 }),
      '270.00 | none | 270.00 | none | none',
    ],
    ['buy', buys('2021-01-15', 'b', MONTHLY), '239.00 | none | 239.00 | none | none'],
    ['the 2nd instalment', dayIs('2021-02-15'), '208.00 | none | 208.00 | none | none'],
    [
      'refund one after 40 days; the day of expiry is 90 days on',
      refunds('2021-02-24', 'a', 1),
      '208.00 | 325.00 t1 2021-05-25 | 533.00 | none | none',
    ],
    [
      'the 3rd instalment takes the credit, not the balance',
      dayIs('2021-03-15'),
      '208.00 | 294.00 t1 2021-05-25 | 502.00 | none | none',
    ],
    [
      'refund the instalment after 10 of its 31 days',
      refunds('2021-03-25', 'b'),
      '208.00 | 294.00 t1 2021-05-25 + 21.00 t1 2021-06-23 | 523.00 | none | none',
    ],
    [
      'buy for 300: 294 of the first credit, 6 of the second',
      buys('2021-03-26', 'c', { price: '300' }),
      '208.00 | 15.00 t1 2021-06-23 | 223.00 | none | none',
    ],
    [
      'buy for 100: 15 of the credit, 85 of the balance',
      buys('2021-03-27', 'd', { price: '100' }),
      '123.00 | none | 123.00 | none | none',
    ],
    [
      'refund the other one after 180 days',
      refunds('2021-07-14', 'a'),
      '123.00 | 185.00 t1 2021-10-12 | 308.00 | none | none',
    ],
    ['day 89', dayIs('2021-10-11'), '123.00 | 185.00 t1 2021-10-12 | 308.00 | none | none'],
    ['day 90: what is unused expires', dayIs('2021-10-12'), '123.00 | none | 123.00 | none | none'],
  ]);

  tells('R-PUR-4: exactly covered, and a cent short', { story: enrolment(of('500')), shown }, [
    ['buy', buys('2021-01-15', 'a', DAILY), '135.00 | none | 135.00 | none | none'],
    [
      'refund after 40 days',
      refunds('2021-02-24', 'a'),
      '135.00 | 325.00 t1 2021-05-25 | 460.00 | none | none',
    ],
    [
      'buy for a cent more: a charge is paid one way, and the credit stays',
      buys('2021-02-25', 'b', { price: '460.01' }),
      '135.00 | 325.00 t1 2021-05-25 | 460.00 | 2021-02 460.01 | none',
    ],
    [
      'buy for exactly that',
      buys('2021-02-25', 'c', { price: '460' }),
      '0.00 | none | 0.00 | 2021-02 460.01 | none',
    ],
    [
      'buy with nothing left',
      buys('2021-02-25', 'd', { price: '0.01' }),
      '0.00 | none | 0.00 | 2021-02 460.02 | none',
    ],
    ['the month closes', dayIs('2021-03-01'), '0.00 | none | 0.00 | none | 1 460.02'],
  ]);

  tells('R-PUR-4: each charge of a day by itself', { story: enrolment(of('107')), shown }, [
    ['buy', buys('2021-01-15', 'a', MONTHLY), '76.00 | none | 76.00 | none | none'],
    ['buy', buys('2021-01-15', 'b', MONTHLY), '45.00 | none | 45.00 | none | none'],
    [
      'buy for 5.00 a month',
      buys('2021-01-15', 'c', { price: '60', plan: 'Monthly' }),
      '40.00 | none | 40.00 | none | none',
    ],
    [
      'a is covered; b is not, 9 for 31; c is, by what b left',
      dayIs('2021-02-15'),
      '4.00 | none | 4.00 | 2021-02 31.00 | none',
    ],
    [
      'refund b: how its last charge was paid decides (R-OUT-0); 31 × 10 ÷ 28 = 11.07 used',
      refunds('2021-02-25', 'b'),
      '4.00 | none | 4.00 | 2021-02 11.07 | none',
    ],
    [
      'refund a: 19.93 to the prepayment',
      refunds('2021-02-25', 'a'),
      '4.00 | 19.93 t1 2021-05-26 | 23.93 | 2021-02 11.07 | none',
    ],
  ]);

  tells('R-OUT-1: usable on day 89, not on day 90', { story: enrolment(of('365')), shown }, [
    ['buy', buys('2021-01-15', 'a', DAILY), '0.00 | none | 0.00 | none | none'],
    [
      'refund after 40 days',
      refunds('2021-02-24', 'a'),
      '0.00 | 325.00 t1 2021-05-25 | 325.00 | none | none',
    ],
    [
      'buy for 10.00 a month, due on the 25th',
      buys('2021-02-25', 'b', { price: '120', plan: 'Monthly' }),
      '0.00 | 315.00 t1 2021-05-25 | 315.00 | none | none',
    ],
    [
      'two instalments later, on day 89, buy for 25',
      buys('2021-05-24', 'c', { price: '25' }),
      '0.00 | 270.00 t1 2021-05-25 | 270.00 | none | none',
    ],
    [
      'day 90: the credit expires before the instalment falls due (R-TIM-1)',
      dayIs('2021-05-25'),
      '0.00 | none | 0.00 | 2021-05 10.00 | none',
    ],
    [
      'and pays nothing that is bought',
      buys('2021-05-25', 'd', { price: '1' }),
      '0.00 | none | 0.00 | 2021-05 11.00 | none',
    ],
  ]);

  // t1 until the end of June, nothing in July, t2 from August on.
  const gap: readonly Term[] = [
    ['2021-01-01', '2021-07-01', '1100'],
    ['2021-08-01', '2022-08-01', '100'],
  ];
  tells('R-OUT-1: the term of the purchase is over', { story: enrolment(gap), shown }, [
    ['buy', buys('2021-01-15', 'a', DAILY), '735.00 + 100.00 | none | 735.00 | none | none'],
    ['buy', buys('2021-01-15', 'b', DAILY), '370.00 + 100.00 | none | 370.00 | none | none'],
    ['buy', buys('2021-01-15', 'c', DAILY), '5.00 + 100.00 | none | 5.00 | none | none'],
    [
      'refund on the last day of t1, after 166 days',
      refunds('2021-06-30', 'a'),
      '5.00 + 100.00 | 199.00 t1 2021-09-28 | 204.00 | none | none',
    ],
    [
      'the credit outlives the term',
      buys('2021-07-10', 'd', { price: '100' }),
      '5.00 + 100.00 | 99.00 t1 2021-09-28 | 99.00 | none | none',
    ],
    [
      'its balance does not, nor is t2 there yet',
      buys('2021-07-10', 'e', { price: '99.01' }),
      '5.00 + 100.00 | 99.00 t1 2021-09-28 | 99.00 | 2021-07 99.01 | none',
    ],
    [
      'refund after 180 days, with no term: it stands by itself',
      refunds('2021-07-14', 'b'),
      '5.00 + 100.00 | 99.00 t1 2021-09-28 + 185.00 alone 2021-10-12 | 284.00 | 2021-07 99.01 | none',
    ],
    [
      'refund after 210 days: it joins t2',
      refunds('2021-08-13', 'c'),
      '5.00 + 100.00 | 99.00 t1 2021-09-28 + 185.00 alone 2021-10-12 + 155.00 t2 2021-11-11 | 539.00 | none | 1 99.01',
    ],
    [
      'all three pay, the soonest to expire first, then 61 of t2',
      buys('2021-08-14', 'f', { price: '500' }),
      '5.00 + 39.00 | none | 39.00 | none | 1 99.01',
    ],
  ]);

  const expired: readonly Term[] = [['2021-01-01', '2021-07-01', '600']];
  tells('R-RET-3: the enrolment was renewed', { story: enrolment(expired), shown }, [
    ['buy', buys('2021-01-15', 'a', DAILY), '235.00 | none | 235.00 | none | none'],
    ['buy', buys('2021-01-15', 'b', MONTHLY), '204.00 | none | 204.00 | none | none'],
    ['five instalments', dayIs('2021-06-15'), '49.00 | none | 49.00 | none | none'],
    [
      'one more: the term is over, what it had is not usable',
      dayIs('2021-07-15'),
      '49.00 | none | 49.00 | 2021-07 31.00 | none',
    ],
    [
      'the new term, from the end of the old one',
      addsTerm('2021-07-20', 2, ['2021-07-01', '2022-07-01', '1000']),
      '49.00 + 1000.00 | none | 1000.00 | 2021-07 31.00 | none',
    ],
    [
      'refund after 200 days: the credit joins the new term',
      refunds('2021-08-03', 'a'),
      '49.00 + 1000.00 | 165.00 t2 2021-11-01 | 1165.00 | none | 1 31.00',
    ],
    [
      'an instalment',
      dayIs('2021-08-15'),
      '49.00 + 1000.00 | 134.00 t2 2021-11-01 | 1134.00 | none | 1 31.00',
    ],
    [
      'refund it after 10 of 31 days',
      refunds('2021-08-25', 'b'),
      '49.00 + 1000.00 | 134.00 t2 2021-11-01 + 21.00 t2 2021-11-23 | 1155.00 | none | 1 31.00',
    ],
  ]);

  tells('a term that begins later is not usable before', { story: enrolment([]), shown }, [
    ['no term at all', dayIs('2021-01-02'), 'none | none | nothing | none | none'],
    [
      'a term from March on',
      addsTerm('2021-01-15', 1, ['2021-03-01', '2022-03-01', '50']),
      '50.00 | none | 0.00 | none | none',
    ],
    [
      'buy on its eve',
      buys('2021-02-28', 'a', { price: '20' }),
      '50.00 | none | 0.00 | 2021-02 20.00 | none',
    ],
    [
      'buy on its first day',
      buys('2021-03-01', 'b', { price: '20' }),
      '30.00 | none | 30.00 | none | 1 20.00',
    ],
    [
      'buy on its last day',
      buys('2022-02-28', 'c', { price: '20' }),
      '10.00 | none | 10.00 | none | 1 20.00',
    ],
    [
      'buy the day after',
      buys('2022-03-01', 'd', { price: '5' }),
      '10.00 | none | 10.00 | 2022-03 5.00 | 1 20.00',
    ],
  ]);

  tells(
    'R-EXC-4: the purchase may use the credit at once',
    { story: enrolment(of('765')), shown },
    [
      ['buy', buys('2021-01-15', 'a', DAILY), '400.00 | none | 400.00 | none | none'],
      ['buy', buys('2021-01-15', 'b', DAILY), '35.00 | none | 35.00 | none | none'],
      [
        '325 back, 360.01 bought: a cent short, so overage, and the credit stays',
        exchanges('2021-02-24', ['a'], { c: { price: '360.01' } }),
        '35.00 | 325.00 t1 2021-05-25 | 360.00 | 2021-02 360.01 | none',
      ],
      [
        'another 325 back, 685 bought: exactly covered',
        exchanges('2021-02-24', ['b'], { d: { price: '685' } }),
        '0.00 | none | 0.00 | 2021-02 360.01 | none',
      ],
      [
        'c back after 4 days, in full and as overage; for as much',
        exchanges('2021-02-28', ['c'], { e: { price: '360.01' } }),
        '0.00 | none | 0.00 | 2021-02 360.01 | none',
      ],
    ],
  );

  tells('R-OUT-1: part prepayment, part overage', { story: enrolment(of('400')), shown }, [
    ['buy', buys('2021-01-15', 'a', DAILY), '35.00 | none | 35.00 | none | none'],
    [
      '325 back; b of 200 is covered, c of 161 by 125 + 35 is not, d of 160 is',
      exchanges('2021-02-24', ['a'], {
        b: { price: '200' },
        c: { price: '161' },
        d: { price: '160' },
      }),
      '0.00 | none | 0.00 | 2021-02 161.00 | none',
    ],
    [
      'b and c back within five days, each its own way; e of 200 from the credit, f is overage',
      exchanges('2021-02-26', ['b', 'c'], { e: { price: '200' }, f: { price: '170' } }),
      '0.00 | none | 0.00 | 2021-02 170.00 | none',
    ],
  ]);
});
