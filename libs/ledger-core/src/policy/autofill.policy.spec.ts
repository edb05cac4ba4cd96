import { quantityToReturn, UTILISATION_DAYS } from './autofill.policy';

const everyDay = (units: string) => Array.from({ length: 7 }, () => units);

describe('R-EXC-7: "Optimize for utilization (7-day)"', () => {
  it('counts seven days', () => {
    expect(UTILISATION_DAYS).toBe(7);
  });

  it.each([
    // quantity 10 throughout; Σ ÷ 7, rounded up, stays.
    ['nothing used: all goes', [], 10],
    ['one unit each day', everyDay('1'), 9],
    ['just below three a day: 20.99 ÷ 7', [...everyDay('2.99').slice(1), '3.05'], 7],
    ['three a day', everyDay('3'), 7],
    ['just above three a day: 21.01 ÷ 7', [...everyDay('3').slice(1), '3.01'], 6],
    ['a trace of use keeps a unit', ['0.000001'], 9],
    ['two days without a report count 0: 15 ÷ 7 = 2.14', ['3', '3', '3', '3', '3'], 7],
    ['one busy day: 7 ÷ 7 = 1', ['7'], 9],
    ['one busier day: 7.01 ÷ 7', ['7.01'], 8],
    ['just above nine a day keeps the whole', everyDay('9.01'), 0],
    ['nine a day', everyDay('9'), 1],
    ['the whole is used', everyDay('10'), 0],
    ['more than the whole is used', everyDay('12.5'), 0],
    ['reported as 0', everyDay('0'), 10],
  ])('%s', (_, usedUnits, expected) => {
    expect(quantityToReturn({ quantity: 10, usedUnits }, 'optimizeUtilization')).toBe(expected);
  });

  it('of a single unit it takes all or nothing', () => {
    const one = (usedUnits: readonly string[]) =>
      quantityToReturn({ quantity: 1, usedUnits }, 'optimizeUtilization');
    expect([one([]), one(['0.01'])]).toEqual([1, 0]);
  });

  it('is not misled by fractions that binary numbers cannot hold', () => {
    // Σ = 7.0, which binary numbers add up to 7.000000000000001: one a day stays, not two.
    const usedUnits = ['0.3', '0.8', '1.6', '2.6', '0.1', '0.4', '1.2'];
    expect(quantityToReturn({ quantity: 3, usedUnits }, 'optimizeUtilization')).toBe(2);
  });

  it('refuses what is no number', () => {
    expect(() =>
      quantityToReturn({ quantity: 3, usedUnits: ['x'] }, 'optimizeUtilization'),
    ).toThrow(RangeError);
  });
});

describe('R-EXC-7: "Refund all"', () => {
  it.each([1, 10])('takes the whole of %d, whatever was used', (quantity) => {
    expect(quantityToReturn({ quantity, usedUnits: everyDay('99') }, 'refundAll')).toBe(quantity);
  });
});
