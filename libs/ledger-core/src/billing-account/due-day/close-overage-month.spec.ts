import { showsOverage as shown } from '../../../../../test/support/account-columns';
import {
  buys,
  dayIs,
  enrolment,
  exchanges,
  merges,
  pays,
  refunds,
  splits,
  tells,
} from '../../../../../test/support/account-steps';
import { usd } from '../../../../../test/support/account-story';
import { PARTNER_CENTER_2020_05, STEPS_PER_APPEND_MAX } from '#ledger-core';

/** 365.00 upfront for a year: 1.00 a day. */
const DAILY = { price: '365' };
/** 31.00 a month. */
const MONTHLY = { price: '372', plan: 'Monthly' } as const;

describe('open months | invoices | credit notes | retained, step by step', () => {
  tells(
    'R-OUT-2: a refund before the month closes is a line of it',
    { story: enrolment(), shown },
    [
      [
        'buy 2',
        buys('2021-01-15', 'a', { ...DAILY, quantity: 2 }),
        '2021-01 730.00 (1) | none | none | none',
      ],
      ['buy', buys('2021-01-25', 'b', MONTHLY), '2021-01 761.00 (2) | none | none | none'],
      [
        'refund one after 10 days',
        refunds('2021-01-25', 'a', 1),
        '2021-01 406.00 (3) | none | none | none',
      ],
      ['the last day', dayIs('2021-01-31'), '2021-01 406.00 (3) | none | none | none'],
      [
        'the first of the next month',
        dayIs('2021-02-01'),
        'none | 1 406.00-0.00-0.00=406.00 r1 | none | none',
      ],
      [
        'an instalment',
        dayIs('2021-02-25'),
        '2021-02 31.00 (1) | 1 406.00-0.00-0.00=406.00 r1 | none | none',
      ],
      [
        'refund it after 2 of 28 days: 28.79 back, the month of its last charge is open',
        refunds('2021-02-27', 'b'),
        '2021-02 2.21 (2) | 1 406.00-0.00-0.00=406.00 r1 | none | none',
      ],
      [
        'it closes too',
        dayIs('2021-03-01'),
        'none | 1 406.00-0.00-0.00=406.00 r1 + 2 2.21-0.00-0.00=2.21 r1 | none | none',
      ],
    ],
  );

  const withFee = enrolment([], PARTNER_CENTER_2020_05);
  tells('R-AMT-5: the fee is a line of the month too', { story: withFee, shown }, [
    ['buy', buys('2021-01-02', 'a', DAILY), '2021-01 365.00 (1) | none | none | none'],
    [
      'refund after 25 days: 340 less 40.80',
      refunds('2021-01-27', 'a'),
      '2021-01 65.80 (3) | none | none | none',
    ],
    ['it closes', dayIs('2021-02-01'), 'none | 1 65.80-0.00-0.00=65.80 r1 | none | none'],
  ]);

  tells(
    'R-TIM-1: instalments of the first of a month are of that month',
    { story: enrolment(), shown },
    [
      ['buy', buys('2021-01-01', 'a', MONTHLY), '2021-01 31.00 (1) | none | none | none'],
      [
        'the 2nd instalment, and January closes without it',
        dayIs('2021-02-01'),
        '2021-02 31.00 (1) | 1 31.00-0.00-0.00=31.00 r1 | none | none',
      ],
      [
        'buy that day: it is of February',
        buys('2021-02-01', 'b', DAILY),
        '2021-02 396.00 (2) | 1 31.00-0.00-0.00=31.00 r1 | none | none',
      ],
      [
        'refund the instalment, none of its days used: its month is open',
        refunds('2021-02-01', 'a'),
        '2021-02 365.00 (3) | 1 31.00-0.00-0.00=31.00 r1 | none | none',
      ],
      [
        'refund all that is left of the month',
        refunds('2021-02-06', 'b'),
        '2021-02 0.00 (4) | 1 31.00-0.00-0.00=31.00 r1 | none | none',
      ],
      [
        'it closes with an invoice of 0',
        dayIs('2021-03-01'),
        'none | 1 31.00-0.00-0.00=31.00 r1 + 2 0.00-0.00-0.00=0.00 r1 | none | none',
      ],
    ],
  );

  tells('R-PUR-5: instalments of several days join one month', { story: enrolment(), shown }, [
    ['buy', buys('2021-01-10', 'a', MONTHLY), '2021-01 31.00 (1) | none | none | none'],
    ['buy', buys('2021-01-20', 'b', MONTHLY), '2021-01 62.00 (2) | none | none | none'],
    [
      'the first falls due again',
      dayIs('2021-02-10'),
      '2021-02 31.00 (1) | 1 62.00-0.00-0.00=62.00 r1 | none | none',
    ],
    [
      'then the second, and the month is still open',
      dayIs('2021-02-20'),
      '2021-02 62.00 (2) | 1 62.00-0.00-0.00=62.00 r1 | none | none',
    ],
    [
      'a month at once is the same',
      dayIs('2021-04-01'),
      'none | 1 62.00-0.00-0.00=62.00 r1 + 2 62.00-0.00-0.00=62.00 r1 + 3 62.00-0.00-0.00=62.00 r1 | none | none',
    ],
  ]);

  tells(
    'R-PUR-6: a renewal on the first of a month is of that month',
    { story: enrolment(), shown },
    [
      [
        'buy, to be renewed',
        buys('2021-02-01', 'a', { ...DAILY, renew: true }),
        '2021-02 365.00 (1) | none | none | none',
      ],
      [
        'buy in the next January',
        buys('2022-01-10', 'b', { price: '10' }),
        '2022-01 10.00 (1) | 1 365.00-0.00-0.00=365.00 r1 | none | none',
      ],
      [
        'renewed, and January closes without it',
        dayIs('2022-02-01'),
        '2022-02 365.00 (1) | 1 365.00-0.00-0.00=365.00 r1 + 2 10.00-0.00-0.00=10.00 r1 | none | none',
      ],
    ],
  );

  tells('R-PUR-5: a month without overage has no invoice', { story: enrolment(), shown }, [
    ['nothing yet', dayIs('2021-12-01'), 'none | none | none | none'],
    [
      'buy on the last day of the year',
      buys('2021-12-31', 'a', { price: '10' }),
      '2021-12 10.00 (1) | none | none | none',
    ],
    ['the year ends', dayIs('2022-01-01'), 'none | 1 10.00-0.00-0.00=10.00 r1 | none | none'],
    ['nothing more', dayIs('2022-03-31'), 'none | 1 10.00-0.00-0.00=10.00 r1 | none | none'],
    [
      'months later, on a first day: of the month that begins',
      buys('2022-04-01', 'b', { price: '20' }),
      '2022-04 20.00 (1) | 1 10.00-0.00-0.00=10.00 r1 | none | none',
    ],
    [
      'it closes',
      dayIs('2022-05-01'),
      'none | 1 10.00-0.00-0.00=10.00 r1 + 2 20.00-0.00-0.00=20.00 r1 | none | none',
    ],
  ]);

  tells('a leap February, and instalments of the 31st', { story: enrolment(), shown }, [
    ['buy', buys('2024-01-31', 'a', MONTHLY), '2024-01 31.00 (1) | none | none | none'],
    [
      'on 28 February nothing falls due',
      dayIs('2024-02-28'),
      'none | 1 31.00-0.00-0.00=31.00 r1 | none | none',
    ],
    [
      'on the 29th the 2nd instalment',
      dayIs('2024-02-29'),
      '2024-02 31.00 (1) | 1 31.00-0.00-0.00=31.00 r1 | none | none',
    ],
    [
      'and February closes',
      dayIs('2024-03-01'),
      'none | 1 31.00-0.00-0.00=31.00 r1 + 2 31.00-0.00-0.00=31.00 r1 | none | none',
    ],
    [
      'the 3rd again on the 31st',
      dayIs('2024-03-31'),
      '2024-03 31.00 (1) | 1 31.00-0.00-0.00=31.00 r1 + 2 31.00-0.00-0.00=31.00 r1 | none | none',
    ],
  ]);

  tells(
    'R-PUR-4: an overpayment pays what is due, then the next overage',
    { story: enrolment(), shown },
    [
      ['buy', buys('2021-01-15', 'a', { price: '100' }), '2021-01 100.00 (1) | none | none | none'],
      [
        'buy in February',
        buys('2021-02-15', 'b', { price: '20' }),
        '2021-02 20.00 (1) | 1 100.00-0.00-0.00=100.00 r1 | none | none',
      ],
      [
        'buy in March',
        buys('2021-03-15', 'c', { price: '50' }),
        '2021-03 50.00 (1) | 1 100.00-0.00-0.00=100.00 r1 + 2 20.00-0.00-0.00=20.00 r1 | none | none',
      ],
      [
        'pay 150 for the first: 20 for the second, 30 over',
        pays('2021-03-20', 1, '150'),
        '2021-03 50.00 (1) | 1 100.00-100.00-0.00=0.00 r1 + 2 20.00-20.00-0.00=0.00 r1 | none | 30.00 Overpayment',
      ],
      [
        'March is paid from it as far as it goes',
        dayIs('2021-04-01'),
        'none | 1 100.00-100.00-0.00=0.00 r1 + 2 20.00-20.00-0.00=0.00 r1 + 3 50.00-30.00-0.00=20.00 r1 | none | none',
      ],
    ],
  );

  // 500 from January on; 365 of it is spent on what is refunded later.
  const partly = enrolment([['2021-01-01', '2022-01-01', '500']]);
  tells('R-OUT-0: charges of one month, paid in both ways', { story: partly, shown }, [
    ['buy, covered', buys('2021-01-15', 'a', DAILY), 'none | none | none | none'],
    ['buy, not covered', buys('2021-01-15', 'b', DAILY), '2021-01 365.00 (1) | none | none | none'],
    [
      '355 of each back after 10 days; 480 from credit and balance, the rest is overage',
      exchanges('2021-01-25', ['b', 'a'], { c: { price: '480' }, d: { price: '230' } }),
      '2021-01 240.00 (3) | none | none | none',
    ],
    [
      'd is covered no more than it was: 10 are left of 500 + 355 − 365 − 480',
      buys('2021-01-25', 'e', { price: '10.01' }),
      '2021-01 250.01 (4) | none | none | none',
    ],
    [
      'exactly that',
      buys('2021-01-25', 'f', { price: '10' }),
      '2021-01 250.01 (4) | none | none | none',
    ],
  ]);

  tells('R-RET-2: a merge of charges of one month', { story: enrolment(), shown }, [
    [
      'buy 2',
      buys('2021-02-15', 'a', { ...MONTHLY, quantity: 2 }),
      '2021-02 62.00 (1) | none | none | none',
    ],
    ['split', splits('2021-02-16', 'a', { b: 1, c: 1 }), '2021-02 62.00 (1) | none | none | none'],
    [
      'an instalment each',
      dayIs('2021-03-15'),
      '2021-03 62.00 (2) | 1 62.00-0.00-0.00=62.00 r1 | none | none',
    ],
    [
      'merge',
      merges('2021-03-16', ['b', 'c'], 'd'),
      '2021-03 62.00 (2) | 1 62.00-0.00-0.00=62.00 r1 | none | none',
    ],
    [
      'refund both after 10 of 31 days: a line for each',
      refunds('2021-03-25', 'd'),
      '2021-03 20.00 (4) | 1 62.00-0.00-0.00=62.00 r1 | none | none',
    ],
  ]);
});

