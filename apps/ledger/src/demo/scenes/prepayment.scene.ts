import { moneyText } from '../../presentation/money-text';
import { opens, PAYERS } from '../accounts';
import { paperCountOf, showsPrepayment } from '../papers';
import { type Scene, type Stage } from '../scene';
import { buys, type Held, refunds } from '../trading';

const ACCOUNT = 'wingtip';
const YEAR = { sku: 'Demo8' };
const SMALL = { sku: 'Demo8_Small' };

async function isCredited(stage: Stage, held: Held): Promise<void> {
  const { expects, reckons, tells } = stage;
  tells('73 of 365 days are used. The reservation is refunded.');
  reckons('365.00 × 73 ÷ 365 = 73.00 is consumed, 365.00 − 73.00 = 292.00.');
  expects('money that comes back', '292.00 USD', (await refunds(stage, held)).back);
  const { credits, terms } = await showsPrepayment(stage, ACCOUNT);
  const granted = credits.map(({ amount }) => moneyText(amount)).join(', ');
  expects('credit to the prepayment', '292.00 USD', granted);
  reckons('3 days of March, 30 of April, 31 of May and 26 of June are 90: usable to 26 June.');
  expects('it expires on', '2021-06-27', credits.map(({ expiresOn }) => expiresOn).join(', '));
  const left = terms.map(({ remaining }) => moneyText(remaining)).join(', ');
  expects('prepayment beside it', '635.00 USD', left);
}

async function expires(stage: Stage): Promise<void> {
  const { expects, reckons, tells, until } = stage;
  await until('2021-06-26');
  tells('The 90th day.');
  const last = await showsPrepayment(stage, ACCOUNT);
  reckons('292.00 − 100.00 = 192.00.');
  expects('left of the credit', '192.00 USD', moneyText(last.available));
  await until('2021-06-27');
  tells('The day after.');
  const after = await showsPrepayment(stage, ACCOUNT);
  const expired = after.credits.map((credit) => moneyText(credit.expired)).join(', ');
  expects('expired, unused', '192.00 USD', expired);
  expects('left of the credit', '0.00 USD', moneyText(after.available));
}

export const prepayment: Scene = {
  name: 'prepayment',
  title: 'Paid from an enrolment’s prepayment: a credit that expires after its 90th day',
  sayings: [
    {
      document: 'Self-service, 2021',
      heading: 'Enterprise Agreement customers',
      rules: ['R-OUT-1', 'R-PUR-4', 'R-TIM-1'],
      says: 'The money is added to the prepayment if that paid the purchase. The credit is valid for 90 days from the refund; what is not used by then expires.',
      quote: 'Tout crédit inutilisé expire au bout de 90 jours',
    },
  ],
  prices: [
    { sku: YEAR.sku, term: '1 Year', price: 365 },
    { sku: SMALL.sku, term: '1 Year', price: 100 },
  ],
  play: async (stage) => {
    const { expects, tells, until } = stage;
    await until('2021-01-15');
    await opens(stage, ACCOUNT, PAYERS.prepayment('1000.00'));
    tells('Wingtip has paid 1,000.00 USD ahead for 2021 and buys a year at 365.00 USD with it.');
    const held = await buys(stage, ACCOUNT, YEAR);
    await until('2021-03-29');
    await isCredited(stage, held);
    await until('2021-04-15');
    tells('Wingtip buys a year at 100.00 USD: credits pay first.');
    await buys(stage, ACCOUNT, SMALL);
    const { credits } = await showsPrepayment(stage, ACCOUNT);
    const used = credits.map((credit) => moneyText(credit.used)).join(', ');
    expects('used of the credit', '100.00 USD', used);
    await expires(stage);
    expects('papers', '0', await paperCountOf(stage, ACCOUNT));
  },
};
