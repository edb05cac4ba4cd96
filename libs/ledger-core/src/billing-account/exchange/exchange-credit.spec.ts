import { showsInvoices as shown } from '../../../../../test/support/account-columns';
import {
  buys,
  dayIs,
  exchanges,
  isRefused,
  pays,
  refunds,
  type Step,
  tells,
} from '../../../../../test/support/account-steps';
import { AccountStory, usd } from '../../../../../test/support/account-story';
import { SELF_SERVICE_2021_04 } from '#ledger-core';

const story = (): AccountStory => new AccountStory();
/** 365.00 upfront for a year: 1.00 a day. */
const DAILY = { price: '365' };
/** 31.00 a month. */
const MONTHLY = { price: '372', plan: 'Monthly' } as const;

/** 365.00 on 15 January; on 24 February 40.00 of it are used and 325.00 come back. */
const bought: readonly Step[] = [
  ['buy a', buys('2021-01-15', 'a', DAILY), '1 365.00-0.00=365.00 (1) | none'],
];
const paid: readonly Step[] = [
  ...bought,
  ['pay', pays('2021-01-20', 1, '365'), '1 365.00-365.00=0.00 (1) | none'],
];

describe('R-PUR-4, R-OUT-5: credit before the exchange; papers | retained, step by step', () => {
  tells('an overpayment below what the refund leaves of the purchase', { story, shown }, [
    ...bought,
    ['overpay by 35', pays('2021-01-20', 1, '400'), '1 365.00-365.00=0.00 (1) | 35.00 Overpayment'],
    [
      '325 back, 400 bought: 35 of 75',
      exchanges('2021-02-24', ['a'], { b: { price: '400' } }),
      '1 void by 2, 2 440.00-400.00=40.00 (3) | none',
    ],
  ]);

  tells('an overpayment above it', { story, shown }, [
    ...bought,
    [
      'overpay by 100',
      pays('2021-01-20', 1, '465'),
      '1 365.00-365.00=0.00 (1) | 100.00 Overpayment',
    ],
    [
      '325 back, 400 bought: 75 of 100',
      exchanges('2021-02-24', ['a'], { b: { price: '400' } }),
      '1 void by 2, 2 440.00-440.00=0.00 (3) | 25.00 Overpayment',
    ],
  ]);

  tells('retained credit pays the new purchase only, not what was due before', { story, shown }, [
    ...bought,
    [
      'buy r',
      buys('2021-01-15', 'r', { price: '600' }),
      '1 365.00-0.00=365.00 (1), 2 600.00-0.00=600.00 (1) | none',
    ],
    [
      'pay it',
      pays('2021-01-16', 2, '600'),
      '1 365.00-0.00=365.00 (1), 2 600.00-600.00=0.00 (1) | none',
    ],
    [
      'and refund it in full',
      refunds('2021-01-17', 'r'),
      '1 365.00-0.00=365.00 (1), 2 void by 3, 3 0.00-0.00=0.00 (2) | 600.00 Refund',
    ],
    [
      '325 back, 400 bought: 75 of 600, while 365 are due',
      exchanges('2021-02-24', ['a'], { b: { price: '400' } }),
      '1 void by 4, 2 void by 3, 3 0.00-0.00=0.00 (2), 4 440.00-75.00=365.00 (3) | 525.00 Refund',
    ],
    [
      'refund b in full after 4 days: what was credit is over again',
      refunds('2021-02-28', 'b'),
      '1 void by 4, 2 void by 3, 3 0.00-0.00=0.00 (2), 4 void by 5, 5 40.00-40.00=0.00 (4) | 525.00 Refund + 35.00 Refund',
    ],
  ]);

  tells('an overpayment first, then what a refund left', { story, shown }, [
    ...paid,
    [
      'buy r',
      buys('2021-01-21', 'r', { price: '50' }),
      '1 365.00-365.00=0.00 (1), 2 50.00-0.00=50.00 (1) | none',
    ],
    [
      'pay it',
      pays('2021-01-22', 2, '50'),
      '1 365.00-365.00=0.00 (1), 2 50.00-50.00=0.00 (1) | none',
    ],
    [
      'refund it in full',
      refunds('2021-01-23', 'r'),
      '1 365.00-365.00=0.00 (1), 2 void by 3, 3 0.00-0.00=0.00 (2) | 50.00 Refund',
    ],
    [
      'overpay',
      pays('2021-01-24', 1, '40'),
      '1 365.00-365.00=0.00 (1), 2 void by 3, 3 0.00-0.00=0.00 (2) | 50.00 Refund + 40.00 Overpayment',
    ],
    [
      '325 back, 400 bought: 40 and 35 of 50',
      exchanges('2021-02-24', ['a'], { b: { price: '400' } }),
      '1 void by 4, 2 void by 3, 3 0.00-0.00=0.00 (2), 4 440.00-440.00=0.00 (3) | 15.00 Refund',
    ],
  ]);

  tells('when the refund covers all that is charged, credit pays nothing', { story, shown }, [
    ...bought,
    ['overpay by 10', pays('2021-01-20', 1, '375'), '1 365.00-365.00=0.00 (1) | 10.00 Overpayment'],
    [
      '325 back, a first instalment of 31: 294 are retained besides',
      exchanges('2021-02-24', ['a'], { b: MONTHLY }),
      '1 void by 2, 2 71.00-71.00=0.00 (3) | 10.00 Overpayment + 294.00 Exchange',
    ],
  ]);
});

