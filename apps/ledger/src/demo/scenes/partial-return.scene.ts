import { moneyText } from '../../presentation/money-text';
import { opens } from '../accounts';
import { capOf, expectsLines, showsDocument } from '../papers';
import { type Scene, type Stage } from '../scene';
import { buys, type Held, type HeldNow, refunds, reservationsOf } from '../trading';

const ACCOUNT = 'northwind';
const YEAR = { sku: 'Demo10' };

function stateOf({ properties }: HeldNow): string {
  return `${properties.provisioningState ?? 'unknown'}, quantity ${properties.quantity ?? 0}`;
}

async function isSplit(stage: Stage, held: Held): Promise<void> {
  const { expects } = stage;
  const found = await reservationsOf(stage, held);
  const returned = found.find(({ id }) => id === held.reservation);
  const rest = found.find(({ id }) => id !== held.reservation);
  expects('what is returned', 'Cancelled, quantity 1', returned ? stateOf(returned) : 'gone');
  expects('what is left', 'Succeeded, quantity 2', rest ? stateOf(rest) : 'gone');
  const source = rest?.properties.splitProperties?.splitSource?.split('/').at(-1);
  expects(
    'it comes from',
    'what is returned',
    source === held.reservation ? 'what is returned' : 'another',
  );
}

export const partialReturn: Scene = {
  name: 'partial-return',
  title: 'One of three is returned, the others go on',
  sayings: [
    {
      document: 'Self-service, 2021',
      heading: 'Exchange multiple reservations',
      rules: ['R-RET-2', 'R-AMT-4', 'R-OUT-3'],
      says: 'The quantity to be returned may be less than what is held.',
      quote: 'modifiez la quantité à retourner',
    },
    {
      document: 'Self-service, 2021',
      heading: 'Refund policies',
      rules: ['R-CAP-2'],
      says: 'Every refund of a billing profile draws on the same limit.',
      quote: 'épuisera cette même réserve',
    },
  ],
  prices: [{ sku: YEAR.sku, term: '1 Year', price: 365 }],
  play: async (stage) => {
    const { expects, reckons, tells, until } = stage;
    await until('2021-01-15');
    await opens(stage, ACCOUNT);
    tells('Northwind buys three for a year at 365.00 USD each.');
    const held = await buys(stage, ACCOUNT, { ...YEAR, quantity: 3 });
    await until('2021-03-29');
    tells('73 of 365 days are used. One of the three is returned.');
    reckons('Of one unit 365.00 × 73 ÷ 365 = 73.00 is consumed, 365.00 − 73.00 = 292.00.');
    expects('money that comes back', '292.00 USD', (await refunds(stage, held, 1)).back);
    await isSplit(stage, held);
    const paper = await showsDocument(stage, ACCOUNT, 2);
    reckons('3 × 365.00 = 1,095.00; 1,095.00 − 292.00 = 803.00.');
    expectsLines(stage, paper, 'Purchase 1095.00', 'Refund -292.00');
    expects('its total', '803.00 USD', moneyText(paper.total));
    reckons('Paid at once, nothing was left to be paid: the money refunded counts. 50,000 − 292.');
    const { available } = await capOf(stage, ACCOUNT);
    expects('limit after the refund', '49,708.00 USD', moneyText(available));
  },
};
