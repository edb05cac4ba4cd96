import { usd } from '../../../../test/support/account-story';
import { day } from '../kernel/calendar';
import { PARTNER_CENTER_2020_05, SELF_SERVICE_2021_04 } from './policy-terms';
import {
  consumed,
  daysInPeriod,
  daysUsed,
  isFreeCancellation,
  isWithinFreeDays,
  prorated,
} from './proration.policy';
import { given } from './reckoning';

const period = (from: string, to: string) => ({ from: day(from), to: day(to) });

describe('R-AMT-5: "5 or fewer" is the difference of UTC dates', () => {
  it.each([
    ['the day of the purchase', '2021-06-10', '2021-06-10', true],
    ['below', '2021-06-10', '2021-06-14', true],
    ['at', '2021-06-10', '2021-06-15', true],
    ['above', '2021-06-10', '2021-06-16', false],
    ['at, over a month end', '2021-06-28', '2021-07-03', true],
    ['above, over a month end', '2021-06-28', '2021-07-04', false],
    ['at, over a plain February', '2023-02-26', '2023-03-03', true],
    ['above, over a plain February', '2023-02-26', '2023-03-04', false],
    ['at, over a leap day', '2024-02-26', '2024-03-02', true],
    ['above, over a leap day', '2024-02-26', '2024-03-03', false],
    ['at, over a year end', '2021-12-29', '2022-01-03', true],
    ['above, over a year end', '2021-12-29', '2022-01-04', false],
  ])('%s: bought %s, returned %s', (_, bought, returned, expected) => {
    for (const terms of [SELF_SERVICE_2021_04, PARTNER_CENTER_2020_05]) {
      expect(isWithinFreeDays(day(bought), day(returned), terms)).toBe(expected);
      expect(isFreeCancellation(day(bought), day(returned), false, terms)).toBe(expected);
      expect(isFreeCancellation(day(bought), day(returned), true, terms)).toBe(false);
    }
  });

  it.each([
    [0, '2021-06-10', true],
    [0, '2021-06-11', false],
    [14, '2021-06-24', true],
    [14, '2021-06-25', false],
  ])('terms of %d free days, returned on %s', (freeCancellationDays, returned, expected) => {
    const terms = { ...SELF_SERVICE_2021_04, freeCancellationDays };
    expect(isFreeCancellation(day('2021-06-10'), day(returned), false, terms)).toBe(expected);
  });
});

describe('R-AMT-1: days used', () => {
  it.each([
    ['the first day', '2021-06-15', 0],
    ['the day after', '2021-06-16', 1],
    ['the last day of the month', '2021-06-30', 15],
    ['the first of the next', '2021-07-01', 16],
    ['the last day of the period', '2021-07-14', 29],
  ])('on %s', (_, returned, expected) => {
    expect(daysUsed(period('2021-06-15', '2021-07-15'), day(returned))).toBe(expected);
  });

  it.each(['2021-06-14', '2021-07-15'])('%s lies outside the period', (returned) => {
    expect(() => daysUsed(period('2021-06-15', '2021-07-15'), day(returned))).toThrow(RangeError);
  });

  it.each([
    ['2021-06-15', '2021-07-15', 30],
    ['2021-07-15', '2021-08-15', 31],
    ['2023-02-15', '2023-03-15', 28],
    ['2024-02-15', '2024-03-15', 29],
    ['2021-12-15', '2022-01-15', 31],
    ['2021-01-15', '2022-01-15', 365],
    ['2024-01-15', '2025-01-15', 366],
    ['2021-01-15', '2024-01-15', 1095],
    ['2021-03-15', '2024-03-15', 1096],
    ['2021-01-31', '2021-02-28', 28],
  ])('the period from %s to %s has %d days', (from, to, expected) => {
    expect(daysInPeriod(period(from, to))).toBe(expected);
  });
});

describe('R-AMT-4: consumed is rounded half up, and the refund is the rest', () => {
  it.each([
    // price, period, day of the return → consumed, prorated
    ['2.66', '2023-02-01', '2023-03-01', '2023-02-10', '0.86', '1.80'], // × 9 ÷ 28 = 0.855
    ['100', '2022-06-15', '2022-07-15', '2022-06-15', '0.00', '100.00'],
    ['100', '2022-06-15', '2022-07-15', '2022-06-16', '3.33', '96.67'], // 3.333…
    ['100', '2022-06-15', '2022-07-15', '2022-06-17', '6.67', '93.33'], // 6.666…
    ['100', '2022-06-15', '2022-07-15', '2022-07-14', '96.67', '3.33'],
    ['0.01', '2022-06-15', '2022-07-15', '2022-06-29', '0.00', '0.01'], // 14 of 30: 0.00466…
    ['0.01', '2022-06-15', '2022-07-15', '2022-06-30', '0.01', '0.00'], // 15 of 30: 0.005
    ['0.01', '2022-06-15', '2022-07-15', '2022-07-01', '0.01', '0.00'],
    ['29', '2024-02-15', '2024-03-15', '2024-02-29', '14.00', '15.00'], // a leap February: one a day
    ['29', '2024-02-15', '2024-03-15', '2024-03-01', '15.00', '14.00'],
    ['28', '2023-02-15', '2023-03-15', '2023-03-01', '14.00', '14.00'],
    ['31', '2021-12-15', '2022-01-15', '2022-01-01', '17.00', '14.00'], // over a year end
    ['366', '2023-03-15', '2024-03-15', '2024-03-14', '365.00', '1.00'],
  ])('%s for [%s, %s), returned on %s: %s used, %s back', (...row) => {
    const [price, from, to, returned, used, back] = row;
    const reckoned = consumed(given(usd(price)), period(from, to), day(returned));
    expect(reckoned.amount).toEqual(usd(used));
    expect(prorated(given(usd(price)), reckoned).amount).toEqual(usd(back));
  });
});
