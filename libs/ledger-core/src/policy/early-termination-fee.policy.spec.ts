import { usd } from '../../../../test/support/account-story';
import { USD } from '../kernel/money';
import { earlyTerminationFees } from './early-termination-fee.policy';

const feesOf = (prorated: readonly string[], rate: string) =>
  earlyTerminationFees(prorated.map(usd), USD, rate).map(({ amount }) => amount.amount);

describe('R-AMT-5: the fee is reckoned on the total of the return, half up', () => {
  it.each([
    ['100.00', '0.12', '12.00'],
    ['1085.00', '0.12', '130.20'],
    ['0.04', '0.12', '0.00'], // 0.0048
    ['0.05', '0.12', '0.01'], // 0.006
    ['0.10', '0.05', '0.01'], // 0.005
    ['0.09', '0.05', '0.00'], // 0.0045
    ['3.29', '0.12', '0.39'], // 0.3948
    ['100.00', '0', '0.00'],
    ['100.00', '1', '100.00'],
    ['0.00', '0.12', '0.00'],
  ])('of %s at %s: %s', (prorated, rate, fee) => {
    expect(feesOf([prorated], rate)).toEqual([fee]);
  });
});

describe('R-AMT-5: over several charges it is apportioned by largest remainder, ties to the oldest', () => {
  it.each([
    ['evenly', ['10.00', '10.00', '10.00'], '0.12', ['1.20', '1.20', '1.20']],
    ['by weight', ['1.00', '2.00'], '0.12', ['0.12', '0.24']],
    // 0.10 × 0.12 = 0.012 → 0.01, and not 0.006 → 0.01 twice.
    ['a tie goes to the oldest', ['0.05', '0.05'], '0.12', ['0.01', '0.00']],
    // 0.33 × 0.12 = 0.0396 → 0.04: parts of 1.21, 1.33 and 1.45 cents; the cent over goes to the last.
    ['the largest remainder', ['0.10', '0.11', '0.12'], '0.12', ['0.01', '0.01', '0.02']],
    // 0.75 × 0.12 = 0.09: 3 cents each.
    ['thirds', ['0.25', '0.25', '0.25'], '0.12', ['0.03', '0.03', '0.03']],
    // 0.24 × 0.12 = 0.0288 → 0.03: 1 cent each, where each alone would be 0.0096 → 0.01.
    ['cents', ['0.08', '0.08', '0.08'], '0.12', ['0.01', '0.01', '0.01']],
    ['nothing of nothing', ['0.00', '1.00'], '0.12', ['0.00', '0.12']],
    ['no fee', ['10.00', '20.00'], '0', ['0.00', '0.00']],
  ])('%s', (_, prorated, rate, fees) => {
    expect(feesOf(prorated, rate)).toEqual(fees);
  });
});
