import {
  buys,
  dayIs,
  exchanges,
  pays,
  refunds,
  type Step,
  tells,
} from '../../../../../test/support/account-steps';
import {
  AMEX,
  cardPayer,
  changesCard,
  MASTER,
  movesRequest,
  showsCards as shown,
  VISA,
} from '../../../../../test/support/card-steps';
import { usd } from '../../../../../test/support/account-story';
import { PARTNER_CENTER_2020_05 } from '#ledger-core';

/** 365.00 upfront for a year: 1.00 a day. */
const DAILY = { price: '365' };
/** 31.00 a month. */
const MONTHLY = { price: '372', plan: 'Monthly' } as const;

/** Bought by Visa on 15 January; on 24 February 40.00 of it are used. */
const bought: readonly Step[] = [
  ['buy a', buys('2021-01-15', 'a', DAILY), '1 365.00 visa 365.00 | none | none | none | none'],
];

describe('papers | sent back | held | support requests | retained, step by step', () => {
  tells(
    'R-OUT-5: the refund is set against the purchase, the rest is charged',
    { story: cardPayer(), shown },
    [
      ...bought,
      [
        '325 back, 400 bought: 75 more',
        exchanges('2021-02-24', ['a'], { b: { price: '400' } }),
        '1 void, 2 440.00 visa 365.00 visa 75.00 | none | none | none | none',
      ],
      [
        '400 back after 3 days, 400 bought: nothing is charged, nothing goes back',
        exchanges('2021-02-27', ['b'], { c: { price: '400' } }),
        '1 void, 2 void, 3 440.00 visa 365.00 visa 75.00 | none | none | none | none',
      ],
      [
        'refund in full: the latest payment first, of one card too',
        refunds('2021-02-28', 'c'),
        '1 void, 2 void, 3 void, 4 40.00 visa 40.00 | visa 325.00 + visa 75.00 | none | none | none',
      ],
    ],
  );

  tells(
    'R-OUT-4: the latest payment is the one made last, whatever paper it has moved to since',
    { story: cardPayer(), shown },
    [
      [
        'buy two by Visa in January',
        buys('2021-01-15', 'a', { ...DAILY, quantity: 2 }),
        '1 730.00 visa 730.00 | none | none | none | none',
      ],
      [
        'MasterCard on file',
        changesCard('2021-02-01', MASTER),
        '1 730.00 visa 730.00 | none | none | none | none',
      ],
      [
        'buy another in February',
        buys('2021-02-10', 'b', DAILY),
        '1 730.00 visa 730.00, 2 365.00 master 365.00 | none | none | none | none',
      ],
      [
        'refund one of the two after 40 days: 325 held, and January’s payment stands on the newest paper',
        refunds('2021-02-24', 'a', 1),
        '1 void, 2 365.00 master 365.00, 3 405.00 visa 405.00 | none | visa 325.00 | Created 325.00 | none',
      ],
      [
        'Amex on file',
        changesCard('2021-03-01', AMEX),
        '1 void, 2 365.00 master 365.00, 3 405.00 visa 405.00 | none | visa 325.00 | Created 325.00 | none',
      ],
      // 55 of 365 days used: 310; 29 of 365: 336. 1000 − 646 = 354 more.
      [
        'exchange both for 1000',
        exchanges('2021-03-11', ['a', 'b'], { c: { price: '1000' } }),
        '1 void, 2 void, 3 void, 4 1124.00 visa 405.00 master 365.00 amex 354.00 | none | visa 325.00 | Created 325.00 | none',
      ],
      [
        'refund it in full: Amex, then February’s MasterCard, then January’s Visa',
        refunds('2021-03-16', 'c'),
        '1 void, 2 void, 3 void, 4 void, 5 124.00 visa 124.00 | amex 354.00 | visa 325.00 + visa 281.00 + master 365.00 | Created 325.00 + Created 646.00 | none',
      ],
    ],
  );

  tells('R-OUT-5: what is over goes back to the card', { story: cardPayer(), shown }, [
    ...bought,
    [
      '325 back, a first instalment of 31: 294 are over',
      exchanges('2021-02-24', ['a'], { b: MONTHLY }),
      '1 void, 2 71.00 visa 71.00 | visa 294.00 | none | none | none',
    ],
    [
      'the 2nd instalment',
      dayIs('2021-03-24'),
      '1 void, 2 71.00 visa 71.00, 3 31.00 visa 31.00 | visa 294.00 | none | none | none',
    ],
    [
      'refund it after 10 of 31 days: of its own paper (R-OUT-0)',
      refunds('2021-04-03', 'b'),
      '1 void, 2 71.00 visa 71.00, 3 void, 4 10.00 visa 10.00 | visa 294.00 + visa 21.00 | none | none | none',
    ],
  ]);

  tells('R-OUT-4: what is over is held when the card has changed', { story: cardPayer(), shown }, [
    ...bought,
    [
      'another card',
      changesCard('2021-02-01', MASTER),
      '1 365.00 visa 365.00 | none | none | none | none',
    ],
    [
      '294 are over',
      exchanges('2021-02-24', ['a'], { b: MONTHLY }),
      '1 void, 2 71.00 visa 71.00 | none | visa 294.00 | Created 294.00 | none',
    ],
    [
      'the first instalment, back in full: its card is the new one, which paid nothing here',
      refunds('2021-02-26', 'b'),
      '1 void, 2 void, 3 40.00 visa 40.00 | none | visa 294.00 + visa 31.00 | Created 294.00 + Created 31.00 | none',
    ],
    [
      'look at the second',
      movesRequest('2021-02-27', 2, 'InProgress'),
      '1 void, 2 void, 3 40.00 visa 40.00 | none | visa 294.00 + visa 31.00 | Created 294.00 + InProgress 31.00 | none',
    ],
    [
      'approve it: the first stays held',
      movesRequest('2021-02-28', 2, 'Approved'),
      '1 void, 2 void, 3 40.00 visa 40.00 | master 31.00 | visa 294.00 | Created 294.00 + Approved 31.00 | none',
    ],
  ]);

  tells('R-OUT-4: the own card first, then the others', { story: cardPayer(), shown }, [
    ...bought,
    [
      'another card',
      changesCard('2021-02-01', MASTER),
      '1 365.00 visa 365.00 | none | none | none | none',
    ],
    [
      '325 back, 730 bought: the new card pays 405',
      exchanges('2021-02-24', ['a'], { b: { price: '730' } }),
      '1 void, 2 770.00 visa 365.00 master 405.00 | none | none | none | none',
    ],
    [
      'refund after 10 days: 710, to the new card what it paid there, the rest to the old one',
      refunds('2021-03-06', 'b'),
      '1 void, 2 void, 3 60.00 visa 60.00 | master 405.00 | visa 305.00 | Created 305.00 | none',
    ],
  ]);

  /** Three cards on one paper: 365.00 of Visa, 405.00 of MasterCard, 385.00 of American Express. */
  const threeCards: readonly Step[] = [
    ...bought,
    [
      'MasterCard',
      changesCard('2021-02-01', MASTER),
      '1 365.00 visa 365.00 | none | none | none | none',
    ],
    [
      '325 back, 730 bought',
      exchanges('2021-02-24', ['a'], { b: { price: '730' } }),
      '1 void, 2 770.00 visa 365.00 master 405.00 | none | none | none | none',
    ],
    [
      'American Express',
      changesCard('2021-03-01', AMEX),
      '1 void, 2 770.00 visa 365.00 master 405.00 | none | none | none | none',
    ],
    [
      '710 back after 10 days, 3 × 365 bought',
      exchanges('2021-03-06', ['b'], { c: { ...DAILY, quantity: 3 } }),
      '1 void, 2 void, 3 1155.00 visa 365.00 master 405.00 amex 385.00 | none | none | none | none',
    ],
  ];
  tells('R-OUT-4: three cards, all at once', { story: cardPayer(), shown }, [
    ...threeCards,
    [
      'refund after 10 days: 1065; one request for both cards that are on file no longer',
      refunds('2021-03-16', 'c'),
      '1 void, 2 void, 3 void, 4 90.00 visa 90.00 | amex 385.00 | visa 275.00 + master 405.00 | Created 680.00 | none',
    ],
  ]);
  tells('R-OUT-4: three cards, one after the other', { story: cardPayer(), shown }, [
    ...threeCards,
    [
      'refund one after 10 days: 355',
      refunds('2021-03-16', 'c', 1),
      '1 void, 2 void, 3 void, 4 800.00 visa 365.00 master 405.00 amex 30.00 | amex 355.00 | none | none | none',
    ],
    [
      'one after 20 days: 345, of which the own card still holds 30',
      refunds('2021-03-26', 'c', 1),
      '1 void, 2 void, 3 void, 4 void, 5 455.00 visa 365.00 master 90.00 | amex 355.00 + amex 30.00 | master 315.00 | Created 315.00 | none',
    ],
    [
      'the last after 30 days: 335, nothing of the own card',
      refunds('2021-04-05', 'c'),
      '1 void, 2 void, 3 void, 4 void, 5 void, 6 120.00 visa 120.00 | amex 355.00 + amex 30.00 | master 315.00 + visa 245.00 + master 90.00 | Created 315.00 + Created 335.00 | none',
    ],
  ]);
  tells('R-OUT-4: three cards, the second on file again', { story: cardPayer(), shown }, [
    ...threeCards,
    [
      'MasterCard',
      changesCard('2021-03-07', MASTER),
      '1 void, 2 void, 3 1155.00 visa 365.00 master 405.00 amex 385.00 | none | none | none | none',
    ],
    [
      'refund two after 10 days, 710: the card of the charge still comes first',
      refunds('2021-03-16', 'c', 2),
      '1 void, 2 void, 3 void, 4 445.00 visa 365.00 master 80.00 | master 325.00 | amex 385.00 | Created 385.00 | none',
    ],
  ]);

  /** Two charges by two cards. On 11 March 310.00 of a come back, and 336.00 of b. */
  const twoCards: readonly Step[] = [
    ...bought,
    [
      'another card',
      changesCard('2021-02-01', MASTER),
      '1 365.00 visa 365.00 | none | none | none | none',
    ],
    [
      'buy b',
      buys('2021-02-10', 'b', DAILY),
      '1 365.00 visa 365.00, 2 365.00 master 365.00 | none | none | none | none',
    ],
  ];
  const SIXTY = { price: '720', plan: 'Monthly' } as const;
  tells(
    'R-OUT-5: two for one; 586 of 646 are over, in the order of the returns',
    { story: cardPayer(), shown },
    [
      ...twoCards,
      [
        'a, then b, for a first instalment of 60',
        exchanges('2021-03-11', ['a', 'b'], { c: SIXTY }),
        '1 void, 2 void, 3 144.00 visa 55.00 master 89.00 | master 276.00 | visa 310.00 | Created 310.00 | none',
      ],
    ],
  );
  tells('R-OUT-5: two for one, the other way round', { story: cardPayer(), shown }, [
    ...twoCards,
    [
      'b, then a',
      exchanges('2021-03-11', ['b', 'a'], { c: SIXTY }),
      '1 void, 2 void, 3 144.00 visa 115.00 master 29.00 | master 336.00 | visa 250.00 | Created 250.00 | none',
    ],
  ]);
  tells('R-OUT-5: two of one card, of which 586 are over', { story: cardPayer(), shown }, [
    ...bought,
    [
      'buy b',
      buys('2021-02-10', 'b', DAILY),
      '1 365.00 visa 365.00, 2 365.00 visa 365.00 | none | none | none | none',
    ],
    [
      'the latest payment whole, 221 of the earlier one',
      exchanges('2021-03-11', ['b', 'a'], { c: SIXTY }),
      '1 void, 2 void, 3 144.00 visa 144.00 | visa 221.00 + visa 365.00 | none | none | none',
    ],
  ]);
  tells('R-OUT-5: two for three, the rest charged once', { story: cardPayer(), shown }, [
    ...twoCards,
    [
      '646 back, 900 bought: one paper, one payment of 254',
      exchanges('2021-03-11', ['a', 'b'], {
        c: { price: '200' },
        d: { price: '300' },
        e: { price: '400' },
      }),
      '1 void, 2 void, 3 984.00 visa 365.00 master 365.00 master 254.00 | none | none | none | none',
    ],
    [
      'refund e after 4 days: the latest payment of its card, then the earlier one',
      refunds('2021-03-15', 'e'),
      '1 void, 2 void, 3 void, 4 584.00 visa 365.00 master 219.00 | master 146.00 + master 254.00 | none | none | none',
    ],
  ]);

  tells(
    'R-EXC-4: no fee in an exchange, but in the refund after it',
    { story: cardPayer(PARTNER_CENTER_2020_05), shown },
    [
      ...bought,
      [
        '325 back, 365 bought: 40',
        exchanges('2021-02-24', ['a'], { b: DAILY }),
        '1 void, 2 405.00 visa 365.00 visa 40.00 | none | none | none | none',
      ],
      [
        'refund after 65 days: 300 less 36, the latest payment first',
        refunds('2021-04-30', 'b'),
        '1 void, 2 void, 3 141.00 visa 141.00 | visa 224.00 + visa 40.00 | none | none | none',
      ],
    ],
  );

  tells(
    'R-OUT-5: an overpayment pays what the refund leaves, then the card',
    { story: cardPayer(), shown },
    [
      ...bought,
      [
        '50 by bank',
        pays('2021-01-16', 1, '50'),
        '1 365.00 visa 365.00 | none | none | none | 50.00 Overpayment',
      ],
      [
        '325 back, 400 bought: 50 and 25',
        exchanges('2021-02-24', ['a'], { b: { price: '400' } }),
        '1 void, 2 440.00 visa 365.00 credit 50.00 visa 25.00 | none | none | none | none',
      ],
      [
        'refund after 73 of 365 days: 320, from what the cards paid, the latest first',
        refunds('2021-05-08', 'b'),
        '1 void, 2 void, 3 120.00 visa 70.00 credit 50.00 | visa 295.00 + visa 25.00 | none | none | none',
      ],
    ],
  );

  tells(
    'a part of it: what stays is still on the paper of the exchange',
    { story: cardPayer(), shown },
    [
      [
        'buy 3',
        buys('2021-01-15', 'a', { ...DAILY, quantity: 3 }),
        '1 1095.00 visa 1095.00 | none | none | none | none',
      ],
      [
        'one back after 40 days, 400 bought',
        exchanges('2021-02-24', [['a', { quantity: 1 }]], { b: { price: '400' } }),
        '1 void, 2 1170.00 visa 1095.00 visa 75.00 | none | none | none | none',
      ],
      [
        'the other two after 50 days: 630',
        refunds('2021-03-06', 'a'),
        '1 void, 2 void, 3 540.00 visa 540.00 | visa 555.00 + visa 75.00 | none | none | none',
      ],
      [
        'the first card again, so nothing changes',
        changesCard('2021-03-07', VISA),
        '1 void, 2 void, 3 540.00 visa 540.00 | visa 555.00 + visa 75.00 | none | none | none',
      ],
    ],
  );
});