describe('R-PUR-4: credit that an exchange left; papers | retained, step by step', () => {
  tells(
    'pays instalments of what it bought, and later purchases, no older ones',
    { story, shown },
    [
      ...bought,
      [
        'k, monthly',
        buys('2021-01-20', 'k', { price: '120', plan: 'Monthly' }),
        '1 365.00-0.00=365.00 (1), 2 10.00-0.00=10.00 (1) | none',
      ],
      [
        'pay both',
        pays('2021-01-21', 1, '375'),
        '1 365.00-365.00=0.00 (1), 2 10.00-10.00=0.00 (1) | none',
      ],
      [
        'its 2nd instalment; 325 back for a first one of 31',
        exchanges('2021-02-24', ['a'], { b: MONTHLY }),
        '1 void by 4, 2 10.00-10.00=0.00 (1), 3 10.00-0.00=10.00 (1), 4 71.00-71.00=0.00 (3) | 294.00 Exchange',
      ],
      [
        'the 3rd of k is not paid from it, the 2nd of b is',
        dayIs('2021-03-24'),
        '1 void by 4, 2 10.00-10.00=0.00 (1), 3 10.00-0.00=10.00 (1), 4 71.00-71.00=0.00 (3), 5 10.00-0.00=10.00 (1), 6 31.00-31.00=0.00 (1) | 263.00 Exchange',
      ],
      [
        'a later purchase',
        buys('2021-03-25', 'n', { price: '100' }),
        '1 void by 4, 2 10.00-10.00=0.00 (1), 3 10.00-0.00=10.00 (1), 4 71.00-71.00=0.00 (3), 5 10.00-0.00=10.00 (1), 6 31.00-31.00=0.00 (1), 7 100.00-100.00=0.00 (1) | 163.00 Exchange',
      ],
      [
        'refund the instalment after 10 of 31 days: 21 besides',
        refunds('2021-04-03', 'b'),
        '1 void by 4, 2 10.00-10.00=0.00 (1), 3 10.00-0.00=10.00 (1), 4 71.00-71.00=0.00 (3), 5 10.00-0.00=10.00 (1), 6 void by 8, 7 100.00-100.00=0.00 (1), 8 10.00-10.00=0.00 (2) | 163.00 Exchange + 21.00 Refund',
      ],
    ],
  );

  tells('pays as far as it goes', { story, shown }, [
    ...paid,
    [
      '325 back after 40 days, first instalments of 100 and 175 bought: 50 are over',
      exchanges('2021-02-24', ['a'], {
        b: { price: '1200', plan: 'Monthly' },
        c: { price: '2100', plan: 'Monthly' },
      }),
      '1 void by 2, 2 315.00-315.00=0.00 (4) | 50.00 Exchange',
    ],
    [
      'the next of both, in the order they were bought: 50 of 100, nothing of 175',
      dayIs('2021-03-24'),
      '1 void by 2, 2 315.00-315.00=0.00 (4), 3 100.00-50.00=50.00 (1), 4 175.00-0.00=175.00 (1) | none',
    ],
  ]);

  tells('a refund of what it bought: both credits, the older first', { story, shown }, [
    ...paid,
    [
      '325 back, a first instalment of 31',
      exchanges('2021-02-24', ['a'], { b: { ...MONTHLY, quantity: 2 } }),
      '1 void by 2, 2 102.00-102.00=0.00 (3) | 263.00 Exchange',
    ],
    [
      'one of two in full after 2 days: on the paper of the exchange',
      refunds('2021-02-26', 'b', 1),
      '1 void by 2, 2 void by 3, 3 71.00-71.00=0.00 (4) | 263.00 Exchange + 31.00 Refund',
    ],
    [
      'the 2nd instalment of the other: from the exchange’s, the refund’s came after it was bought',
      dayIs('2021-03-24'),
      '1 void by 2, 2 void by 3, 3 71.00-71.00=0.00 (4), 4 31.00-31.00=0.00 (1) | 232.00 Exchange + 31.00 Refund',
    ],
    [
      'buy for 250',
      buys('2021-03-25', 'c', { price: '250' }),
      '1 void by 2, 2 void by 3, 3 71.00-71.00=0.00 (4), 4 31.00-31.00=0.00 (1), 5 250.00-250.00=0.00 (1) | 13.00 Refund',
    ],
    [
      'the 3rd instalment: what is left is not for it',
      dayIs('2021-04-24'),
      '1 void by 2, 2 void by 3, 3 71.00-71.00=0.00 (4), 4 31.00-31.00=0.00 (1), 5 250.00-250.00=0.00 (1), 6 31.00-0.00=31.00 (1) | 13.00 Refund',
    ],
  ]);
});

