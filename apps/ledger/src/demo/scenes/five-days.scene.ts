import { moneyText } from '../../presentation/money-text';
import { opens } from '../accounts';
import { expectsLines, showsDocument } from '../papers';
import { type Scene } from '../scene';
import { buys, refunds } from '../trading';

const ACCOUNT = 'litware';
const YEAR = { sku: 'Demo3' };

export const fiveDays: Scene = {
  name: 'five-days',
  title: 'Cancelled within five days, and on the sixth',
  sayings: [
    {
      document: 'Partner Center, 2020',
      heading: 'How cancellations work',
      rules: ['R-AMT-4', 'R-AMT-5'],
      says: 'Cancelled after five days or fewer without usage, everything is credited; with usage the part that was not used; after more than five days the part that was not used too. Within five days there is no fee.',
      quote: '5 or fewer · No · 100% · No',
    },
    {
      document: 'Self-service, 2021',
      heading: 'Refund policies',
      rules: ['R-AMT-5'],
      says: 'There is no fee at present after more than five days either.',
      quote: 'Nous ne facturons actuellement aucun frais de résiliation anticipée',
    },
  ],
  prices: [{ sku: YEAR.sku, term: '1 Year', price: 365 }],
  play: async (stage) => {
    const { expects, ledger, reckons, tells, until } = stage;
    await until('2021-01-15');
    await opens(stage, ACCOUNT);
    tells('Litware buys three reservations of a year at 365.00 USD, 1.00 USD a day.');
    const unused = await buys(stage, ACCOUNT, YEAR);
    const used = await buys(stage, ACCOUNT, YEAR);
    const late = await buys(stage, ACCOUNT, YEAR);
    await until('2021-01-20');
    tells('The fifth day. The first was never used and is returned.');
    expects('money that comes back', '365.00 USD', (await refunds(stage, unused)).back);
    const paper = await showsDocument(stage, ACCOUNT, 4);
    expectsLines(stage, paper, 'Purchase 365.00', 'Refund -365.00');
    expects('its total', '0.00 USD', moneyText(paper.total));
    tells('The second was used on 17 January, as the usage reported says, and is returned.');
    await ledger.send('POST', `/billingAccounts/${ACCOUNT}/usage`, {
      days: [{ reservationId: used.reservation, on: '2021-01-17', usedQuantity: 1 }],
    });
    reckons('5 of 365 days have gone by: 365.00 × 5 ÷ 365 = 5.00 is consumed.');
    expects('money that comes back', '360.00 USD', (await refunds(stage, used)).back);
    await until('2021-01-21');
    tells('The sixth day. The third was never used and is returned.');
    reckons('6 of 365 days have gone by: 365.00 × 6 ÷ 365 = 6.00 is consumed. No fee.');
    expects('money that comes back', '359.00 USD', (await refunds(stage, late)).back);
    const last = await showsDocument(stage, ACCOUNT, 6);
    expectsLines(stage, last, 'Purchase 365.00', 'Refund -359.00');
  },
};
