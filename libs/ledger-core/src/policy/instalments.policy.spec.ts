import { usd } from '../../../../test/support/account-story';
import { day } from '../kernel/calendar';
import { currency, money } from '../kernel/money';
import { instalment, instalmentDueOn, instalmentsFrom, instalmentsOf } from './instalments.policy';

describe('R-PUR-2: a unit price in instalments by largest remainder', () => {
  it.each([
    ['USD', '3600', 36, '100.00', 0],
    ['USD', '3600.01', 36, '100.00', 1],
    ['USD', '3600.35', 36, '100.00', 35],
    ['USD', '3600.36', 36, '100.01', 0],
    ['USD', '100', 12, '8.33', 4], // 12 × 8.33 = 99.96
    ['USD', '100', 60, '1.66', 40], // 60 × 1.66 = 99.60
    ['USD', '0.05', 12, '0.00', 5],
    ['USD', '100', 1, '100.00', 0],
    ['JPY', '12497', 12, '1041', 5], // 12 × 1041 = 12,492
    ['KWD', '100', 12, '8.333', 4], // 12 × 8.333 = 99.996
  ])('%s %s over %d is %s, the first %d a minor unit more', (code, price, count, base, extra) => {
    const of = currency(code);
    expect(instalmentsOf(money(of, price), count)).toEqual({ count, base: money(of, base), extra });
  });

  it.each([
    [1, '8.34'],
    [3, '8.34'],
    [4, '8.34'],
    [5, '8.33'],
    [12, '8.33'],
  ])('the extra cents of 100.00 over 12 go to the earliest: the %d. is %s', (number, amount) => {
    expect(instalment(instalmentsOf(usd('100'), 12), number)).toEqual(usd(amount));
  });

  it.each([0, 13, 1.5, -1])('there is no instalment %d of 12', (number) => {
    expect(() => instalment(instalmentsOf(usd('100'), 12), number)).toThrow(RangeError);
  });
});

describe('R-AMT-3: what the instalments from one on come to', () => {
  it.each([
    [1, '100.00'],
    [2, '91.66'], // 3 × 8.34 + 8 × 8.33
    [4, '74.98'], // 8.34 + 8 × 8.33
    [5, '66.64'], // 8 × 8.33
    [12, '8.33'],
    [13, '0.00'],
    [14, '0.00'],
  ])('of 100.00 over 12 from the %d. on: %s', (from, amount) => {
    expect(instalmentsFrom(instalmentsOf(usd('100'), 12), from)).toEqual(usd(amount));
  });

  it('nothing is left of upfront once it is charged', () => {
    expect(instalmentsFrom(instalmentsOf(usd('100'), 1), 2)).toEqual(usd('0.00'));
  });

  it.each([
    ['17', 18, '1900.00'],
    ['18', 19, '1800.00'],
    ['19', 20, '1700.00'],
  ])('after %s of 36 payments of 100: from the %d. on %s', (_, from, amount) => {
    expect(instalmentsFrom(instalmentsOf(usd('3600'), 36), from)).toEqual(usd(amount));
  });
});

describe('R-PUR-2: instalments fall due on the purchase day of each month', () => {
  it.each([
    ['2021-01-15', 1, '2021-01-15'],
    ['2021-01-15', 2, '2021-02-15'],
    ['2021-01-31', 2, '2021-02-28'],
    ['2021-01-31', 3, '2021-03-31'],
    ['2021-01-31', 4, '2021-04-30'],
    ['2024-01-31', 2, '2024-02-29'],
    ['2024-01-30', 2, '2024-02-29'],
    ['2024-01-29', 2, '2024-02-29'],
    ['2023-01-29', 2, '2023-02-28'],
    ['2024-02-29', 2, '2024-03-29'],
    ['2024-02-29', 13, '2025-02-28'],
    ['2024-02-29', 49, '2028-02-29'],
    ['2021-11-30', 4, '2022-02-28'],
    ['2021-12-31', 2, '2022-01-31'],
    ['2021-12-15', 36, '2024-11-15'],
    ['2021-12-15', 60, '2026-11-15'],
  ])('bought on %s, the %d. on %s', (on, number, expected) => {
    expect(instalmentDueOn(day(on), number)).toBe(expected);
  });
});
