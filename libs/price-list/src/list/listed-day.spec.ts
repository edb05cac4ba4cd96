import { listedDay } from './listed-day';

describe('the day of an instant in a price list', () => {
  test.each([
    ['2025-09-01T00:00:00Z', '2025-09-01'],
    ['2026-05-31T23:59:00Z', '2026-05-31'],
    ['2025-09-01T23:59:59.9999999Z', '2025-09-01'],
    ['2025-09-01T00:30:00+02:00', '2025-08-31'],
    ['2025-08-31T23:30:00-02:00', '2025-09-01'],
    ['2025-09-01', '2025-09-01'],
    ['2024-02-29T12:00Z', '2024-02-29'],
    ['9999-12-31T23:59:59Z', '9999-12-31'],
  ])('%s lies on %s', (text, expected) => {
    expect(listedDay(text)).toBe(expected);
  });

  test('without a zone is UTC, whatever the zone of the machine', () => {
    expect(listedDay('2026-07-02T00:00:00')).toBe('2026-07-02');
    expect(listedDay('2026-07-02T23:59:59')).toBe('2026-07-02');
  });

  test.each([
    ['2025-02-30T00:00:00Z'],
    ['2025-13-01T00:00:00Z'],
    ['2025-09-01T25:00:00Z'],
    ['2025-9-1'],
    ['01/09/2025'],
    ['2025-09-01T00:00:00 Z'],
    ['0000-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59-02:00'],
    ['soon'],
    [''],
  ])('%p is no instant', (text) => {
    expect(listedDay(text)).toBeUndefined();
  });
});
