import { moneyText } from '../../presentation/money-text';
import { opens } from '../accounts';
import { capOf, documentOf, expectsLines, showsDocument } from '../papers';
import { type Scene, type Stage } from '../scene';
import {
  amountText,
  buys,
  calculatesExchange,
  dayOf,
  exchanges,
  type Held,
  policyErrorIn,
  purchaseOf,
  refusalOf,
  reservationOf,
  returnedIn,
} from '../trading';

const ACCOUNT = 'fabrikam';
const HELD = { sku: 'Demo2', term: 'P3Y', plan: 'Monthly' } as const;
const BELOW = { sku: 'Demo2_Below' };
const AT = { sku: 'Demo2_At' };

/** What the code of a refusal means. */
const REFUSALS = new Map([
  ['nothing', 'accepted'],
  ['PurchaseTotalLessThanRefundTotal', 'refused: too little bought'],
]);

function inWords(code: string): string {
  return REFUSALS.get(code) ?? `refused: ${code}`;
}

async function isRefusedBelow(stage: Stage, held: Held): Promise<void> {
  const { expects, reckons, tells } = stage;
  tells('After the 18th payment. Fabrikam asks for a year at 1,799.99 USD in exchange.');
  reckons('18 payments of 100.00 are left: at least 1,800.00 is to be bought. 0.01 is short.');
  const asked = await calculatesExchange(stage, held, purchaseOf(ACCOUNT, BELOW));
  const said = policyErrorIn(asked);
  expects('new purchase', '1,799.99 USD', amountText(asked.purchasesTotal));
  expects('the exchange', 'refused: too little bought', inWords(said.code));
  tells(`The ledger says: “${said.message}” Fabrikam goes on all the same.`);
  const refusal = await refusalOf(exchanges(stage, asked.sessionId));
  expects('the exchange', 'refused: too little bought', inWords(refusal));
}

async function isAcceptedAt(stage: Stage, held: Held): Promise<void> {
  const { expects, reckons, tells } = stage;
  tells('Fabrikam asks for a year at 1,800.00 USD instead.');
  reckons('Reaching the 1,800.00 exactly is enough. 5 of 30 days of the 18th payment are used:');
  reckons('100.00 − 16.67 = 83.33 comes back; 1,800.00 − 83.33 − 1,800.00 cancelled = −83.33.');
  const asked = await calculatesExchange(stage, held, purchaseOf(ACCOUNT, AT));
  const given = returnedIn(asked);
  expects('new purchase', '1,800.00 USD', amountText(asked.purchasesTotal));
  expects('commitment left of the old', '1,800.00 USD', given.cancelled);
  expects('money that comes back', '83.33 USD', given.back);
  expects('net payable', '-83.33 USD', amountText(asked.netPayable));
  expects('the exchange', 'accepted', inWords(policyErrorIn(asked).code));
  const bought = await exchanges(stage, asked.sessionId);
  tells('The exchange is made: one new invoice for what is returned and what is bought.');
  await isBilled(stage);
  const { expiryDate } = (await reservationOf(stage, bought)).properties;
  expects('the new term ends on', '2023-06-20', dayOf(expiryDate));
  const { available } = await capOf(stage, ACCOUNT);
  expects('yearly limit of refunds', '50,000.00 USD', moneyText(available));
}

async function isBilled(stage: Stage): Promise<void> {
  const { expects, reckons } = stage;
  const old = await documentOf(stage, ACCOUNT, 18);
  const paper = await showsDocument(stage, ACCOUNT, 19);
  reckons('100.00 − 83.33 + 1,800.00 = 1,816.67: the new purchase is billed in full.');
  expects('invoice of payment 18', 'Void', old.status);
  expectsLines(stage, paper, 'Instalment 100.00', 'Refund -83.33', 'Purchase 1800.00');
  expects('its total', '1,816.67 USD', moneyText(paper.total));
}

export const exchangeFloor: Scene = {
  name: 'exchange-floor',
  title: 'Exchanged after the 18th payment, for 1,799.99 and for 1,800.00 USD',
  sayings: [
    {
      document: 'Self-service, 2021',
      heading: 'Exchange policies',
      rules: ['R-EXC-3', 'R-EXC-4', 'R-CAP-4'],
      says: 'What is bought must come to at least what was left to be paid: 1,800 USD or more after the 18th of 36 payments of 100 USD. It is billed in full and has a new term from the day of the exchange. No penalty, and no yearly limit.',
      quote: 'l’engagement … de la nouvelle réservation doit être de 1 800 $ ou plus',
    },
  ],
  prices: [
    { sku: HELD.sku, term: '3 Years', price: 3_600 },
    { sku: BELOW.sku, term: '1 Year', price: 1_799.99 },
    { sku: AT.sku, term: '1 Year', price: 1_800 },
  ],
  play: async (stage) => {
    await stage.until('2021-01-15');
    await opens(stage, ACCOUNT);
    stage.tells('Fabrikam buys three years at 3,600.00 USD: 36 payments of 100.00 USD.');
    const held = await buys(stage, ACCOUNT, HELD);
    await stage.until('2022-06-20');
    await isRefusedBelow(stage, held);
    await isAcceptedAt(stage, held);
  },
};
