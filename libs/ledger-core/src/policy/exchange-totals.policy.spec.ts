import { usd } from '../../../../test/support/account-story';
import { exchangeShortfall, requiredPurchaseTotal } from './exchange-totals.policy';

describe('R-EXC-3: two tests, and not one sum', () => {
  it.each([
    // purchases, refunds, commitments → required, short by
    ['below the commitment', '1799.99', '50.00', '1800.00', '1800.00', '0.01'],
    ['at the commitment', '1800.00', '50.00', '1800.00', '1800.00', undefined],
    ['above the commitment', '1800.01', '50.00', '1800.00', '1800.00', undefined],
    ['below the refund', '2499.99', '2500.00', '1800.00', '2500.00', '0.01'],
    ['at the refund', '2500.00', '2500.00', '1800.00', '2500.00', undefined],
    ['above the refund', '2500.01', '2500.00', '1800.00', '2500.00', undefined],
    ['below both, the refund the larger', '1000.00', '2500.00', '1800.00', '2500.00', '1500.00'],
    [
      'below both, the commitment the larger',
      '1000.00',
      '1800.00',
      '2500.00',
      '2500.00',
      '1500.00',
    ],
    ['both the same', '1799.00', '1800.00', '1800.00', '1800.00', '1.00'],
    ['far below the sum of both', '1800.00', '1800.00', '1800.00', '1800.00', undefined],
    ['nothing comes back', '0.01', '0.00', '0.00', '0.00', undefined],
    ['nothing comes back for nothing', '0.00', '0.00', '0.00', '0.00', undefined],
  ])('%s: %s for %s back and %s cancelled', (...[, buys, back, cancelled, required, short]) => {
    const totals = { purchases: usd(buys), refunds: usd(back), commitments: usd(cancelled) };
    expect(requiredPurchaseTotal(totals)).toEqual(usd(required));
    expect(exchangeShortfall(totals)).toEqual(short === undefined ? undefined : usd(short));
  });
});
