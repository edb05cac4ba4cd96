import {
  AccountStory,
  ALICE,
  D2S,
  type Purchase,
  rejectionOf,
  usd,
} from '../../../../test/support/account-story';
import { reservationOfCharges } from '../../../../test/support/many-charges';
import { type RejectionCases, saysAll } from '../../../../test/support/rejection-cases';
import {
  Calendar,
  type Decision,
  type ExchangeAmounts,
  type ExchangeRejection,
  type ExchangeReservations,
  Money,
  principalId,
  type RefundAmounts,
  type ReservationId,
  type ReturnRejection,
  SELF_SERVICE_2021_04,
} from '#ledger-core';

const ON = '2021-01-25';
const AT = Calendar.instant('2021-01-25T00:00:00Z');
const LATER = Calendar.instant('2021-01-25T00:15:00Z');
const BOB = principalId('bob@contoso.example');

/** 365.00 a unit for the 365 days from 15 January 2021: 355.00 comes back on the 25th. */
function bought(purchase: Partial<Purchase> = {}, story = new AccountStory()) {
  const product = { ...D2S, term: 'P1Y' as const };
  const id = story.buy({ on: '2021-01-15', price: '365', product, ...purchase });
  return { story, id };
}

/** Of a whole upfront reservation of one unit. */
const amounts = (paid: string, prorated: string, currency = Money.USD): RefundAmounts => {
  const of = (amount: string) => Money.money(currency, amount);
  return {
    quantity: 1,
    refund: of(prorated),
    pricingRefund: of(prorated),
    prorated: of(prorated),
    fee: of('0'),
    cancelledInstalments: of('0'),
    remainingCommitment: of(prorated),
    totalPaid: of(paid),
    completedInstalments: 1,
    totalInstalments: 1,
  };
};

function refundOf(
  { story, id }: Readonly<{ story: AccountStory; id: ReservationId }>,
  session: Readonly<{ principal: typeof BOB; expiresAt: typeof AT; amounts: RefundAmounts }>,
): Decision {
  story.through(ON);
  return story.preview(ON, { type: 'RefundReservation', ...story.toReturn(id), session });
}