describe('R-PUR-5: the invoice of a month', () => {
  it('R-TIM-1: bills no instalment of the first that came in another append', () => {
    const told = { story: enrolment()(), named: new Map() };
    for (let count = 0; count < STEPS_PER_APPEND_MAX + 1; count += 1)
      buys('2021-01-01', 'a', { price: '0.12', plan: 'Monthly' })(told);
    dayIs('2021-02-01')(told);
    expect(shown(told)).toBe('2021-02 2.01 (201) | 1 2.01-0.00-0.00=2.01 r1 | none | none');
    expect(told.story.facts('OverageMonthClosed')).toMatchObject([{ lineCount: 201 }]);
  });

  it('is dated the first of the next one, falls due 30 days later, and says which month it is of', () => {
    const told = { story: enrolment()(), named: new Map() };
    buys('2021-12-15', 'a', { price: '10' })(told);
    dayIs('2022-02-15')(told);
    expect(told.story.facts('OverageMonthClosed')).toEqual([
      {
        month: '2021-12',
        closedOn: '2022-01-01',
        lineCount: 1,
        total: usd('10.00'),
        invoice: 'contoso-000001',
      },
    ]);
    expect(told.story.facts('InvoiceIssued')).toMatchObject([
      {
        number: 'contoso-000001',
        issuedOn: '2022-01-01',
        dueOn: '2022-01-31',
        why: 'OverageMonth',
        overageMonth: '2021-12',
        carries: [],
        lineCount: 1,
        status: 'Due',
      },
    ]);
  });
});
