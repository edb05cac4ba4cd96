import { day } from '../kernel/calendar';
import { hasUsage } from './usage.policy';

const reported = (on: string, usedQuantity: string) => ({ on: day(on), usedQuantity });

describe('R-AMT-5: usage is any quantity > 0 reported for a day up to the return', () => {
  it.each([
    ['the day before', '2024-02-28', true],
    ['the day itself', '2024-02-29', true],
    ['the day after', '2024-03-01', false],
    ['a year before', '2023-02-28', true],
    ['the next year', '2025-01-01', false],
  ])('for %s', (_, on, expected) => {
    expect(hasUsage([reported(on, '1')], day('2024-02-29'))).toBe(expected);
  });

  it.each([
    ['0', false],
    ['0.000000', false],
    ['0.000001', true],
    ['24', true],
  ])('of %s units', (quantity, expected) => {
    expect(hasUsage([reported('2024-02-29', quantity)], day('2024-02-29'))).toBe(expected);
  });

  it('of one day among many; none where nothing was reported', () => {
    const idle = reported('2024-02-27', '0');
    expect(hasUsage([idle, reported('2024-02-28', '0.5'), idle], day('2024-02-29'))).toBe(true);
    expect(hasUsage([idle, reported('2024-03-01', '9')], day('2024-02-29'))).toBe(false);
    expect(hasUsage([], day('2024-02-29'))).toBe(false);
  });
});