describe('R-EXC-3: both tests, at their limit and a cent below; papers | retained', () => {
  const SHORT = { code: 'PurchaseTotalTooLow', shortBy: usd('0.01') };

  tells('the money refunded', { story, shown }, [
    ...paid,
    [
      '325 back, 324.99 bought',
      isRefused(exchanges('2021-02-24', ['a'], { b: { price: '324.99' } }), {
        ...SHORT,
        required: usd('325.00'),
      }),
      '1 365.00-365.00=0.00 (1) | none',
    ],
    [
      'two make 325',
      exchanges('2021-02-24', ['a'], { b: { price: '324.99' }, c: { price: '0.01' } }),
      '1 void by 2, 2 365.00-365.00=0.00 (4) | none',
    ],
  ]);

  // The 12th of 12 instalments, of 15 December: nothing is cancelled, 21 of 31 days come back.
  tells('the money refunded, of a monthly one in its last period', { story, shown }, [
    ['buy for a year, 12 due', buys('2021-01-15', 'a', MONTHLY), '1 31.00-0.00=31.00 (1) | none'],
    [
      'back after 10 days for 20.99',
      (told) => {
        told.story.through('2021-12-25');
        const short = exchanges('2021-12-25', ['a'], { b: { price: '20.99' } });
        const atLimit = exchanges('2021-12-25', ['a'], { b: { price: '21' } });
        isRefused(short, { ...SHORT, required: usd('21.00') })(told);
        return atLimit(told);
      },
      [
        ...Array.from({ length: 11 }, (_, index) => `${String(index + 1)} 31.00-0.00=31.00 (1)`),
        '12 void by 13',
        '13 31.00-0.00=31.00 (3) | none',
      ].join(', '),
    ],
  ]);

  // SS: three years at 100 USD a month, exchanged after the 18th payment.
  const eighteen = Array.from(
    { length: 17 },
    (_, index) => `${String(index + 1)} 100.00-0.00=100.00 (1)`,
  ).join(', ');
  const AFTER_18: Step = [
    'three years at 100 a month, after the 18th payment',
    ({ story: told, named }) => {
      named.set('a', told.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly' }));
      told.through('2022-06-15');
      return undefined;
    },
    `${eighteen}, 18 100.00-0.00=100.00 (1) | none`,
  ];
  tells('the remaining commitment, for one paid upfront', { story, shown }, [
    AFTER_18,
    [
      '1,799.99 bought',
      isRefused(exchanges('2022-06-15', ['a'], { b: { price: '1799.99' } }), {
        ...SHORT,
        required: usd('1800.00'),
      }),
      `${eighteen}, 18 100.00-0.00=100.00 (1) | none`,
    ],
    [
      '1,800 bought, the 18th instalment back: its first day has used nothing',
      exchanges('2022-06-15', ['a'], { b: { price: '1800' } }),
      `${eighteen}, 18 void by 19, 19 1800.00-0.00=1800.00 (3) | none`,
    ],
  ]);
  tells('the remaining commitment, for one paid monthly', { story, shown }, [
    AFTER_18,
    [
      '1,799.99 bought',
      isRefused(
        exchanges('2022-06-15', ['a'], { b: { price: '1799.99', plan: 'Monthly' } }),
        SHORT,
      ),
      `${eighteen}, 18 100.00-0.00=100.00 (1) | none`,
    ],
    [
      '1,800 bought: 150 now',
      exchanges('2022-06-15', ['a'], { b: { price: '1800', plan: 'Monthly' } }),
      `${eighteen}, 18 void by 19, 19 150.00-0.00=150.00 (3) | none`,
    ],
  ]);

  // 310 cancelled and 21 back of a, 327 of b after 38 days: 348 of money, 637 of commitment.
  tells('each test on its own sum over all that is returned', { story, shown }, [
    ['a, monthly', buys('2021-02-15', 'a', MONTHLY), '1 31.00-0.00=31.00 (1) | none'],
    [
      'b, upfront',
      buys('2021-02-15', 'b', DAILY),
      '1 31.00-0.00=31.00 (1), 2 365.00-0.00=365.00 (1) | none',
    ],
    [
      '636.99 bought: enough for the money, a cent short of the commitment',
      isRefused(exchanges('2021-03-25', ['a', 'b'], { c: { price: '636.99' } }), {
        ...SHORT,
        required: usd('637.00'),
        amounts: {
          refundTotal: usd('348.00'),
          remainingCommitmentTotal: usd('637.00'),
          cancelledInstalmentsTotal: usd('310.00'),
          netPayable: usd('-21.01'),
        },
      }),
      '1 31.00-0.00=31.00 (1), 2 365.00-0.00=365.00 (1), 3 31.00-0.00=31.00 (1) | none',
    ],
    [
      '637 bought: 365 + 31 − 348 + 637',
      exchanges('2021-03-25', ['a', 'b'], { c: { price: '637' } }),
      '1 31.00-0.00=31.00 (1), 2 void by 4, 3 void by 4, 4 685.00-0.00=685.00 (5) | none',
    ],
  ]);
});

describe('R-EXC-4: the price paid counts, not a lower one of the day; papers | retained', () => {
  const FALLEN = ['a', { listed: '100' }] as const;

  tells('by the built-in terms', { story, shown }, [
    ...paid,
    [
      'listed for 100 today; 325 back all the same',
      exchanges('2021-02-24', [FALLEN], { b: { price: '400' } }),
      '1 void by 2, 2 440.00-365.00=75.00 (3) | none',
    ],
  ]);

  const lower = (): AccountStory =>
    new AccountStory({ ...SELF_SERVICE_2021_04, lowerPriceInExchange: true });
  tells('by terms that say otherwise', { story: lower, shown }, [
    ...paid,
    [
      '100 − 10.96 back',
      exchanges('2021-02-24', [FALLEN], { b: { price: '400' } }),
      '1 void by 2, 2 675.96-365.00=310.96 (3) | none',
    ],
  ]);
});
