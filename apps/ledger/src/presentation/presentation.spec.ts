import { grouped, moneyText } from './money-text';
import { PLAIN, stylingFor } from './styling';
import { fieldsText, indented, tableText } from './table';

describe('what is printed for people', () => {
  it.each([
    ['0.00', '0.00'],
    ['999.99', '999.99'],
    ['1000.00', '1,000.00'],
    ['-1234567.89', '-1,234,567.89'],
    ['12345', '12,345'],
    ['1799.123456', '1,799.123456'],
  ])('shows %s as %s, digit by digit', (amount, text) => {
    expect(grouped(amount)).toBe(text);
  });

  it('names the currency after the amount', () => {
    expect(moneyText({ currency: 'USD', amount: '50000.00' })).toBe('50,000.00 USD');
  });

  it('sets tables in columns, amounts to the right, and nothing behind the last word', () => {
    const columns = [{ head: 'on' }, { head: 'amount', align: 'right' }, { head: 'why' }] as const;
    const rows = [
      ['2021-01-15', '1,460.00', 'Refund'],
      ['2021-01-16', '-10.00', ''],
    ];
    expect(tableText(columns, rows, PLAIN).split('\n')).toEqual([
      'on            amount  why',
      '2021-01-15  1,460.00  Refund',
      '2021-01-16    -10.00',
    ]);
  });

  it('leaves out fields without a value', () => {
    const fields = [
      ['issued', '2021-01-15'],
      ['due', undefined],
      ['replaces', 'a-000001'],
    ] as const;
    expect(fieldsText(fields, PLAIN)).toBe('issued    2021-01-15\nreplaces  a-000001');
  });

  it('indents every line that has something on it', () => {
    expect(indented('one\n\ntwo')).toBe('  one\n\n  two');
  });

  it('colours what a terminal shows, and nothing else', () => {
    expect(stylingFor({ hasColors: () => true }).good('paid')).toBe('\u001B[32mpaid\u001B[39m');
    expect(stylingFor({ hasColors: () => false }).good('paid')).toBe('paid');
    expect(stylingFor({}).heading('Invoice')).toBe('Invoice');
  });
});