describe('what is said of a return', () => {
  const mine = { principal: ALICE.id, expiresAt: LATER, amounts: amounts('365', '355') };

  it('where nothing is to be said: the session is its asker’s, in time, and its amounts hold', () => {
    expect(refundOf(bought(), mine).outcome).toBe('accepted');
  });

  saysAll({
    InvalidRefundQuantity: () => {
      const { story, id } = bought({ quantity: 3 });
      return [
        story.refund(id, { on: ON, quantity: 4 }),
        { code: 'InvalidRefundQuantity', reservationId: id, quantity: 4, quantityLeft: 3 },
      ];
    },
    SessionOfAnotherPrincipal: () => [
      refundOf(bought(), { ...mine, principal: BOB }),
      { code: 'SessionOfAnotherPrincipal' },
    ],
    SessionExpired: () => [
      refundOf(bought(), { ...mine, expiresAt: AT }),
      { code: 'SessionExpired', expiredAt: AT },
    ],
    RefundAmountsChanged: () => [
      refundOf(bought(), { ...mine, amounts: amounts('365', '356') }),
      {
        code: 'RefundAmountsChanged',
        then: amounts('365', '356'),
        now: amounts('365', '355'),
      },
    ],
    TypeNotReturnable: () => {
      const { story, id } = bought({ product: { ...D2S, resourceType: 'RedHat', term: 'P1Y' } });
      // 100.00 are used of the cap by then.
      story.refund(bought({ price: '100' }, story).id, { on: '2021-01-15' });
      return [
        story.refund(id, { on: ON }),
        {
          code: 'TypeNotReturnable',
          resourceType: 'RedHat',
          termsVersion: 'self-service-2021-04',
          amounts: amounts('365', '355'),
          capUsed: usd('100.00'),
        },
      ];
    },
    ExchangeRateUnknown: () => {
      const { story, id } = bought({}, new AccountStory(undefined, Money.currency('EUR')));
      return [
        story.refund(id, { on: ON }),
        { code: 'ExchangeRateUnknown', from: 'EUR', to: 'USD', on: Calendar.day(ON) },
      ];
    },
    RefundCapExceeded: () => {
      const { story, id } = bought({ price: '36500' });
      // 20,000.00 on the 16th and 10,000.00 on the 17th; on the 25th 35,500.00 more would come back.
      for (const [on, price] of [
        ['2021-01-16', '20000'],
        ['2021-01-17', '10000'],
      ] as const)
        story.refund(story.buy({ on, price }), { on });
      return [
        story.refund(id, { on: ON }),
        {
          code: 'RefundCapExceeded',
          limit: usd('50000'),
          counting: usd('35500.00'),
          capUsed: usd('30000.00'),
          available: usd('20000.00'),
          exceededBy: usd('15500.00'),
          // The first of the two is enough: 10,000.00 + 35,500.00 fits.
          fitsOn: Calendar.day('2022-01-16'),
          amounts: amounts('36500', '35500'),
        },
      ];
    },
    TooManyCharges: () => {
      const story = new AccountStory();
      const id = reservationOfCharges(story, 121);
      return [
        story.refund(id, { on: '2021-02-20' }),
        { code: 'TooManyCharges', charges: 121, max: 120 },
      ];
    },
  } satisfies RejectionCases<ReturnRejection>);

  it('R-EXC-5: as many charges as one operation holds are given back, by refund or exchange', () => {
    const story = new AccountStory();
    const id = reservationOfCharges(story, 121);
    const exchange = (quantity: number) =>
      story.preview('2021-02-20', {
        type: 'ExchangeReservations',
        accountOf: story.accountOf,
        returns: [story.toReturn(id, { quantity })],
        purchases: [story.toBuy({ price: '999999' })],
      });
    expect(rejectionOf(exchange(121))).toEqual({ code: 'TooManyCharges', charges: 121, max: 120 });
    expect(exchange(120).outcome).toBe('accepted');
    expect(story.refund(id, { on: '2021-02-20', quantity: 120 }).outcome).toBe('accepted');
  });

  it('R-CAP-1: what counts nothing is not refused by a cap that was lowered below what is used', () => {
    const { story, id } = bought({ price: '0.01' });
    const other = story.buy({ on: '2021-01-20', price: '40000' });
    story.refund(other, { on: '2021-01-20' });
    const { refundCap } = SELF_SERVICE_2021_04;
    const terms = { ...SELF_SERVICE_2021_04, refundCap: { ...refundCap, limit: usd('30000') } };
    // 0.01 × 300 ÷ 365 = 0.008, half up 0.01: nothing is left of it.
    const refund = (on: string, of: ReservationId) =>
      story.do(on, story.refundCommand(of, { on }), { terms });
    expect(refund('2021-11-11', id).outcome).toBe('accepted');
    const dear = story.buy({ on: '2021-11-11', price: '0.01' });
    expect(rejectionOf(refund('2021-11-11', dear))).toMatchObject({ exceededBy: usd('10000.01') });
  });

  it('a cap that needs both earlier refunds to replenish says the later day', () => {
    const { story, id } = bought({ price: '36500' });
    for (const on of ['2021-01-16', '2021-01-17'])
      story.refund(story.buy({ on, price: '20000' }), { on });
    expect(rejectionOf(story.refund(id, { on: ON }))).toMatchObject({ fitsOn: '2022-01-17' });
  });
});

const PRICE = '400';
const exchanged = (price: string, netPayable: string): ExchangeAmounts => ({
  returns: [amounts('365', '355')],
  purchases: [{ unitPrice: usd(price), commitment: usd(price), firstCharge: usd(price) }],
  refundTotal: usd('355'),
  cancelledInstalmentsTotal: usd('0'),
  remainingCommitmentTotal: usd('355'),
  purchaseTotal: usd(price),
  netPayable: usd(netPayable),
});

function exchangeOf(
  { story, id }: Readonly<{ story: AccountStory; id: ReservationId }>,
  change: Partial<ExchangeReservations> = {},
): Decision {
  story.through(ON);
  return story.preview(ON, {
    type: 'ExchangeReservations',
    accountOf: story.accountOf,
    returns: [story.toReturn(id)],
    purchases: [story.toBuy({ price: PRICE })],
    ...change,
  });
}