describe('R-OUT-4: a card refund', () => {
  it('names the payment, the card and the paper; an approved one also what was held', () => {
    const told = { story: cardPayer()(), named: new Map() };
    buys('2021-01-15', 'a', DAILY)(told);
    changesCard('2021-02-01', MASTER)(told);
    refunds('2021-02-24', 'a')(told);
    movesRequest('2021-02-25', 1, 'InProgress')(told);
    movesRequest('2021-02-26', 1, 'Approved')(told);
    const [charged] = told.story.facts('CardCharged');
    const [asked] = told.story.facts('SupportRequestCreated');
    const [returned] = told.story.facts('ReservationReturned');
    const [held] = told.story.facts('CardRefundHeld');
    const part = {
      paymentId: charged?.paymentId,
      amount: usd('325.00'),
      invoice: 'contoso-000002',
    };
    expect(asked).toMatchObject({
      origin: 'ChangedCard',
      orderId: returned?.orderId,
      reservationId: returned?.reservationId,
      amount: usd('325.00'),
      createdOn: '2021-02-24',
    });
    expect(told.story.facts('CardRefundHeld')).toMatchObject([
      { ...part, card: VISA, heldOn: '2021-02-24', supportRequestId: asked?.supportRequestId },
    ]);
    expect(told.story.facts('CardRefundRequested')).toMatchObject([
      { ...part, card: MASTER, requestedOn: '2021-02-26', heldRefundId: held?.cardRefundId },
    ]);
  });
});
