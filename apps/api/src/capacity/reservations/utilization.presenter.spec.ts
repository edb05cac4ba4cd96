import { Calendar } from '#ledger-core';
import { presentUtilization } from './utilization.presenter';

const TODAY = Calendar.day('2021-03-31');

/** Units used on each of the days before today, the last first. */
function used(...units: readonly string[]) {
  return units.map((usedQuantity, index) => ({
    on: Calendar.addDays(TODAY, -1 - index),
    usedQuantity,
  }));
}

function values(usage: ReturnType<typeof used>, quantity = 2) {
  return presentUtilization({ usage, quantity }, TODAY)?.aggregates.map(({ value }) => value);
}

describe('the utilisation of a reservation', () => {
  it('is left out when nothing was ever reported', () => {
    expect(presentUtilization({ usage: [], quantity: 2 }, TODAY)).toBeUndefined();
  });

  it('is the share of its quantity used on the last day, in the last week and month', () => {
    // Of 2 units: 1 on the last day is 50 %, 1 + 2 of 14 is 21.43 %, 3 of 60 is 5 %.
    expect(presentUtilization({ usage: used('1', '2'), quantity: 2 }, TODAY)).toEqual({
      trend: '',
      aggregates: [
        { grain: 1, grainUnit: 'days', value: 50, valueUnit: 'percentage' },
        { grain: 7, grainUnit: 'days', value: 21.43, valueUnit: 'percentage' },
        { grain: 30, grainUnit: 'days', value: 5, valueUnit: 'percentage' },
      ],
    });
  });

  it('counts neither today nor what is longer ago than its days', () => {
    const today = [{ on: TODAY, usedQuantity: '2' }];
    expect(values(today)).toEqual([0, 0, 0]);
    const longAgo = [{ on: Calendar.addDays(TODAY, -31), usedQuantity: '2' }];
    expect(values(longAgo)).toEqual([0, 0, 0]);
    const thirtyDaysAgo = [{ on: Calendar.addDays(TODAY, -30), usedQuantity: '2' }];
    expect(values(thirtyDaysAgo)).toEqual([0, 0, 3.33]);
  });

  it('is never more than all of it', () => {
    expect(values(used('5'))?.[0]).toBe(100);
  });

  it.each([
    ['UP', '2', '1'],
    ['DOWN', '1', '2'],
    ['SAME', '1', '1'],
  ])('goes %s from the week before to the last', (trend, last, before) => {
    const weeks = [...Array<string>(7).fill(last), ...Array<string>(7).fill(before)];
    expect(presentUtilization({ usage: used(...weeks), quantity: 2 }, TODAY)?.trend).toBe(trend);
  });
});
