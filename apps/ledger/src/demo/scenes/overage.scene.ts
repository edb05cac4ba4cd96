import { moneyText } from '../../presentation/money-text';
import { numberOf, opens, PAYERS } from '../accounts';
import { expectsLines, showsDocument } from '../papers';
import { type Scene, type Stage } from '../scene';
import { buys, refunds } from '../trading';

const ACCOUNT = 'proseware';
const YEAR = { sku: 'Demo9' };

async function areReadjusted(stage: Stage): Promise<void> {
  const { expects, reckons } = stage;
  const note = await showsDocument(stage, ACCOUNT, 3);
  expects('a credit note', 'CreditNote', note.kind);
  expects('for', numberOf(ACCOUNT, 1), note.creditFor ?? 'none');
  expects('its total', '292.00 USD', moneyText(note.total));
  const original = await showsDocument(stage, ACCOUNT, 1);
  reckons('365.00 − 292.00 = 73.00 is left to be paid of January’s invoice.');
  expects('the original, reopened', 'revision 2', `revision ${original.revision}`);
  expects('credited on it', '292.00 USD', moneyText(original.credited));
  expects('left to be paid', '73.00 USD', moneyText(original.amountDue));
  const later = await showsDocument(stage, ACCOUNT, 2);
  expects('the later one, reopened', 'revision 2', `revision ${later.revision}`);
  expects('left to be paid', '365.00 USD', moneyText(later.amountDue));
}

export const overage: Scene = {
  name: 'overage',
  title: 'Billed to an enrolment as overage: invoices are reopened, and a credit note is issued',
  sayings: [
    {
      document: 'Self-service, 2021',
      heading: 'Enterprise Agreement customers',
      rules: ['R-OUT-2', 'R-PUR-5'],
      says: 'What was bought as overage: the original invoice and all later ones are reopened and readjusted, and Microsoft issues a credit note for the refund.',
      quote: 'Microsoft émet une note de crédit pour les remboursements',
    },
  ],
  prices: [{ sku: YEAR.sku, term: '1 Year', price: 365 }],
  play: async (stage) => {
    const { expects, reckons, tells, until } = stage;
    await until('2021-01-15');
    await opens(stage, ACCOUNT, PAYERS.overage);
    tells('Proseware has paid nothing ahead and buys a year at 365.00 USD: overage of January.');
    const held = await buys(stage, ACCOUNT, YEAR);
    await until('2021-02-10');
    tells('Proseware buys another year at 365.00 USD: overage of February.');
    await buys(stage, ACCOUNT, YEAR);
    await until('2021-03-29');
    const billed = await showsDocument(stage, ACCOUNT, 1);
    expects('January’s invoice, issued', '2021-02-01', billed.issuedOn);
    expectsLines(stage, billed, 'Purchase 365.00');
    tells('73 of 365 days of the first are used. It is refunded.');
    reckons('365.00 × 73 ÷ 365 = 73.00 is consumed, 365.00 − 73.00 = 292.00.');
    expects('money that comes back', '292.00 USD', (await refunds(stage, held)).back);
    await areReadjusted(stage);
  },
};
