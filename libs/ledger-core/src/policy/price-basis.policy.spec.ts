import { listPrice, usd } from '../../../../test/support/account-story';
import { day } from '../kernel/calendar';
import { currency, money } from '../kernel/money';
import { lowerPriceBasis } from './price-basis.policy';

const upfront = (price: string) => ({
  unitAmount: usd(price),
  listPrice: listPrice(price),
  instalments: 1,
  instalment: 1,
});

describe('R-AMT-2: the lower of the price paid and the list price of the day', () => {
  it.each([
    ['below', '1094.99', '1094.99'],
    ['at', '1095.00', '1095.00'],
    ['above', '1095.01', '1095.00'],
    ['rounded half up to the price paid', '1094.995', '1095.00'],
    ['rounded down below it', '1094.994999', '1094.99'],
    ['rounded half up above it', '1095.005', '1095.00'],
    ['nothing', '0', '0.00'],
  ])('paid 1,095.00, listed %s', (_, listed, basis) => {
    expect(lowerPriceBasis(upfront('1095.00'), listPrice(listed)).amount).toEqual(usd(basis));
  });

  it.each([
    // 100.00 over 12: four of 8.34, eight of 8.33. 99.99: three of 8.34, nine of 8.33.
    [3, '8.34', '99.99', '8.34'],
    [4, '8.34', '99.99', '8.33'],
    [5, '8.33', '99.99', '8.33'],
    [4, '8.34', '100.00', '8.34'],
    [5, '8.33', '100.01', '8.33'], // its fifth is 8.34
    [1, '8.34', '60', '5.00'],
  ])('instalment %d of %s is compared with the same of %s: %s', (number, paid, listed, basis) => {
    const monthly = { listPrice: listPrice('100'), instalments: 12, instalment: number };
    const reckoned = lowerPriceBasis({ ...monthly, unitAmount: usd(paid) }, listPrice(listed));
    expect(reckoned.amount).toEqual(usd(basis));
  });
});

describe('R-AMT-2: compared in the currency of the list, refunded at the rate of the purchase', () => {
  const EUR = currency('EUR');
  const exchangeRate = { from: 'USD', to: 'EUR', on: day('2021-01-15'), rate: '0.8', source: 'x' };
  const paidInEur = { listPrice: listPrice('365'), exchangeRate };

  it.each([
    ['below', '364.99', '291.99'], // 364.99 × 0.8 = 291.992
    ['at', '365', '292.00'],
    ['above', '365.01', '292.00'],
  ])('upfront, listed %s', (_, listed, basis) => {
    const paid = { ...paidInEur, unitAmount: money(EUR, '292.00'), instalments: 1, instalment: 1 };
    expect(lowerPriceBasis(paid, listPrice(listed)).amount).toEqual(money(EUR, basis));
  });

  it('monthly: today’s price is converted first and then split', () => {
    // Paid: 292.00 over 12 is 24.33 with 4 over. Today 300.00 × 0.8 = 240.00, over 12 is 20.00.
    const monthly = { unitAmount: money(EUR, '24.34'), instalments: 12, instalment: 2 };
    const reckoned = lowerPriceBasis({ ...paidInEur, ...monthly }, listPrice('300'));
    expect(reckoned.amount).toEqual(money(EUR, '20.00'));
  });

  it('monthly: an instalment of the converted price, not a converted instalment', () => {
    // 120.00 × 0.9 = 108.00, over 12 is 9.00. Today 100.00 × 0.9 = 90.00, over 12 is 7.50; 8.34 × 0.9 would be 7.51.
    const rate = { ...exchangeRate, rate: '0.9' };
    const monthly = { unitAmount: money(EUR, '9.00'), instalments: 12, instalment: 1 };
    const paid = { listPrice: listPrice('120'), exchangeRate: rate, ...monthly };
    expect(lowerPriceBasis(paid, listPrice('100')).amount).toEqual(money(EUR, '7.50'));
  });

  it.each([
    ['lower', '100', ['8.34', '90.00', '7.50']],
    ['higher', '130', ['10.00', '108.00', '9.00']],
  ])(
    'R-REC-2: where today’s price is %s, the steps lead from the comparison to the bill',
    (...row) => {
      const [, listed, results] = row;
      const rate = { ...exchangeRate, rate: '0.9' };
      const monthly = { unitAmount: money(EUR, '9.00'), instalments: 12, instalment: 1 };
      const paid = { listPrice: listPrice('120'), exchangeRate: rate, ...monthly };
      const { steps } = lowerPriceBasis(paid, listPrice(listed));
      const [lesser, convert, instalment] = steps.slice(-3);
      expect([lesser?.operation, convert?.operation, instalment?.operation]).toEqual([
        'lesser',
        'convert',
        'instalment',
      ]);
      expect([lesser?.result, convert?.result, instalment?.result]).toEqual(results);
    },
  );

  it('monthly: the same instalment in the list is no lower price, whatever the rate makes of it', () => {
    // The 11th of 365.00 is 30.41, and so is that of 364.92. In euro it would be 291.94: 24.32, and 24.33 was paid.
    const monthly = { unitAmount: money(EUR, '24.33'), instalments: 12, instalment: 11 };
    const reckoned = lowerPriceBasis({ ...paidInEur, ...monthly }, listPrice('364.92'));
    expect(reckoned.amount).toEqual(money(EUR, '24.33'));
  });
});
