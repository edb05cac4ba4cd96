import { showsOverage as shown } from '../../../../../test/support/account-columns';
import {
  buys,
  dayIs,
  enrolment,
  merges,
  pays,
  refunds,
  splits,
  type Step,
  tells,
} from '../../../../../test/support/account-steps';
import { usd } from '../../../../../test/support/account-story';
import { PARTNER_CENTER_2020_05, SELF_SERVICE_2021_04 } from '#ledger-core';

/** 365.00 upfront for a year: 1.00 a day. */
const DAILY = { price: '365' };
/** 31.00 a month. */
const MONTHLY = { price: '372', plan: 'Monthly' } as const;

/** 365.00 of overage in January, billed on 1 February. */
const january: readonly Step[] = [
  ['buy', buys('2021-01-15', 'a', DAILY), '2021-01 365.00 (1) | none | none | none'],
  ['January closes', dayIs('2021-02-01'), 'none | 1 365.00-0.00-0.00=365.00 r1 | none | none'],
];

describe('open months | invoices | credit notes | retained, step by step', () => {
  tells('R-OUT-2: the original is unpaid', { story: enrolment(), shown }, [
    ...january,
    [
      'refund after 40 days: against its unpaid part, in a new revision',
      refunds('2021-02-24', 'a'),
      'none | 1 365.00-0.00-325.00=40.00 r2 | 2 325.00 for 1, 0.00 over | none',
    ],
    [
      'pay what is left',
      pays('2021-02-25', 1, '40'),
      'none | 1 365.00-40.00-325.00=0.00 r2 | 2 325.00 for 1, 0.00 over | none',
    ],
    [
      'pay more: nothing can take it',
      pays('2021-02-26', 1, '3'),
      'none | 1 365.00-40.00-325.00=0.00 r2 | 2 325.00 for 1, 0.00 over | 3.00 Overpayment',
    ],
  ]);

  tells('R-OUT-2: the original is paid in part', { story: enrolment(), shown }, [
    ...january,
    [
      'pay 100',
      pays('2021-02-20', 1, '100'),
      'none | 1 365.00-100.00-0.00=265.00 r1 | none | none',
    ],
    [
      'refund after 40 days: 265 against it, 60 carried',
      refunds('2021-02-24', 'a'),
      'none | 1 365.00-100.00-265.00=0.00 r2 | 2 325.00 for 1, 60.00 over | 60.00 OverageCredit',
    ],
    [
      'buy: as long as the month is open it is retained',
      buys('2021-03-10', 'b', { price: '100' }),
      '2021-03 100.00 (1) | 1 365.00-100.00-265.00=0.00 r2 | 2 325.00 for 1, 60.00 over | 60.00 OverageCredit',
    ],
    [
      'on the next invoice it is a payment',
      dayIs('2021-04-01'),
      'none | 1 365.00-100.00-265.00=0.00 r2 + 3 100.00-60.00-0.00=40.00 r1 | 2 325.00 for 1, 60.00 over | none',
    ],
  ]);

  tells('R-OUT-2: the original is due exactly what comes back', { story: enrolment(), shown }, [
    [
      'buy 2',
      buys('2021-01-15', 'a', { ...DAILY, quantity: 2 }),
      '2021-01 730.00 (1) | none | none | none',
    ],
    [
      'pay so much that one refund is due',
      pays('2021-02-20', 1, '405'),
      'none | 1 730.00-405.00-0.00=325.00 r1 | none | none',
    ],
    [
      'refund one after 40 days: nothing is over',
      refunds('2021-02-24', 'a', 1),
      'none | 1 730.00-405.00-325.00=0.00 r2 | 2 325.00 for 1, 0.00 over | none',
    ],
    [
      'refund the other after 41: all of it is',
      refunds('2021-02-25', 'a'),
      'none | 1 730.00-405.00-325.00=0.00 r3 | 2 325.00 for 1, 0.00 over + 3 324.00 for 1, 324.00 over | 324.00 OverageCredit',
    ],
  ]);

  tells('R-OUT-2: a surplus goes from invoice to invoice', { story: enrolment(), shown }, [
    ...january,
    ['pay', pays('2021-02-20', 1, '365'), 'none | 1 365.00-365.00-0.00=0.00 r1 | none | none'],
    [
      'refund after 40 days',
      refunds('2021-02-24', 'a'),
      'none | 1 365.00-365.00-0.00=0.00 r2 | 2 325.00 for 1, 325.00 over | 325.00 OverageCredit',
    ],
    [
      'buy',
      buys('2021-02-25', 'b', { price: '100' }),
      '2021-02 100.00 (1) | 1 365.00-365.00-0.00=0.00 r2 | 2 325.00 for 1, 325.00 over | 325.00 OverageCredit',
    ],
    [
      'an overpayment besides',
      pays('2021-02-26', 1, '30'),
      '2021-02 100.00 (1) | 1 365.00-365.00-0.00=0.00 r2 | 2 325.00 for 1, 325.00 over | 325.00 OverageCredit + 30.00 Overpayment',
    ],
    [
      'the overpayment first (R-PUR-4), then 70 of the surplus',
      dayIs('2021-03-01'),
      'none | 1 365.00-365.00-0.00=0.00 r2 + 3 100.00-100.00-0.00=0.00 r1 | 2 325.00 for 1, 325.00 over | 255.00 OverageCredit',
    ],
    [
      'the next but one month takes the rest',
      buys('2021-04-10', 'c', { price: '300' }),
      '2021-04 300.00 (1) | 1 365.00-365.00-0.00=0.00 r2 + 3 100.00-100.00-0.00=0.00 r1 | 2 325.00 for 1, 325.00 over | 255.00 OverageCredit',
    ],
    [
      'as a payment',
      dayIs('2021-05-01'),
      'none | 1 365.00-365.00-0.00=0.00 r2 + 3 100.00-100.00-0.00=0.00 r1 + 4 300.00-255.00-0.00=45.00 r1 | 2 325.00 for 1, 325.00 over | none',
    ],
  ]);

  // One invoice a month: x of January, a of February, y of March, z of April, then w of May.
  const months: readonly Step[] = [
    ['x', buys('2021-01-10', 'x', { price: '50' }), '2021-01 50.00 (1) | none | none | none'],
    [
      'a',
      buys('2021-02-10', 'a', DAILY),
      '2021-02 365.00 (1) | 1 50.00-0.00-0.00=50.00 r1 | none | none',
    ],
    [
      'y',
      buys('2021-03-10', 'y', { price: '30' }),
      '2021-03 30.00 (1) | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-0.00-0.00=365.00 r1 | none | none',
    ],
    [
      'z',
      buys('2021-04-10', 'z', { price: '40' }),
      '2021-04 40.00 (1) | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-0.00-0.00=365.00 r1 + 3 30.00-0.00-0.00=30.00 r1 | none | none',
    ],
  ];

  tells(
    'R-OUT-2: later unpaid ones in order; an earlier one is left alone',
    { story: enrolment(), shown },
    [
      ...months,
      [
        'the second is paid',
        pays('2021-05-02', 2, '365'),
        'none | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-365.00-0.00=0.00 r1 + 3 30.00-0.00-0.00=30.00 r1 + 4 40.00-0.00-0.00=40.00 r1 | none | none',
      ],
      [
        'a after 90 days: 30 and 40 of 275; three new revisions',
        refunds('2021-05-11', 'a'),
        'none | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-365.00-0.00=0.00 r2 + 3 30.00-0.00-30.00=0.00 r2 + 4 40.00-0.00-40.00=0.00 r2 | 5 275.00 for 2, 205.00 over | 205.00 OverageCredit',
      ],
      [
        'w',
        buys('2021-05-12', 'w', { price: '100' }),
        '2021-05 100.00 (1) | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-365.00-0.00=0.00 r2 + 3 30.00-0.00-30.00=0.00 r2 + 4 40.00-0.00-40.00=0.00 r2 | 5 275.00 for 2, 205.00 over | 205.00 OverageCredit',
      ],
      [
        'May closes',
        dayIs('2021-06-01'),
        'none | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-365.00-0.00=0.00 r2 + 3 30.00-0.00-30.00=0.00 r2 + 4 40.00-0.00-40.00=0.00 r2 + 6 100.00-100.00-0.00=0.00 r1 | 5 275.00 for 2, 205.00 over | 105.00 OverageCredit',
      ],
      [
        'x of the first month, after 151 of 365 days: 50 − 20.68; all that stand are reopened',
        refunds('2021-06-10', 'x'),
        'none | 1 50.00-0.00-29.32=20.68 r2 + 2 365.00-365.00-0.00=0.00 r3 + 3 30.00-0.00-30.00=0.00 r3 + 4 40.00-0.00-40.00=0.00 r3 + 6 100.00-100.00-0.00=0.00 r2 | 5 275.00 for 2, 205.00 over + 7 29.32 for 1, 0.00 over | 105.00 OverageCredit',
      ],
    ],
  );

  tells(
    'R-OUT-2: the original first, and no more than the note has',
    { story: enrolment(), shown },
    [
      ...months,
      [
        'the second is paid but for 220',
        pays('2021-05-02', 2, '145'),
        'none | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-145.00-0.00=220.00 r1 + 3 30.00-0.00-0.00=30.00 r1 + 4 40.00-0.00-0.00=40.00 r1 | none | none',
      ],
      [
        'a after 90 days: 220, 30, and 25 of 40',
        refunds('2021-05-11', 'a'),
        'none | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-145.00-220.00=0.00 r2 + 3 30.00-0.00-30.00=0.00 r2 + 4 40.00-0.00-25.00=15.00 r2 | 5 275.00 for 2, 0.00 over | none',
      ],
      [
        'a payment of the second now pays others, oldest first',
        pays('2021-05-12', 2, '60'),
        'none | 1 50.00-50.00-0.00=0.00 r1 + 2 365.00-145.00-220.00=0.00 r2 + 3 30.00-0.00-30.00=0.00 r2 + 4 40.00-10.00-25.00=5.00 r2 | 5 275.00 for 2, 0.00 over | none',
      ],
    ],
  );

  const noteAlone = enrolment([], { ...SELF_SERVICE_2021_04, overageOutcome: 'creditNote' });
  tells(
    'the outcome `creditNote`: no new revisions of later invoices',
    { story: noteAlone, shown },
    [
      ...months,
      [
        'the second is paid',
        pays('2021-05-02', 2, '365'),
        'none | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-365.00-0.00=0.00 r1 + 3 30.00-0.00-0.00=30.00 r1 + 4 40.00-0.00-0.00=40.00 r1 | none | none',
      ],
      [
        'a after 90 days: the same note and settlement',
        refunds('2021-05-11', 'a'),
        'none | 1 50.00-0.00-0.00=50.00 r1 + 2 365.00-365.00-0.00=0.00 r2 + 3 30.00-0.00-30.00=0.00 r1 + 4 40.00-0.00-40.00=0.00 r1 | 5 275.00 for 2, 205.00 over | 205.00 OverageCredit',
      ],
    ],
  );

  tells(
    'a refund on the first of the next month finds January closed',
    { story: enrolment(), shown },
    [
      ['buy', buys('2021-01-25', 'a', DAILY), '2021-01 365.00 (1) | none | none | none'],
      [
        'refund after 7 days',
        refunds('2021-02-01', 'a'),
        'none | 1 365.00-0.00-358.00=7.00 r2 | 2 358.00 for 1, 0.00 over | none',
      ],
    ],
  );

  tells('a credit note of 0', { story: enrolment(), shown }, [
    [
      'buy for a cent',
      buys('2021-01-15', 'a', { price: '0.01' }),
      '2021-01 0.01 (1) | none | none | none',
    ],
    [
      'refund after 200 of 365 days: the cent is used',
      refunds('2021-08-03', 'a'),
      'none | 1 0.01-0.00-0.00=0.01 r2 | 2 0.00 for 1, 0.00 over | none',
    ],
  ]);

  const withFee = enrolment([], PARTNER_CENTER_2020_05);
  tells('R-AMT-5: the note is of what comes back after the fee', { story: withFee, shown }, [
    ...january,
    [
      'refund after 65 days: 300 less 36',
      refunds('2021-03-21', 'a'),
      'none | 1 365.00-0.00-264.00=101.00 r2 | 2 264.00 for 1, 0.00 over | none',
    ],
  ]);

  tells(
    'R-RET-2: two charges that one invoice billed make one note',
    { story: enrolment(), shown },
    [
      [
        'buy 2',
        buys('2021-02-15', 'a', { ...MONTHLY, quantity: 2 }),
        '2021-02 62.00 (1) | none | none | none',
      ],
      [
        'split',
        splits('2021-02-16', 'a', { b: 1, c: 1 }),
        '2021-02 62.00 (1) | none | none | none',
      ],
      [
        'an instalment each; merge when their month is closed',
        merges('2021-04-02', ['b', 'c'], 'd'),
        'none | 1 62.00-0.00-0.00=62.00 r1 + 2 62.00-0.00-0.00=62.00 r1 | none | none',
      ],
      [
        'refund both after 18 of 31 days: 13 each',
        refunds('2021-04-02', 'd'),
        'none | 1 62.00-0.00-0.00=62.00 r1 + 2 62.00-0.00-26.00=36.00 r2 | 3 26.00 for 2, 0.00 over | none',
      ],
    ],
  );
});

