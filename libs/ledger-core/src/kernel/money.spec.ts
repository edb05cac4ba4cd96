import { Money } from '#ledger-core';

const { add, apportion, compare, converted, currency, money, proportion, splitEvenly, USD } = Money;
const amounts = (of: readonly Money.Money[]) => of.map(({ amount }) => amount);
const usd = (amount: string) => money(USD, amount);

describe('money', () => {
  it('is decimal text with the minor units of its currency', () => {
    expect(usd('1800')).toEqual({ currency: 'USD', amount: '1800.00' });
    expect(money(currency('JPY'), '1800').amount).toBe('1800');
    expect(money(currency('KWD'), '1.5').amount).toBe('1.500');
  });

  it.each(['1.005', 'NaN', '1e3', '', ' 1', '0x10'])('refuses %j', (text) => {
    expect(() => usd(text)).toThrow(RangeError);
  });

  it('never mixes currencies', () => {
    expect(() => add(usd('1'), money(currency('EUR'), '1'))).toThrow(TypeError);
    expect(() => compare(usd('1'), money(currency('EUR'), '1'))).toThrow(TypeError);
  });

  it('has no negative nothing', () => {
    expect(Money.negate(usd('0')).amount).toBe('0.00');
  });

  it('adds what floats cannot', () => {
    expect(add(usd('0.10'), usd('0.20')).amount).toBe('0.30');
    expect(add(usd('99999999999999.99'), usd('0.01')).amount).toBe('100000000000000.00');
  });
});

describe('rounding is half up to the minor unit', () => {
  it.each([
    ['0.855', '0.86'],
    ['0.8549999', '0.85'],
    ['1.005', '1.01'],
    ['2.5', '2.50'],
  ])('a list price of %s is %s', (listed, expected) => {
    expect(Money.roundedHalfUp(USD, listed).amount).toBe(expected);
  });

  it.each([
    // 2.66 × 9 ÷ 28 = 0.855: the traffic of the real service that R-AMT-4 quotes.
    ['2.66', 9, 28, '0.86'],
    ['100.00', 0, 31, '0.00'],
    ['100.00', 31, 31, '100.00'],
    ['100.00', 1, 3, '33.33'],
    ['100.00', 2, 3, '66.67'],
  ])('%s × %d ÷ %d is %s', (whole, part, of, expected) => {
    expect(proportion(usd(whole), part, of).amount).toBe(expected);
  });

  it('an amount × a rate', () => {
    expect(converted(usd('10.10'), '0.85', currency('EUR'))).toEqual({
      currency: 'EUR',
      amount: '8.59',
    });
  });
});

describe('splitting', () => {
  it.each([
    ['100.00', 12, '8.33', 4],
    ['3600.00', 36, '100.00', 0],
    ['0.05', 12, '0.00', 5],
    ['59.99', 60, '0.99', 59],
  ])('%s in %d parts is %s, and one unit more for the first %d', (total, parts, base, extra) => {
    expect(splitEvenly(usd(total), parts)).toEqual({ base: usd(base), extra });
  });

  it.each([
    ['0.05', ['1.00', '1.00'], ['0.03', '0.02']],
    ['10.00', ['1.00', '1.00', '1.00'], ['3.34', '3.33', '3.33']],
    ['0.10', ['0.99', '0.01'], ['0.10', '0.00']],
    ['1.00', ['0.00', '0.00'], ['1.00', '0.00']],
    ['0.03', ['10.00', '20.00', '30.00'], ['0.01', '0.01', '0.01']],
    // 1⅓, ⅓ and ⅓ of a cent: the remainders are equal, however the quotas are written down.
    ['0.02', ['40.00', '10.00', '10.00'], ['0.02', '0.00', '0.00']],
    ['0.02', ['10.00', '40.00', '10.00'], ['0.01', '0.01', '0.00']],
  ])('%s by weights %j gives %j', (total, weights, expected) => {
    expect(amounts(apportion(usd(total), weights.map(usd)))).toEqual(expected);
  });
});
