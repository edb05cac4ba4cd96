import { showsOverage as shown } from '../../../../../test/support/account-columns';
import {
  buys,
  dayIs,
  enrolment,
  exchanges,
  pays,
  refunds,
  type Step,
  tells,
} from '../../../../../test/support/account-steps';
import { SELF_SERVICE_2021_04 } from '#ledger-core';

/** 365.00 upfront for a year: 1.00 a day. */
const DAILY = { price: '365' };
/** 31.00 a month. */
const MONTHLY = { price: '372', plan: 'Monthly' } as const;

/** a of January and b of February, each 365.00 and billed on the first of the next month. */
const twoMonths: readonly Step[] = [
  ['buy a', buys('2021-01-15', 'a', DAILY), '2021-01 365.00 (1) | none | none | none'],
  [
    'buy b',
    buys('2021-02-10', 'b', DAILY),
    '2021-02 365.00 (1) | 1 365.00-0.00-0.00=365.00 r1 | none | none',
  ],
  [
    'February closes',
    dayIs('2021-03-01'),
    'none | 1 365.00-0.00-0.00=365.00 r1 + 2 365.00-0.00-0.00=365.00 r1 | none | none',
  ],
];

// On 11 March 310.00 of a comes back after 55 days, and 336.00 of b after 29: 646.00.
describe('open months | invoices | credit notes | retained, step by step', () => {
  tells('R-OUT-2: an exchange of two months: a note for each', { story: enrolment(), shown }, [
    ...twoMonths,
    [
      'both for one of 1000: each against its own, one revision an invoice',
      exchanges('2021-03-11', ['a', 'b'], { c: { price: '1000' } }),
      '2021-03 1000.00 (1) | 1 365.00-0.00-310.00=55.00 r2 + 2 365.00-0.00-336.00=29.00 r2 | 3 310.00 for 1, 0.00 over + 4 336.00 for 2, 0.00 over | none',
    ],
    [
      'March closes: the new purchase is billed in full',
      dayIs('2021-04-01'),
      'none | 1 365.00-0.00-310.00=55.00 r2 + 2 365.00-0.00-336.00=29.00 r2 + 5 1000.00-0.00-0.00=1000.00 r1 | 3 310.00 for 1, 0.00 over + 4 336.00 for 2, 0.00 over | none',
    ],
    [
      'refund what was bought, after 31 of 365 days: 1000 − 84.93, against its own invoice alone',
      refunds('2021-04-11', 'c'),
      'none | 1 365.00-0.00-310.00=55.00 r2 + 2 365.00-0.00-336.00=29.00 r2 + 5 1000.00-0.00-915.07=84.93 r2 | 3 310.00 for 1, 0.00 over + 4 336.00 for 2, 0.00 over + 6 915.07 for 5, 0.00 over | none',
    ],
  ]);

  tells('R-OUT-2: the first original is paid', { story: enrolment(), shown }, [
    ...twoMonths,
    [
      'pay it',
      pays('2021-03-02', 1, '365'),
      'none | 1 365.00-365.00-0.00=0.00 r1 + 2 365.00-0.00-0.00=365.00 r1 | none | none',
    ],
    [
      'its 310 go to the second; that one takes 55 of its own 336, 281 are carried',
      exchanges('2021-03-11', ['a', 'b'], { c: { price: '646' } }),
      '2021-03 646.00 (1) | 1 365.00-365.00-0.00=0.00 r2 + 2 365.00-0.00-365.00=0.00 r2 | 3 310.00 for 1, 0.00 over + 4 336.00 for 2, 281.00 over | 281.00 OverageCredit',
    ],
    [
      'March closes, and they pay',
      dayIs('2021-04-01'),
      'none | 1 365.00-365.00-0.00=0.00 r2 + 2 365.00-0.00-365.00=0.00 r2 + 5 646.00-281.00-0.00=365.00 r1 | 3 310.00 for 1, 0.00 over + 4 336.00 for 2, 281.00 over | none',
    ],
  ]);

  tells('R-OUT-2: the second original is paid', { story: enrolment(), shown }, [
    ...twoMonths,
    [
      'pay it, and 20 of the first by what is over',
      pays('2021-03-02', 2, '385'),
      'none | 1 365.00-20.00-0.00=345.00 r1 + 2 365.00-365.00-0.00=0.00 r1 | none | none',
    ],
    [
      'its 336 leave the earlier one alone, though 35 stay due there',
      exchanges('2021-03-11', ['b', 'a'], { c: { price: '646' } }),
      '2021-03 646.00 (1) | 1 365.00-20.00-310.00=35.00 r2 + 2 365.00-365.00-0.00=0.00 r2 | 3 310.00 for 1, 0.00 over + 4 336.00 for 2, 336.00 over | 336.00 OverageCredit',
    ],
  ]);

  tells('R-OUT-2: both are paid: each note carries its own', { story: enrolment(), shown }, [
    ...twoMonths,
    [
      'pay both',
      pays('2021-03-02', 1, '730'),
      'none | 1 365.00-365.00-0.00=0.00 r1 + 2 365.00-365.00-0.00=0.00 r1 | none | none',
    ],
    [
      'exchange',
      exchanges('2021-03-11', ['a', 'b'], { c: { price: '646' } }),
      '2021-03 646.00 (1) | 1 365.00-365.00-0.00=0.00 r2 + 2 365.00-365.00-0.00=0.00 r2 | 3 310.00 for 1, 310.00 over + 4 336.00 for 2, 336.00 over | 310.00 OverageCredit + 336.00 OverageCredit',
    ],
    [
      'March closes: equal, so nothing is due and nothing left',
      dayIs('2021-04-01'),
      'none | 1 365.00-365.00-0.00=0.00 r2 + 2 365.00-365.00-0.00=0.00 r2 + 5 646.00-646.00-0.00=0.00 r1 | 3 310.00 for 1, 310.00 over + 4 336.00 for 2, 336.00 over | none',
    ],
  ]);

  const noteAlone = enrolment([], { ...SELF_SERVICE_2021_04, overageOutcome: 'creditNote' });
  tells(
    'the outcome `creditNote`: each original is reopened, none between',
    { story: noteAlone, shown },
    [
      ...twoMonths,
      [
        'buy c in March',
        buys('2021-03-05', 'c', DAILY),
        '2021-03 365.00 (1) | 1 365.00-0.00-0.00=365.00 r1 + 2 365.00-0.00-0.00=365.00 r1 | none | none',
      ],
      [
        'a after 85 days 280, c after 36 days 329; b stays',
        exchanges('2021-04-10', ['a', 'c'], { d: { price: '610' } }),
        '2021-04 610.00 (1) | 1 365.00-0.00-280.00=85.00 r2 + 2 365.00-0.00-0.00=365.00 r1 + 3 365.00-0.00-329.00=36.00 r2 | 4 280.00 for 1, 0.00 over + 5 329.00 for 3, 0.00 over | none',
      ],
    ],
  );

  tells('R-OUT-2: one month is closed, one open', { story: enrolment(), shown }, [
    ['buy a', buys('2021-01-15', 'a', DAILY), '2021-01 365.00 (1) | none | none | none'],
    [
      'buy b in February',
      buys('2021-02-10', 'b', DAILY),
      '2021-02 365.00 (1) | 1 365.00-0.00-0.00=365.00 r1 | none | none',
    ],
    [
      '325 by a note, 351 in the open month, to which 700 are added',
      exchanges('2021-02-24', ['a', 'b'], { c: { price: '700' } }),
      '2021-02 714.00 (3) | 1 365.00-0.00-325.00=40.00 r2 | 2 325.00 for 1, 0.00 over | none',
    ],
    [
      'February closes',
      dayIs('2021-03-01'),
      'none | 1 365.00-0.00-325.00=40.00 r2 + 3 714.00-0.00-0.00=714.00 r1 | 2 325.00 for 1, 0.00 over | none',
    ],
  ]);

  // 365 of the prepayment pay a; b and the rest are overage.
  const partly = enrolment([['2021-01-01', '2022-01-01', '365']]);
  tells('R-OUT-1 and R-OUT-2 in one exchange', { story: partly, shown }, [
    ['buy a from the prepayment', buys('2021-01-15', 'a', DAILY), 'none | none | none | none'],
    ['buy b', buys('2021-01-15', 'b', DAILY), '2021-01 365.00 (1) | none | none | none'],
    [
      'both back after 40 days: c takes the credit of 325, d is overage of February',
      exchanges('2021-02-24', ['b', 'a'], { c: { price: '325' }, d: { price: '400' } }),
      '2021-02 400.00 (1) | 1 365.00-0.00-325.00=40.00 r2 | 2 325.00 for 1, 0.00 over | none',
    ],
    [
      'refund c after 10 of 365 days: to the prepayment again',
      refunds('2021-03-06', 'c'),
      'none | 1 365.00-0.00-325.00=40.00 r2 + 3 400.00-0.00-0.00=400.00 r1 | 2 325.00 for 1, 0.00 over | none',
    ],
    [
      'refund d after 10 of 365 days: 400 − 10.96',
      refunds('2021-03-06', 'd'),
      'none | 1 365.00-0.00-325.00=40.00 r2 + 3 400.00-0.00-389.04=10.96 r2 | 2 325.00 for 1, 0.00 over + 4 389.04 for 3, 0.00 over | none',
    ],
  ]);

  tells(
    'R-OUT-0: of a monthly one the last charge, also in an exchange',
    { story: enrolment(), shown },
    [
      ['buy', buys('2021-01-20', 'a', MONTHLY), '2021-01 31.00 (1) | none | none | none'],
      [
        'on 10 March its last charge is of February, which is closed: 18 of 28 days used, 31 − 19.93',
        exchanges('2021-03-10', ['a'], { b: { price: '310' } }),
        '2021-03 310.00 (1) | 1 31.00-0.00-0.00=31.00 r1 + 2 31.00-0.00-11.07=19.93 r2 | 3 11.07 for 2, 0.00 over | none',
      ],
    ],
  );
});