describe('R-OUT-2: a credit note', () => {
  it('names its original, its lines and what it was set against; each revision says why', () => {
    const told = { story: enrolment([], PARTNER_CENTER_2020_05)(), named: new Map() };
    buys('2021-01-15', 'a', DAILY)(told);
    buys('2021-02-15', 'b', { price: '20' })(told);
    pays('2021-03-02', 1, '355')(told);
    refunds('2021-03-21', 'a')(told);
    const [share] = told.story.facts('ReservationReturned').flatMap(({ shares }) => shares);
    expect(told.story.facts('CreditNoteIssued')).toEqual([
      {
        number: 'contoso-000003',
        creditFor: 'contoso-000001',
        issuedOn: '2021-03-21',
        newLines: [share?.line.lineId, share?.feeLine?.lineId],
        lineCount: 2,
        total: usd('264.00'),
        applied: [
          {
            invoice: 'contoso-000001',
            amount: usd('10.00'),
            creditedAfter: usd('10.00'),
            amountDueAfter: usd('0.00'),
            statusAfter: 'Paid',
          },
          {
            invoice: 'contoso-000002',
            amount: usd('20.00'),
            creditedAfter: usd('20.00'),
            amountDueAfter: usd('0.00'),
            statusAfter: 'Paid',
          },
        ],
        carried: usd('234.00'),
      },
    ]);
    const why = 'Revised for credit note contoso-000003 (overage of contoso-000001)';
    expect(told.story.facts('InvoiceRevised')).toMatchObject([
      { number: 'contoso-000001', revision: 2, why, paid: usd('355.00'), status: 'Paid' },
      { number: 'contoso-000002', revision: 2, why, credited: usd('20.00'), status: 'Paid' },
    ]);
  });
});
