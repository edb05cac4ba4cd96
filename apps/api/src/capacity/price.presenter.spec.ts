import { Money } from '#ledger-core';
import { priceOf } from './price.presenter';

const money = (currency: string, amount: string) => Money.money(Money.currency(currency), amount);

describe('money as a JSON number', () => {
  it.each([
    ['USD', '0.00', '0'],
    ['USD', '0.10', '0.1'],
    ['USD', '1800.00', '1800'],
    ['USD', '9999999999999.99', '9999999999999.99'],
    ['JPY', '999999999999999', '999999999999999'],
    ['KWD', '-1.005', '-1.005'],
  ])('of %s %s is printed as %s', (currency, amount, printed) => {
    expect(JSON.stringify(priceOf(money(currency, amount)).amount)).toBe(printed);
  });

  it('is refused when a number would not keep every digit', () => {
    expect(() => priceOf(money('USD', '10000000000000.00'))).toThrow(/15 digits/);
  });
});
