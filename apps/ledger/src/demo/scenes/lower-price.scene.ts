import { opens } from '../accounts';
import { showsDocument } from '../papers';
import { type Scene } from '../scene';
import { buys, refunds } from '../trading';

const ACCOUNT = 'adatum';
const FALLEN = { sku: 'Demo4' };
const RISEN = { sku: 'Demo4_Risen' };

export const lowerPrice: Scene = {
  name: 'lower-price',
  title: 'The lower of the price paid and the price of the day',
  sayings: [
    {
      document: 'Self-service, 2021',
      heading: 'Refund policies',
      rules: ['R-AMT-2', 'R-AMT-4'],
      says: 'A refund is reckoned on the lower of the price that was paid and the price at present.',
      quote: 'en fonction du prix le plus bas de votre prix d’achat ou du prix actuel',
    },
  ],
  prices: [
    { sku: FALLEN.sku, term: '1 Year', price: 365 },
    { sku: FALLEN.sku, term: '1 Year', price: 292, from: '2021-03-01' },
    { sku: RISEN.sku, term: '1 Year', price: 365 },
    { sku: RISEN.sku, term: '1 Year', price: 730, from: '2021-03-01' },
  ],
  play: async (stage) => {
    const { expects, reckons, tells, until } = stage;
    await until('2021-01-15');
    await opens(stage, ACCOUNT);
    tells('Adatum buys two products for a year, each at 365.00 USD.');
    const fallen = await buys(stage, ACCOUNT, FALLEN);
    const risen = await buys(stage, ACCOUNT, RISEN);
    await until('2021-03-29');
    tells(
      'Since 1 March one is listed at 292.00 USD. 73 of its 365 days are used; it is returned.',
    );
    reckons('292.00 is lower: 292.00 × 73 ÷ 365 = 58.40 is consumed, 292.00 − 58.40 = 233.60.');
    expects('money that comes back', '233.60 USD', (await refunds(stage, fallen)).back);
    await showsDocument(stage, ACCOUNT, 3, { why: true });
    tells('The other is listed at 730.00 USD; it is returned.');
    reckons('365.00 is lower: 365.00 × 73 ÷ 365 = 73.00 is consumed, 365.00 − 73.00 = 292.00.');
    expects('money that comes back', '292.00 USD', (await refunds(stage, risen)).back);
  },
};
