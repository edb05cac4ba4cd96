import { moneyText } from '../../presentation/money-text';
import { numberOf, opens, PAYERS, pays } from '../accounts';
import { documentOf, expectsLines, showsDocument, showsRetainedCredit } from '../papers';
import { type Scene, type Stage } from '../scene';
import { buys, refunds } from '../trading';

const ACCOUNT = 'tailspin';
const YEAR = { sku: 'Demo5' };

async function isReissued(stage: Stage): Promise<void> {
  const { expects, reckons } = stage;
  const old = await showsDocument(stage, ACCOUNT, 1);
  const paper = await showsDocument(stage, ACCOUNT, 2);
  expects('the original invoice', 'Void', old.status);
  expects('is replaced by', numberOf(ACCOUNT, 2), old.replacedBy ?? 'none');
  expectsLines(stage, paper, 'Purchase 365.00', 'Refund -292.00');
  expects('its total', '73.00 USD', moneyText(paper.total));
  reckons('365.00 was paid and 73.00 is billed: 292.00 is kept for a later purchase.');
  const retained = await showsRetainedCredit(stage, ACCOUNT);
  expects('kept by Microsoft', '292.00 USD', moneyText(retained.available));
}

export const invoice: Scene = {
  name: 'invoice',
  title: 'Paid by invoice: the invoice is cancelled, and the money kept for a later purchase',
  sayings: [
    {
      document: 'Self-service, 2021',
      heading: 'Pay-as-you-go invoice payments and CSP program',
      rules: ['R-OUT-3', 'R-PUR-4'],
      says: 'The original invoice is cancelled and a new one is made for the refund. Microsoft keeps the prorated amount and sets it against a future purchase of a reservation.',
      quote: 'Microsoft conserve le montant au prorata',
    },
  ],
  prices: [{ sku: YEAR.sku, term: '1 Year', price: 365 }],
  play: async (stage) => {
    const { expects, reckons, tells, until } = stage;
    await until('2021-01-15');
    await opens(stage, ACCOUNT, PAYERS.invoice);
    tells('Tailspin buys a year at 365.00 USD and pays the invoice.');
    const held = await buys(stage, ACCOUNT, YEAR);
    await pays(stage, ACCOUNT, { paper: 1, amount: '365.00', on: '2021-01-15' });
    const paid = await documentOf(stage, ACCOUNT, 1);
    expects('the invoice', 'Paid', paid.status);
    await until('2021-03-29');
    tells('73 of 365 days are used, a fifth. The reservation is refunded.');
    reckons('365.00 × 73 ÷ 365 = 73.00 is consumed, 365.00 − 73.00 = 292.00.');
    expects('money that comes back', '292.00 USD', (await refunds(stage, held)).back);
    await isReissued(stage);
    tells('Tailspin buys another year at 365.00 USD.');
    await buys(stage, ACCOUNT, YEAR);
    const next = await showsDocument(stage, ACCOUNT, 3);
    expects('paid with what was kept', '292.00 USD', moneyText(next.paid));
    expects('left to be paid', '73.00 USD', moneyText(next.amountDue));
  },
};
