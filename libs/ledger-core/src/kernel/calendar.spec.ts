import { Calendar } from '#ledger-core';

const { addDays, addMonths, day, daysBetween } = Calendar;

describe('a day', () => {
  it.each([
    '2021-02-29',
    '2021-13-01',
    '2021-1-1',
    '20210101',
    '2021-01-01T00:00:00Z',
    '0000-01-01',
    '',
  ])('is not %j', (text) => {
    expect(() => day(text)).toThrow(RangeError);
    expect(Calendar.isDay(text)).toBe(false);
  });

  it('knows leap years', () => {
    expect(day('2024-02-29')).toBe('2024-02-29');
    expect(daysBetween(day('2024-02-01'), day('2024-03-01'))).toBe(29);
    expect(daysBetween(day('2023-03-15'), day('2024-03-15'))).toBe(366);
  });
});

describe('months are counted from the first day, so that they do not drift', () => {
  it.each([
    ['2021-01-31', 1, '2021-02-28'],
    ['2021-01-31', 2, '2021-03-31'],
    ['2021-01-31', 3, '2021-04-30'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2021-11-30', 3, '2022-02-28'],
    ['2021-12-15', 1, '2022-01-15'],
    ['2021-01-15', 36, '2024-01-15'],
  ])('%s and %d months is %s', (from, count, expected) => {
    expect(addMonths(day(from), count)).toBe(expected);
  });

  it('days pass over the end of a year', () => {
    expect(addDays(day('2021-12-31'), 1)).toBe('2022-01-01');
    expect(addDays(day('2022-06-20'), 365)).toBe('2023-06-20');
  });
});

describe('an instant', () => {
  it('lies on a UTC day', () => {
    expect(Calendar.dayOf(Calendar.instant('2021-06-15T23:59:59+00:00'))).toBe('2021-06-15');
    expect(Calendar.dayOf(Calendar.instant('2021-06-15T23:30:00-02:00'))).toBe('2021-06-16');
  });

  it('is not a bare day', () => {
    for (const text of [
      '2021-06-15',
      '0000-06-15T00:00:00Z',
      '0001-01-01T00:00:00+01:00',
      '9999-12-31T23:30:00-01:00',
    ])
      expect(() => Calendar.instant(text)).toThrow(RangeError);
    expect(Calendar.instant('0001-01-01T00:00:00Z')).toBe('0001-01-01T00:00:00.000Z');
  });
});
