import { addDays, day } from '../kernel/calendar';
import { quantityToReturn, UTILISATION_DAYS } from './autofill.policy';
import { WHOLE_USAGE } from './usage-share.policy';

const TODAY = day('2021-03-03');
/** The units used on yesterday, the day before it, and so on. */
const reported = (used: readonly string[]) =>
  used.map((usedQuantity, index) => ({
    ...{ on: addDays(TODAY, -1 - index), usedQuantity, share: WHOLE_USAGE },
  }));
const optimised = (quantity: number, used: readonly string[]) =>
  quantityToReturn({ quantity, reported: reported(used) }, 'optimizeUtilization', TODAY);

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
    expect(optimised(10, usedUnits)).toBe(expected);
  });

  it('of a single unit it takes all or nothing', () => {
    expect([optimised(1, []), optimised(1, ['0.01'])]).toEqual([1, 0]);
  });

  it('is not misled by fractions that binary numbers cannot hold', () => {
    // Σ = 7.0, which binary numbers add up to 7.000000000000001: one a day stays, not two.
    const usedUnits = ['0.3', '0.8', '1.6', '2.6', '0.1', '0.4', '1.2'];
    expect(optimised(3, usedUnits)).toBe(2);
  });

  it.each([
    ['eight days ago', '2021-02-23', 10],
    ['seven days ago, over the end of a month', '2021-02-24', 8],
    ['yesterday', '2021-03-02', 8],
    ['today', '2021-03-03', 10],
  ])('the seven days are those before today: 14 used %s', (_, on, expected) => {
    const of = {
      quantity: 10,
      reported: [{ on: day(on), usedQuantity: '14', share: WHOLE_USAGE }],
    };
    expect(quantityToReturn(of, 'optimizeUtilization', TODAY)).toBe(expected);
  });

  it.each([
    // Σ × share ÷ 7 stays of 10; in decimals a third seven times is a little more or less than seven thirds.
    ['a third of 3 a day: just 1', '3', [1n, 3n], 9],
    ['a third of 3.01 a day', '3.01', [1n, 3n], 8],
    ['a seventh of 49 a day: just 7', '49', [1n, 7n], 3],
    ['two sevenths of 24.5 a day: just 7', '24.5', [2n, 7n], 3],
    ['a hundredth of 1 a day: 0.01', '1', [1n, 100n], 9],
  ] as const)('counts %s', (_, units, [part, of], expected) => {
    const shared = reported(everyDay(units)).map((day) => ({ ...day, share: { part, of } }));
    const used = { quantity: 10, reported: shared };
    expect(quantityToReturn(used, 'optimizeUtilization', TODAY)).toBe(expected);
  });

  it('adds what it shares of several to its own', () => {
    // 1 ÷ 3 + 1 ÷ 6 + 1 ÷ 2 of 7 units on one day make just 1 a day of 7.
    const of = (part: bigint, whole: bigint) => ({
      ...{ on: addDays(TODAY, -1), usedQuantity: '7', share: { part, of: whole } },
    });
    const used = { quantity: 10, reported: [of(1n, 3n), of(1n, 6n), of(1n, 2n)] };
    expect(quantityToReturn(used, 'optimizeUtilization', TODAY)).toBe(9);
  });

  it('refuses what is no number', () => {
    expect(() => optimised(3, ['x'])).toThrow(RangeError);
  });
});

describe('R-EXC-7: "Refund all"', () => {
  it.each([1, 10])('takes the whole of %d, whatever was used', (quantity) => {
    const used = { quantity, reported: reported(everyDay('99')) };
    expect(quantityToReturn(used, 'refundAll', TODAY)).toBe(quantity);
  });
});
