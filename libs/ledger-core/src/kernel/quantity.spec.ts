import { averageRoundedUp, isPositiveQuantity } from './quantity';

const whole = (quantity: string) => ({ quantity, part: 1n, of: 1n });
const smallest = `0.${'0'.repeat(23)}1`;

describe('a quantity is more than nothing', () => {
  it.each([
    ['-1', false],
    ['-0.5', false],
    ['0', false],
    ['-0', false],
    ['0.000', false],
    [smallest, true],
    ['007', true],
  ])('%s: %s', (text, is) => {
    expect(isPositiveQuantity(text)).toBe(is);
  });

  it.each(['', '1e3', 'one', '1.', '.5'])('and %j is none', (text) => {
    expect(() => isPositiveQuantity(text)).toThrow(RangeError);
  });
});

describe('an average is rounded up to whole units (R-EXC-7)', () => {
  it.each([
    [['7', '7', '7'], 7, 3],
    [['20.9'], 7, 3],
    [['21'], 7, 3],
    [[`21${smallest.slice(1)}`], 7, 4],
    [[], 7, 0],
  ])('%j in %d days: %d', (quantities, days, units) => {
    expect(averageRoundedUp(quantities.map(whole), days)).toBe(units);
  });

  it('of shares no third is rounded on the way', () => {
    const third = { quantity: '7', part: 1n, of: 3n };
    expect(averageRoundedUp([third, third, third], 7)).toBe(1);
    expect(averageRoundedUp([third, third, third, whole(smallest)], 7)).toBe(2);
    expect(averageRoundedUp([third, { quantity: '7', part: 2n, of: 7n }], 1)).toBe(5);
  });

  it('refuses what is no decimal text', () => {
    expect(() => averageRoundedUp([whole('1/3')], 7)).toThrow(RangeError);
  });
});
