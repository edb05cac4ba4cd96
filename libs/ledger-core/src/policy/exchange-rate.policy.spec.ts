import { day } from '../kernel/calendar';
import { rateOn } from './exchange-rate.policy';

const rate = (pair: string, on: string, value: string) => {
  const [from = '', to = ''] = pair.split('>');
  return { from, to, on: day(on), rate: value, source: 'a published rate' };
};
const EUR_TO_USD = { from: 'EUR', to: 'USD' };
const valueOn = (rates: readonly ReturnType<typeof rate>[], on: string) =>
  rateOn(rates, EUR_TO_USD, day(on))?.rate;

describe('R-CAP-2: the rate of the latest day ≤ the day for the pair', () => {
  const rates = [
    rate('EUR>USD', '2024-03-01', '1.3'),
    rate('EUR>USD', '2023-12-31', '1.1'),
    rate('EUR>USD', '2024-02-29', '1.2'),
    rate('GBP>USD', '2023-12-31', '9'),
    rate('EUR>GBP', '2023-12-31', '8'),
  ];

  it.each([
    ['the day before the first', '2023-12-30', undefined],
    ['the day of the first', '2023-12-31', '1.1'],
    ['the first day of the next year', '2024-01-01', '1.1'],
    ['the day before the second', '2024-02-28', '1.1'],
    ['a leap day of its own', '2024-02-29', '1.2'],
    ['the day after it', '2024-03-01', '1.3'],
    ['long after the last', '2034-01-01', '1.3'],
  ])('%s, %s', (_, on, expected) => {
    expect(valueOn(rates, on)).toBe(expected);
  });

  it('of two for one day the one published last', () => {
    const twice = [rate('EUR>USD', '2024-01-01', '1.1'), rate('EUR>USD', '2024-01-01', '1.2')];
    expect(valueOn(twice, '2024-01-01')).toBe('1.2');
    expect(valueOn(twice.toReversed(), '2024-01-01')).toBe('1.1');
  });
});

describe('R-CAP-2: else of the inverse pair', () => {
  const inverse = rate('USD>EUR', '2024-01-31', '0.8');

  it('the inverse where there is no other, named as it was published', () => {
    expect(rateOn([inverse], EUR_TO_USD, day('2024-01-31'))).toEqual(inverse);
  });

  it.each([
    ['before the pair has a rate of its own', '2024-01-31', '0.8'],
    ['from the day on which the pair has one', '2024-02-01', '1.1'],
  ])('%s', (_, on, expected) => {
    expect(valueOn([inverse, rate('EUR>USD', '2024-02-01', '1.1')], on)).toBe(expected);
  });

  it('an old rate of the pair goes before a newer one of the inverse', () => {
    expect(valueOn([rate('EUR>USD', '2020-01-01', '1.1'), inverse], '2024-06-01')).toBe('1.1');
  });

  it('not of a later day', () => {
    expect(valueOn([inverse], '2024-01-30')).toBeUndefined();
  });
});
