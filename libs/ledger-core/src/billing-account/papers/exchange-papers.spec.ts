import { showsInvoices as shown } from '../../../../../test/support/account-columns';
import {
  buys,
  dayIs,
  exchanges,
  pays,
  refunds,
  type Step,
  tells,
} from '../../../../../test/support/account-steps';
import { AccountStory } from '../../../../../test/support/account-story';

const story = (): AccountStory => new AccountStory();
/** 365.00 upfront for a year: 1.00 a day. */
const DAILY = { price: '365' };
/** 31.00 a month. */
const MONTHLY = { price: '372', plan: 'Monthly' } as const;

/** 365.00 on 15 January; on 24 February 40.00 of it are used and 325.00 come back. */
const bought: readonly Step[] = [
  ['buy a', buys('2021-01-15', 'a', DAILY), '1 365.00-0.00=365.00 (1) | none'],
];

describe('papers | retained, step by step', () => {
  tells('R-OUT-5: one for one, unpaid', { story, shown }, [
    ...bought,
    [
      '325 back, 400 bought: every line stands again, and two more',
      exchanges('2021-02-24', ['a'], { b: { price: '400' } }),
      '1 void by 2, 2 440.00-0.00=440.00 (3) | none',
    ],
    [
      'pay the replaced one',
      pays('2021-02-25', 1, '365'),
      '1 void by 2, 2 440.00-365.00=75.00 (3) | none',
    ],
    [
      'refund b in full after 4 days',
      refunds('2021-02-28', 'b'),
      '1 void by 2, 2 void by 3, 3 40.00-40.00=0.00 (4) | 325.00 Refund',
    ],
    [
      'pay the first of the chain: all of it is over',
      pays('2021-03-01', 1, '5'),
      '1 void by 2, 2 void by 3, 3 40.00-40.00=0.00 (4) | 325.00 Refund + 5.00 Overpayment',
    ],
  ]);

  tells('R-OUT-3: a payment of a replaced paper is of its replacement first', { story, shown }, [
    ...bought,
    [
      'buy k',
      buys('2021-01-20', 'k', { price: '10' }),
      '1 365.00-0.00=365.00 (1), 2 10.00-0.00=10.00 (1) | none',
    ],
    [
      '325 back, 400 bought',
      exchanges('2021-02-24', ['a'], { b: { price: '400' } }),
      '1 void by 3, 2 10.00-0.00=10.00 (1), 3 440.00-0.00=440.00 (3) | none',
    ],
    [
      'pay the replaced one: not the older that is due',
      pays('2021-02-25', 1, '365'),
      '1 void by 3, 2 10.00-0.00=10.00 (1), 3 440.00-365.00=75.00 (3) | none',
    ],
    [
      'pay 80 more: 75, then 5 of the older',
      pays('2021-02-26', 1, '80'),
      '1 void by 3, 2 10.00-5.00=5.00 (1), 3 440.00-440.00=0.00 (3) | none',
    ],
  ]);

  tells('R-OUT-5: one for one, paid in part', { story, shown }, [
    ...bought,
    ['pay 100', pays('2021-01-20', 1, '100'), '1 365.00-100.00=265.00 (1) | none'],
    [
      '325 back, 400 bought',
      exchanges('2021-02-24', ['a'], { b: { price: '400' } }),
      '1 void by 2, 2 440.00-100.00=340.00 (3) | none',
    ],
    [
      'refund b after 73 of 365 days: 320 back, so 120 stay',
      refunds('2021-05-08', 'b'),
      '1 void by 2, 2 void by 3, 3 120.00-100.00=20.00 (4) | none',
    ],
  ]);

  tells('R-OUT-5: one for one, paid', { story, shown }, [
    ...bought,
    ['pay', pays('2021-01-20', 1, '365'), '1 365.00-365.00=0.00 (1) | none'],
    [
      '325 back, 730 bought: the refund is set against it, 405 are due',
      exchanges('2021-02-24', ['a'], { b: { price: '730' } }),
      '1 void by 2, 2 770.00-365.00=405.00 (3) | none',
    ],
    [
      'refund b after 10 days, 710, before it is paid: 60 stay, 305 are over',
      refunds('2021-03-06', 'b'),
      '1 void by 2, 2 void by 3, 3 60.00-60.00=0.00 (4) | 305.00 Refund',
    ],
  ]);

  tells('R-EXC-3: equality: nothing is due, nothing is over', { story, shown }, [
    ...bought,
    ['pay', pays('2021-01-20', 1, '365'), '1 365.00-365.00=0.00 (1) | none'],
    [
      '325 back, 325 bought',
      exchanges('2021-02-24', ['a'], { b: { price: '325' } }),
      '1 void by 2, 2 365.00-365.00=0.00 (3) | none',
    ],
  ]);

  tells('R-OUT-5: two for one, the first paid, the second not', { story, shown }, [
    ...bought,
    [
      'buy b',
      buys('2021-02-10', 'b', DAILY),
      '1 365.00-0.00=365.00 (1), 2 365.00-0.00=365.00 (1) | none',
    ],
    [
      'pay the first',
      pays('2021-02-11', 1, '365'),
      '1 365.00-365.00=0.00 (1), 2 365.00-0.00=365.00 (1) | none',
    ],
    [
      '310 and 336 back, 700 bought: one paper of 2 + 2 + 1 lines',
      exchanges('2021-03-11', ['a', 'b'], { c: { price: '700' } }),
      '1 void by 3, 2 void by 3, 3 784.00-365.00=419.00 (5) | none',
    ],
    [
      'pay the second, which is void: of its replacement',
      pays('2021-03-12', 2, '419'),
      '1 void by 3, 2 void by 3, 3 784.00-784.00=0.00 (5) | none',
    ],
    [
      'refund c after 73 of 365 days: 560',
      refunds('2021-05-23', 'c'),
      '1 void by 3, 2 void by 3, 3 void by 4, 4 224.00-224.00=0.00 (6) | 560.00 Refund',
    ],
  ]);

  tells('R-OUT-5, then R-OUT-3: one for three, and each refunded', { story, shown }, [
    ...bought,
    ['pay', pays('2021-01-20', 1, '365'), '1 365.00-365.00=0.00 (1) | none'],
    [
      '325 back, 365 + 365 + 730 bought',
      exchanges('2021-02-24', ['a'], { b: DAILY, c: DAILY, d: { price: '730' } }),
      '1 void by 2, 2 1500.00-365.00=1135.00 (5) | none',
    ],
    [
      'pay the rest',
      pays('2021-02-25', 2, '1135'),
      '1 void by 2, 2 1500.00-1500.00=0.00 (5) | none',
    ],
    [
      'refund c after 10 days: 355',
      refunds('2021-03-06', 'c'),
      '1 void by 2, 2 void by 3, 3 1145.00-1145.00=0.00 (6) | 355.00 Refund',
    ],
    [
      'refund d after 20 days: 690',
      refunds('2021-03-16', 'd'),
      '1 void by 2, 2 void by 3, 3 void by 4, 4 455.00-455.00=0.00 (7) | 355.00 Refund + 690.00 Refund',
    ],
    [
      'refund b after 30 days: 335; 40 + 10 + 40 + 30 stay',
      refunds('2021-03-26', 'b'),
      '1 void by 2, 2 void by 3, 3 void by 4, 4 void by 5, 5 120.00-120.00=0.00 (8) | 355.00 Refund + 690.00 Refund + 335.00 Refund',
    ],
  ]);

  tells('R-OUT-5: what one paper billed goes back by one paper', { story, shown }, [
    ...bought,
    [
      'one for two',
      exchanges('2021-02-24', ['a'], { b: DAILY, c: DAILY }),
      '1 void by 2, 2 770.00-0.00=770.00 (4) | none',
    ],
    [
      'buy another',
      buys('2021-02-24', 'd', DAILY),
      '1 void by 2, 2 770.00-0.00=770.00 (4), 3 365.00-0.00=365.00 (1) | none',
    ],
    [
      'all three after 10 days, 3 × 355, for one of 1100: two papers, 770 + 365 − 1065 + 1100',
      exchanges('2021-03-06', ['d', 'c', 'b'], { e: { price: '1100' } }),
      '1 void by 2, 2 void by 4, 3 void by 4, 4 1170.00-0.00=1170.00 (9) | none',
    ],
  ]);

  tells('R-RET-2: a part of it; the rest is on the same paper', { story, shown }, [
    [
      'buy 3',
      buys('2021-01-15', 'a', { ...DAILY, quantity: 3 }),
      '1 1095.00-0.00=1095.00 (1) | none',
    ],
    ['pay', pays('2021-01-16', 1, '1095'), '1 1095.00-1095.00=0.00 (1) | none'],
    [
      'one after 40 days, 400 bought',
      exchanges('2021-02-24', [['a', { quantity: 1 }]], { b: { price: '400' } }),
      '1 void by 2, 2 1170.00-1095.00=75.00 (3) | none',
    ],
    [
      'refund the other two after 50 days: 630',
      refunds('2021-03-06', 'a'),
      '1 void by 2, 2 void by 3, 3 540.00-540.00=0.00 (4) | 555.00 Refund',
    ],
  ]);

  tells('R-OUT-0: of a monthly one only the last instalment’s paper', { story, shown }, [
    ['buy', buys('2021-02-15', 'a', MONTHLY), '1 31.00-0.00=31.00 (1) | none'],
    [
      'the 2nd instalment',
      dayIs('2021-03-15'),
      '1 31.00-0.00=31.00 (1), 2 31.00-0.00=31.00 (1) | none',
    ],
    [
      'pay it',
      pays('2021-03-16', 2, '31'),
      '1 31.00-0.00=31.00 (1), 2 31.00-31.00=0.00 (1) | none',
    ],
    [
      '21 back after 10 of 31 days, a first instalment of 40 bought; 310 were cancelled',
      exchanges('2021-03-25', ['a'], { b: { price: '480', plan: 'Monthly' } }),
      '1 31.00-0.00=31.00 (1), 2 void by 3, 3 50.00-31.00=19.00 (3) | none',
    ],
    [
      'its 2nd instalment; the old one has no 3rd',
      dayIs('2021-04-25'),
      '1 31.00-0.00=31.00 (1), 2 void by 3, 3 50.00-31.00=19.00 (3), 4 40.00-0.00=40.00 (1) | none',
    ],
  ]);
});

