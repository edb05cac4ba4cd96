import { AccountStory, D2S, rejectionOf } from '../../../../../test/support/account-story';
import { Calendar, type ExchangeRate, Money, SELF_SERVICE_2021_04 } from '#ledger-core';

const JPY = Money.currency('JPY');
const EUR = Money.currency('EUR');
const rate = (from: string, to: string, value: string): ExchangeRate => ({
  from,
  to,
  on: Calendar.day('2021-01-14'),
  rate: value,
  source: 'a published rate',
});
const oneYear = { ...D2S, term: 'P1Y' as const };

function lastReturn(story: AccountStory) {
  const last = story.facts('ReservationReturned').at(-1);
  if (last === undefined) throw new Error('Nothing was returned');
  return last;
}

describe('a refund in another currency than the list', () => {
  it('compares in the currency of the list and pays at the rate of the purchase', () => {
    const story = new AccountStory(SELF_SERVICE_2021_04, EUR);
    const purchase = { on: '2021-01-15', price: '365', product: oneYear, listedIn: 'USD' };
    // 365.00 USD × 0.8 = 292.00 EUR for 365 days.
    const id = story.buy({ ...purchase, exchangeRate: rate('USD', 'EUR', '0.8') });
    // Today 300.00 USD × 0.8 = 240.00; 10 of 365 days are 6.58. 233.42 × 1.25 = 291.775.
    const capRate = rate('EUR', 'USD', '1.25');
    const done = story.refund(id, { on: '2021-01-25', listed: '300', capRate });
    expect(lastReturn(story)).toMatchObject({
      refund: { currency: 'EUR', amount: '233.42' },
      comparison: 'ListPriceOfTheDay',
      shares: [
        {
          paid: { amount: '292.00' },
          basis: { amount: '240.00' },
          // Of the price paid: 292 × 10 ÷ 365 = 8.00. The journal needs both.
          consumedOfPaid: { amount: '8.00' },
          consumedOfBasis: { amount: '6.58' },
        },
      ],
      cap: { amount: { amount: '233.42' }, usd: { currency: 'USD', amount: '291.78' } },
    });
    // For information, at the rate of the purchase: 233.42 ÷ 0.8 = 291.775.
    expect(done).toMatchObject({ answer: { amounts: { pricingRefund: { amount: '291.78' } } } });
  });

  it('compares instalment by instalment in the list, though the billing currency shows a difference', () => {
    const story = new AccountStory(SELF_SERVICE_2021_04, JPY);
    const purchase = { on: '2021-01-15', price: '120.11', product: oneYear, listedIn: 'USD' };
    // × 104.05 = 12,497.4 → 12,497 yen: 1,041 a month, 1,042 for the first 5. In USD the 12th is 10.00.
    const exchangeRate = rate('USD', 'JPY', '104.05');
    const id = story.buy({ ...purchase, plan: 'Monthly', exchangeRate });
    // 120.00 today: its 12th is 10.00 too, so the price paid stands; 12,486 yen over 12 would be 1,040.
    story.refund(id, { on: '2021-12-15', listed: '120', capRate: exchangeRate });
    expect(lastReturn(story).shares).toMatchObject([
      { paid: { amount: '1041' }, basis: { amount: '1041' } },
    ]);
  });

  it('R-CAP-2: counts by the rate of the inverse pair where there is no other', () => {
    const story = new AccountStory(SELF_SERVICE_2021_04, EUR);
    const id = story.buy({ on: '2021-01-15', price: '365', product: oneYear });
    // 355.00 EUR ÷ 0.8 = 443.75 USD.
    story.refund(id, { on: '2021-01-25', capRate: rate('USD', 'EUR', '0.8') });
    expect(lastReturn(story)).toMatchObject({
      cap: { amount: { amount: '355.00' }, usd: { currency: 'USD', amount: '443.75' } },
    });
    expect(lastReturn(story).explanation.steps.at(-1)).toMatchObject({
      operation: 'convertInversely',
      inputs: { amount: '355.00', to: 'EUR', rate: '0.8' },
      result: '443.75',
    });
  });

  it('a rate into another currency than USD does not count the cap', () => {
    const story = new AccountStory(SELF_SERVICE_2021_04, EUR);
    const id = story.buy({ on: '2021-01-15', price: '365' });
    const refused = story.refund(id, { on: '2021-01-25', capRate: rate('EUR', 'JPY', '130') });
    expect(rejectionOf(refused)).toMatchObject({ code: 'ExchangeRateUnknown', from: 'EUR' });
  });
});

describe('what counts towards the cap, by the terms', () => {
  // 3600 over 36 months, refunded in full on the first day: 100.00 back, 3,500.00 cancelled.
  it.each([
    ['cancelledCommitment', '3500.00'],
    ['refundAmount', '100.00'],
    ['refundPlusCommitment', '3600.00'],
  ] as const)('%s', (counts, usd) => {
    const refundCap = { ...SELF_SERVICE_2021_04.refundCap, counts };
    const story = new AccountStory({ ...SELF_SERVICE_2021_04, refundCap });
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly' });
    story.refund(id, { on: '2021-01-15' });
    expect(lastReturn(story).cap).toMatchObject({ measure: counts, usd: { amount: usd } });
  });
});

describe('R-AMT-2: the explanation says what the price was compared with', () => {
  const stepsOf = (story: AccountStory) => lastReturn(story).shares[0]?.line.explanation;

  it.each([
    ['a higher list price', { listed: '2000' }, 'ListPriceOfTheDay', '2000.00'],
    ['the same list price', {}, 'ListPriceOfTheDay', '1095.00'],
  ])('%s', (_, listed, comparison, listPriceOfTheDay) => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.refund(id, { on: '2021-01-25', ...listed });
    expect(lastReturn(story).comparison).toBe(comparison);
    expect(stepsOf(story)?.steps).toContainEqual(
      expect.objectContaining({
        operation: 'lesser',
        inputs: { pricePaid: '1095.00', listPriceOfTheDay },
        result: '1095.00',
      }),
    );
  });

  it('that it is listed no longer', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.refund(id, { on: '2021-01-25', unlisted: true });
    expect(lastReturn(story).comparison).toBe('ListedNoLonger');
  });

  it('and cites no comparison where none was made', () => {
    const story = new AccountStory({ ...SELF_SERVICE_2021_04, lowerPriceInRefund: false });
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.refund(id, { on: '2021-01-25' });
    expect(stepsOf(story)?.rules).toEqual(['R-AMT-1', 'R-AMT-4']);
  });
});
