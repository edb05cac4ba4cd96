import { canonicalDecimal, decimalTextOf, isPositiveDecimal } from './decimal-text';

describe('the decimal text of a price', () => {
  test.each([
    [3600, '3600'],
    [0.1, '0.1'],
    [1800.5, '1800.5'],
    [4.35, '4.35'],
    [1e21, '1000000000000000000000'],
    [1.5e22, '15000000000000000000000'],
    [1e-7, '0.0000001'],
    [1.25e-9, '0.00000000125'],
    [-3, '-3'],
    ['3600.00', '3600.00'],
    ['0.30', '0.30'],
  ])('%p reads as %p', (value, expected) => {
    expect(decimalTextOf(value)).toBe(expected);
  });

  test.each([
    [Infinity],
    [NaN],
    [1e30],
    ['1e3'],
    ['1,000.00'],
    ['12.'],
    [' 5'],
    [''],
    [null],
    [{}],
  ])('%p is no decimal', (value) => {
    expect(decimalTextOf(value)).toBeUndefined();
  });

  test('every number a double holds between the bounds keeps its own value', () => {
    for (let exponent = -20; exponent <= 23; exponent += 1) {
      const number = Number(`1.2e${exponent}`);
      expect(Number(decimalTextOf(number))).toBe(number);
      expect(decimalTextOf(number)).not.toContain('e');
    }
  });
});

test.each([
  ['0', false],
  ['0.00', false],
  ['-1', false],
  ['-0', false],
  ['0.0000001', true],
  ['10', true],
])('%s is above zero: %p', (text, expected) => {
  expect(isPositiveDecimal(text)).toBe(expected);
});

test.each([
  ['100', '100'],
  ['100.00', '100'],
  ['0100.50', '100.5'],
  ['0.10', '0.1'],
  ['000', '0'],
])('%s is the same decimal as %s', (text, expected) => {
  expect(canonicalDecimal(text)).toBe(expected);
});