describe('R-OUT-5: the one new invoice', () => {
  it('carries the papers in their order, then the refunds, then the purchases, and falls due from that day', () => {
    const told = { story: story(), named: new Map() };
    buys('2021-01-15', 'a', DAILY)(told);
    buys('2021-02-10', 'b', DAILY)(told);
    pays('2021-02-11', 2, '365')(told);
    exchanges('2021-03-11', ['b', 'a'], { c: { price: '400' }, d: { price: '300' } })(told);
    const refunded = told.story
      .facts('ReservationReturned')
      .flatMap(({ shares }) => shares.map(({ line }) => line.lineId));
    const charged = told.story.facts('ChargeMade').map(({ line }) => line.lineId);
    expect(told.story.facts('InvoiceIssued').at(-1)).toMatchObject({
      number: 'contoso-000003',
      issuedOn: '2021-03-11',
      dueOn: '2021-04-10',
      why: 'Exchange',
      carries: ['contoso-000001', 'contoso-000002'],
      newLines: [...refunded, ...charged.slice(-2)],
      status: 'Due',
    });
    const [, payment] = told.story.facts('InvoiceVoided').map(({ payments }) => payments);
    expect(payment).toMatchObject([
      { paymentId: told.story.facts('PaymentRecorded')[0]?.paymentId, moved: { amount: '365.00' } },
    ]);
    expect(told.story.facts('InvoiceVoided')).toMatchObject([
      { number: 'contoso-000001', revision: 2, replacedBy: 'contoso-000003', payments: [] },
      { number: 'contoso-000002', revision: 2, replacedBy: 'contoso-000003' },
    ]);
  });
});
