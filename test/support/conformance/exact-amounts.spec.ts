import { inexactAmounts } from './exact-amounts';

const price = (currencyCode: string, amount: number) => ({
  lines: [{ total: { currencyCode, amount } }],
});

describe('amounts of a body', () => {
  it.each([
    ['USD', 1800.01],
    ['JPY', 1800],
    ['KWD', 1800.001],
  ])('of %s are exact: %d', (currency, amount) => {
    expect(inexactAmounts(price(currency, amount))).toEqual([]);
  });

  it.each([
    ['USD', 1800.001],
    ['JPY', 1800.5],
    ['KWD', 1800.0001],
  ])('of %s are finer than its minor unit: %d', (currency, amount) => {
    expect(inexactAmounts(price(currency, amount))).toEqual([
      '/lines/0/total: has more digits than the minor unit',
    ]);
  });
});