describe('what is said of an exchange', () => {
  const mine = { principal: ALICE.id, expiresAt: LATER, amounts: exchanged(PRICE, '45') };

  it('where nothing is to be said', () => {
    expect(exchangeOf(bought(), { session: mine })).toMatchObject({
      outcome: 'accepted',
      answer: { amounts: { netPayable: usd('45.00') } },
    });
  });

  saysAll({
    ExchangeLinesOutOfRange: () => [
      exchangeOf(bought(), { purchases: [] }),
      { code: 'ExchangeLinesOutOfRange', what: 'purchases', count: 0, max: 100 },
    ],
    ReservationReturnedTwice: () => {
      const of = bought();
      const item = of.story.toReturn(of.id);
      return [
        exchangeOf(of, { returns: [item, item] }),
        { code: 'ReservationReturnedTwice', reservationId: of.id },
      ];
    },
    ExchangeGroupsDiffer: () => {
      const of = bought();
      const product = { ...D2S, resourceType: 'CosmosDb' as const };
      return [
        exchangeOf(of, { purchases: [of.story.toBuy({ price: PRICE, product })] }),
        { code: 'ExchangeGroupsDiffer', groups: ['Compute', 'CosmosDb'] },
      ];
    },
    SwapInstead: () => {
      const of = bought();
      const product = { ...D2S, term: 'P1Y' as const, skuName: 'Standard_D2_v3' };
      const twinSkuName = product.skuName;
      return [
        exchangeOf(of, {
          returns: [{ ...of.story.toReturn(of.id), twinSkuName }],
          purchases: [of.story.toBuy({ price: PRICE, product })],
        }),
        { code: 'SwapInstead', reservationId: of.id, twinSkuName },
      ];
    },
    PurchaseTotalTooLow: () => {
      const of = bought();
      return [
        exchangeOf(of, { purchases: [of.story.toBuy({ price: '354.99' })] }),
        {
          code: 'PurchaseTotalTooLow',
          required: usd('355.00'),
          purchaseTotal: usd('354.99'),
          shortBy: usd('0.01'),
          amounts: exchanged('354.99', '-0.01'),
        },
      ];
    },
    ExchangeAmountsChanged: () => {
      const then = exchanged('399', '44');
      return [
        exchangeOf(bought(), { session: { ...mine, amounts: then } }),
        { code: 'ExchangeAmountsChanged', then, now: exchanged(PRICE, '45') },
      ];
    },
  } satisfies RejectionCases<ExchangeRejection>);

  it.each([
    ['returns', 0],
    ['returns', 101],
    ['purchases', 0],
    ['purchases', 101],
  ] as const)('R-EXC-8: at most 100 lines each way: %s of %d', (what, count) => {
    const of = bought();
    const line = what === 'returns' ? of.story.toReturn(of.id) : of.story.toBuy({ price: PRICE });
    const change = { [what]: Array.from({ length: count }, () => line) };
    expect(rejectionOf(exchangeOf(of, change))).toEqual({
      code: 'ExchangeLinesOutOfRange',
      what,
      count,
      max: 100,
    });
  });

  it('R-EXC-8: 100 each way are fine', () => {
    const { story, id } = bought({ quantity: 100 });
    const parts = story.split(
      '2021-01-16',
      id,
      Array.from({ length: 100 }, () => 1),
    );
    const buys = Array.from({ length: 100 }, () => ({ price: PRICE }));
    expect(story.exchange(ON, parts, buys).outcome).toBe('accepted');
    expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
      lineCount: 201,
      // 36,500.00 − 100 × 355.00 + 100 × 400.00.
      total: usd('41000.00'),
    });
  });

  it.each([
    ['another’s session', { principal: BOB, expiresAt: LATER }, 'SessionOfAnotherPrincipal'],
    ['one that is over', { principal: ALICE.id, expiresAt: AT }, 'SessionExpired'],
  ])('%s', (_, ticket, code) => {
    const session = { ...mine, ...ticket };
    expect(rejectionOf(exchangeOf(bought(), { session })).code).toBe(code);
  });

  it('all or nothing (R-EXC-5): one line that may not be refuses the whole', () => {
    const { story, id } = bought();
    const over = bought({}, story).id;
    story.refund(over, { on: '2021-01-16' });
    const before = story.events.length;
    const decision = story.do('2021-01-16', {
      type: 'ExchangeReservations',
      accountOf: story.accountOf,
      returns: [id, over].map((each) => story.toReturn(each, { quantity: 1 })),
      purchases: [story.toBuy({ price: '2000' })],
    });
    expect(rejectionOf(decision)).toMatchObject({
      code: 'ReservationNotActive',
      reservationId: over,
    });
    expect(story.events).toHaveLength(before);
    expect(story.reservation(id).status).toBe('Active');
  });
});
