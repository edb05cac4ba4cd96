import {
  type Act,
  buys,
  dayIs,
  merges,
  refunds,
  splits,
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
import { PARTNER_CENTER_2020_05 } from '#ledger-core';

/** 365.00 upfront for a year: 1.00 a day. */
const DAILY = { price: '365' };
/** 31.00 a month. */
const MONTHLY = { price: '372', plan: 'Monthly' } as const;

describe('papers | sent back | held | support requests | retained, step by step', () => {
  tells('R-OUT-4: partial refunds one after the other', { story: cardPayer(), shown }, [
    [
      'buy 3: paid on issue',
      buys('2021-01-15', 'a', { ...DAILY, quantity: 3 }),
      '1 1095.00 visa 1095.00 | none | none | none | none',
    ],
    [
      'refund one after 40 days, to the card of the charge',
      refunds('2021-02-24', 'a', 1),
      '1 void, 2 770.00 visa 770.00 | visa 325.00 | none | none | none',
    ],
    [
      'refund one after 65 days',
      refunds('2021-03-21', 'a', 1),
      '1 void, 2 void, 3 470.00 visa 470.00 | visa 325.00 + visa 300.00 | none | none | none',
    ],
    [
      'the last after 364 days: 1.00 of 365.00',
      refunds('2022-01-14', 'a'),
      '1 void, 2 void, 3 void, 4 469.00 visa 469.00 | visa 325.00 + visa 300.00 + visa 1.00 | none | none | none',
    ],
  ]);

  tells(
    'R-AMT-5: in full within five days; nothing stays on the paper',
    { story: cardPayer(), shown },
    [
      ['buy', buys('2021-01-15', 'a', DAILY), '1 365.00 visa 365.00 | none | none | none | none'],
      [
        'refund',
        refunds('2021-01-20', 'a'),
        '1 void, 2 0.00 unpaid | visa 365.00 | none | none | none',
      ],
    ],
  );

  tells('R-AMT-5: a fee stays on the paper', { story: cardPayer(PARTNER_CENTER_2020_05), shown }, [
    ['buy', buys('2021-01-15', 'a', DAILY), '1 365.00 visa 365.00 | none | none | none | none'],
    [
      'refund after 65 days: 300 less 36',
      refunds('2021-03-21', 'a'),
      '1 void, 2 101.00 visa 101.00 | visa 264.00 | none | none | none',
    ],
  ]);

  tells('a refund of 0 makes the papers and sends nothing', { story: cardPayer(), shown }, [
    [
      'buy',
      buys('2021-01-15', 'a', { price: '0.01' }),
      '1 0.01 visa 0.01 | none | none | none | none',
    ],
    [
      'refund after 200 of 365 days',
      refunds('2021-08-03', 'a'),
      '1 void, 2 0.01 visa 0.01 | none | none | none | none',
    ],
  ]);

  /** Bought by Visa, refunded when MasterCard is on file. */
  const held: readonly Step[] = [
    ['buy', buys('2021-01-15', 'a', DAILY), '1 365.00 visa 365.00 | none | none | none | none'],
    [
      'another card',
      changesCard('2021-02-01', MASTER),
      '1 365.00 visa 365.00 | none | none | none | none',
    ],
    [
      'refund after 40 days: the papers are made, the money is held, a request is opened',
      refunds('2021-02-24', 'a'),
      '1 void, 2 40.00 visa 40.00 | none | visa 325.00 | Created 325.00 | none',
    ],
  ];

  tells(
    'R-OUT-4: approval sends what is held to the card then on file',
    { story: cardPayer(), shown },
    [
      ...held,
      [
        'someone looks at it',
        movesRequest('2021-02-25', 1, 'InProgress'),
        '1 void, 2 40.00 visa 40.00 | none | visa 325.00 | InProgress 325.00 | none',
      ],
      [
        'a third card',
        changesCard('2021-02-26', AMEX),
        '1 void, 2 40.00 visa 40.00 | none | visa 325.00 | InProgress 325.00 | none',
      ],
      [
        'approve',
        movesRequest('2021-02-27', 1, 'Approved'),
        '1 void, 2 40.00 visa 40.00 | amex 325.00 | none | Approved 325.00 | none',
      ],
      [
        'close: nothing is sent again',
        movesRequest('2021-02-28', 1, 'Closed'),
        '1 void, 2 40.00 visa 40.00 | amex 325.00 | none | Closed 325.00 | none',
      ],
    ],
  );

  tells('R-OUT-4: decline leaves it held and owed', { story: cardPayer(), shown }, [
    ...held,
    [
      'someone looks at it',
      movesRequest('2021-02-25', 1, 'InProgress'),
      '1 void, 2 40.00 visa 40.00 | none | visa 325.00 | InProgress 325.00 | none',
    ],
    [
      'decline',
      movesRequest('2021-02-26', 1, 'Declined'),
      '1 void, 2 40.00 visa 40.00 | none | visa 325.00 | Declined 325.00 | none',
    ],
    [
      'close, with the first card on file again',
      changesCard('2021-02-27', VISA),
      '1 void, 2 40.00 visa 40.00 | none | visa 325.00 | Declined 325.00 | none',
    ],
    [
      'close',
      movesRequest('2021-02-28', 1, 'Closed'),
      '1 void, 2 40.00 visa 40.00 | none | visa 325.00 | Closed 325.00 | none',
    ],
  ]);

  tells('R-OUT-4: changed back, the old card gets its money', { story: cardPayer(), shown }, [
    [
      'buy 2',
      buys('2021-01-15', 'a', { ...DAILY, quantity: 2 }),
      '1 730.00 visa 730.00 | none | none | none | none',
    ],
    [
      'another card',
      changesCard('2021-02-01', MASTER),
      '1 730.00 visa 730.00 | none | none | none | none',
    ],
    [
      'refund one after 40 days: held',
      refunds('2021-02-24', 'a', 1),
      '1 void, 2 405.00 visa 405.00 | none | visa 325.00 | Created 325.00 | none',
    ],
    [
      'the old card again: what is held stays held until someone approves',
      changesCard('2021-02-25', VISA),
      '1 void, 2 405.00 visa 405.00 | none | visa 325.00 | Created 325.00 | none',
    ],
    [
      'refund the other after 65 days: sent',
      refunds('2021-03-21', 'a'),
      '1 void, 2 void, 3 105.00 visa 105.00 | visa 300.00 | visa 325.00 | Created 325.00 | none',
    ],
    [
      'look',
      movesRequest('2021-03-22', 1, 'InProgress'),
      '1 void, 2 void, 3 105.00 visa 105.00 | visa 300.00 | visa 325.00 | InProgress 325.00 | none',
    ],
    [
      'approve',
      movesRequest('2021-03-23', 1, 'Approved'),
      '1 void, 2 void, 3 105.00 visa 105.00 | visa 300.00 + visa 325.00 | none | Approved 325.00 | none',
    ],
  ]);

  tells(
    'R-OUT-4: the token decides, whatever is printed on the card',
    { story: cardPayer(), shown },
    [
      ['buy', buys('2021-01-15', 'a', DAILY), '1 365.00 visa 365.00 | none | none | none | none'],
      [
        'a new token of a card with the same brand and digits',
        changesCard('2021-02-01', { ...VISA, token: 'renewed' }),
        '1 365.00 visa 365.00 | none | none | none | none',
      ],
      [
        'refund after 40 days: held',
        refunds('2021-02-24', 'a'),
        '1 void, 2 40.00 visa 40.00 | none | visa 325.00 | Created 325.00 | none',
      ],
    ],
  );

  tells('R-OUT-0: monthly: the card of the last charge', { story: cardPayer(), shown }, [
    ['buy', buys('2021-01-15', 'a', MONTHLY), '1 31.00 visa 31.00 | none | none | none | none'],
    [
      'another card',
      changesCard('2021-02-10', MASTER),
      '1 31.00 visa 31.00 | none | none | none | none',
    ],
    [
      'the 2nd instalment',
      dayIs('2021-02-15'),
      '1 31.00 visa 31.00, 2 31.00 master 31.00 | none | none | none | none',
    ],
    [
      'refund after 10 of 28 days: 31 − 11.07; the first paper stands',
      refunds('2021-02-25', 'a'),
      '1 31.00 visa 31.00, 2 void, 3 11.07 master 11.07 | master 19.93 | none | none | none',
    ],
  ]);

  tells('R-OUT-0: monthly: changed after the last charge', { story: cardPayer(), shown }, [
    ['buy', buys('2021-01-15', 'a', MONTHLY), '1 31.00 visa 31.00 | none | none | none | none'],
    [
      'the 2nd instalment',
      dayIs('2021-02-15'),
      '1 31.00 visa 31.00, 2 31.00 visa 31.00 | none | none | none | none',
    ],
    [
      'another card, on the day of the refund',
      changesCard('2021-02-25', MASTER),
      '1 31.00 visa 31.00, 2 31.00 visa 31.00 | none | none | none | none',
    ],
    [
      'refund',
      refunds('2021-02-25', 'a'),
      '1 31.00 visa 31.00, 2 void, 3 11.07 visa 11.07 | none | visa 19.93 | Created 19.93 | none',
    ],
  ]);

  const payBank: Act = ({ story }) => story.pay('2021-01-16', 'contoso-000001', '50');
  tells('R-PUR-4: an overpayment of a paper that a card has paid', { story: cardPayer(), shown }, [
    ['buy', buys('2021-01-15', 'a', DAILY), '1 365.00 visa 365.00 | none | none | none | none'],
    [
      '50 by bank: nothing is due',
      payBank,
      '1 365.00 visa 365.00 | none | none | none | 50.00 Overpayment',
    ],
    [
      'it pays the next charge first, the card the rest',
      buys('2021-01-17', 'b', { price: '80' }),
      '1 365.00 visa 365.00, 2 80.00 credit 50.00 visa 30.00 | none | none | none | none',
    ],
    [
      'refund in full: to the card no more than it paid there',
      refunds('2021-01-18', 'b'),
      '1 365.00 visa 365.00, 2 void, 3 0.00 unpaid | visa 30.00 | none | none | 50.00 Refund',
    ],
    [
      'the rest was no card’s, and pays what is bought later',
      buys('2021-01-19', 'c', { price: '70' }),
      '1 365.00 visa 365.00, 2 void, 3 0.00 unpaid, 4 70.00 credit 50.00 visa 20.00 | visa 30.00 | none | none | none',
    ],
  ]);

  /** Two charges of one reservation, each on a paper of its own. */
  const merged: readonly Step[] = [
    [
      'buy 2',
      buys('2021-02-15', 'a', { ...MONTHLY, quantity: 2 }),
      '1 62.00 visa 62.00 | none | none | none | none',
    ],
    [
      'split',
      splits('2021-02-16', 'a', { b: 1, c: 1 }),
      '1 62.00 visa 62.00 | none | none | none | none',
    ],
    [
      'an instalment each; merge',
      merges('2021-03-16', ['c', 'b'], 'd'),
      '1 62.00 visa 62.00, 2 31.00 visa 31.00, 3 31.00 visa 31.00 | none | none | none | none',
    ],
  ];
  tells('R-OUT-0: each share goes its own way', { story: cardPayer(), shown }, [
    ...merged,
    [
      'refund both after 10 of 31 days: two papers, two card refunds',
      refunds('2021-03-25', 'd'),
      '1 62.00 visa 62.00, 2 void, 3 void, 4 10.00 visa 10.00, 5 10.00 visa 10.00 | visa 21.00 + visa 21.00 | none | none | none',
    ],
  ]);
  tells('R-OUT-0: a part of it takes the older charge', { story: cardPayer(), shown }, [
    ...merged,
    [
      'refund one after 10 of 31 days',
      refunds('2021-03-25', 'd', 1),
      '1 62.00 visa 62.00, 2 void, 3 31.00 visa 31.00, 4 10.00 visa 10.00 | visa 21.00 | none | none | none',
    ],
    [
      'refund the other after 20',
      refunds('2021-04-04', 'd'),
      '1 62.00 visa 62.00, 2 void, 3 void, 4 10.00 visa 10.00, 5 20.00 visa 20.00 | visa 21.00 + visa 11.00 | none | none | none',
    ],
  ]);

  tells('R-OUT-4: one request for all that an operation holds', { story: cardPayer(), shown }, [
    ...merged,
    [
      'another card',
      changesCard('2021-03-17', AMEX),
      '1 62.00 visa 62.00, 2 31.00 visa 31.00, 3 31.00 visa 31.00 | none | none | none | none',
    ],
    [
      'refund both after 10 of 31 days',
      refunds('2021-03-25', 'd'),
      '1 62.00 visa 62.00, 2 void, 3 void, 4 10.00 visa 10.00, 5 10.00 visa 10.00 | none | visa 21.00 + visa 21.00 | Created 42.00 | none',
    ],
    [
      'look',
      movesRequest('2021-03-26', 1, 'InProgress'),
      '1 62.00 visa 62.00, 2 void, 3 void, 4 10.00 visa 10.00, 5 10.00 visa 10.00 | none | visa 21.00 + visa 21.00 | InProgress 42.00 | none',
    ],
    [
      'approve: each part is sent',
      movesRequest('2021-03-27', 1, 'Approved'),
      '1 62.00 visa 62.00, 2 void, 3 void, 4 10.00 visa 10.00, 5 10.00 visa 10.00 | amex 21.00 + amex 21.00 | none | Approved 42.00 | none',
    ],
  ]);
});
