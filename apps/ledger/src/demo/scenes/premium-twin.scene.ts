import { opens } from '../accounts';
import { paperCountOf, showsDocument } from '../papers';
import { type Scene } from '../scene';
import { buys, dayOf, reservationOf } from '../trading';

const ACCOUNT = 'trey';
/** A documented pair: the same size without premium storage and with it. */
const PLAIN = { sku: 'Standard_F1' };
const PREMIUM = { sku: 'Standard_F1s' };

export const premiumTwin: Scene = {
  name: 'premium-twin',
  title: 'F1 becomes F1s, the same size with premium storage',
  sayings: [
    {
      document: 'Self-service, 2021',
      heading: 'Exchange non-premium storage for premium storage',
      rules: ['R-EXC-6'],
      says: 'A size without premium storage, such as F1, is exchanged for the same one with it, F1s. The term does not start anew and no transaction is made.',
      quote: 'ne réinitialise pas la période … et ne crée pas de transaction',
    },
  ],
  prices: [
    { sku: PLAIN.sku, term: '1 Year', price: 365 },
    { sku: PREMIUM.sku, term: '1 Year', price: 730 },
  ],
  play: async (stage) => {
    const { expects, owner, tells, until } = stage;
    await until('2021-01-15');
    await opens(stage, ACCOUNT);
    tells('Trey buys an F1 for a year at 365.00 USD.');
    const held = await buys(stage, ACCOUNT, PLAIN);
    await until('2021-03-29');
    tells('It becomes an F1s, though that is listed at 730.00 USD.');
    const { order, reservation } = held;
    await owner.send('POST', `/reservationOrders/${order}/reservations/${reservation}/swap`, {
      armSkuName: PREMIUM.sku,
    });
    const { sku, properties } = await reservationOf(stage, held);
    expects('what is held now', PREMIUM.sku, sku);
    expects('the term still ends on', '2022-01-15', dayOf(properties.expiryDate));
    await showsDocument(stage, ACCOUNT, 1);
    expects('papers', '1', await paperCountOf(stage, ACCOUNT));
  },
};
