import { moneyText } from '../../presentation/money-text';
import { MASTERCARD, opens, PAYERS } from '../accounts';
import {
  cardRefundOf,
  documentOf,
  expectsLines,
  showsCardRefunds,
  showsDocument,
  supportRequestsOf,
} from '../papers';
import { type Saying, type Scene, type Stage } from '../scene';
import { buys, type Held, refunds } from '../trading';

const YEAR = { sku: 'Demo6' };
const YEAR_BEFORE_CHANGE = { sku: 'Demo7' };

const BY_CARD: Saying = {
  document: 'Self-service, 2021',
  heading: 'Pay-as-you-go credit card customers',
  rules: ['R-OUT-4'],
  says: 'The original invoice is cancelled and a new one is made. The money goes to the card that was used for the original purchase.',
  quote: 'L’argent est crédité sur la carte de crédit',
};

async function isRefunded(stage: Stage, account: string, held: Held): Promise<void> {
  const { expects, reckons } = stage;
  reckons('365.00 × 73 ÷ 365 = 73.00 is consumed, 365.00 − 73.00 = 292.00.');
  expects('money that comes back', '292.00 USD', (await refunds(stage, held)).back);
  const old = await documentOf(stage, account, 1);
  const paper = await showsDocument(stage, account, 2);
  expects('the original invoice', 'Void', old.status);
  expectsLines(stage, paper, 'Purchase 365.00', 'Refund -292.00');
  expects('it stays paid by the card', '73.00 USD', moneyText(paper.paid));
}

export const card: Scene = {
  name: 'card',
  title: 'Paid by card: the money goes back to the card',
  sayings: [BY_CARD],
  prices: [{ sku: YEAR.sku, term: '1 Year', price: 365 }],
  play: async (stage) => {
    const { expects, tells, until } = stage;
    await until('2021-01-15');
    await opens(stage, 'woodgrove', PAYERS.card);
    tells('Woodgrove buys a year at 365.00 USD with its Visa 4242.');
    const held = await buys(stage, 'woodgrove', YEAR);
    await until('2021-03-29');
    tells('73 of 365 days are used. The reservation is refunded.');
    await isRefunded(stage, 'woodgrove', held);
    const sent = (await showsCardRefunds(stage, 'woodgrove')).map(cardRefundOf);
    expects('to the card', '292.00 USD Requested, Visa 4242', sent.join('; '));
  },
};

async function isApproved(stage: Stage, account: string, request: string): Promise<void> {
  for (const status of ['InProgress', 'Approved'])
    await stage.ledger.send('PATCH', `/billingAccounts/${account}/supportRequests/${request}`, {
      status,
    });
}

export const changedCard: Scene = {
  name: 'changed-card',
  title: 'Paid by a card that has been changed: support is asked',
  sayings: [
    {
      ...BY_CARD,
      says: 'The money goes to the card that was used for the original purchase; whoever has changed cards since then is to turn to support.',
      quote: 'Si vous avez changé de carte, contactez le support',
    },
  ],
  prices: [{ sku: YEAR_BEFORE_CHANGE.sku, term: '1 Year', price: 365 }],
  play: async (stage) => {
    const { expects, ledger, tells, until } = stage;
    await until('2021-01-15');
    await opens(stage, 'lucerne', PAYERS.card);
    tells('Lucerne buys a year at 365.00 USD with its Visa 4242.');
    const held = await buys(stage, 'lucerne', YEAR_BEFORE_CHANGE);
    await until('2021-03-01');
    tells('Lucerne has a new card: Mastercard 1881.');
    await ledger.send('PUT', '/billingAccounts/lucerne/cardOnFile', MASTERCARD);
    await until('2021-03-29');
    tells('73 of 365 days are used. The reservation is refunded.');
    await isRefunded(stage, 'lucerne', held);
    const waiting = (await showsCardRefunds(stage, 'lucerne')).map(cardRefundOf);
    expects('to the old card', '292.00 USD Held, Visa 4242', waiting.join('; '));
    const [request] = await supportRequestsOf(stage, 'lucerne');
    expects('request to support', 'Created', request?.status ?? 'none');
    expects('about', '292.00 USD', request === undefined ? 'nothing' : moneyText(request.amount));
    await until('2021-04-06');
    tells('Support approves the request.');
    await isApproved(stage, 'lucerne', request?.id ?? '');
    const sent = (await showsCardRefunds(stage, 'lucerne')).map(cardRefundOf);
    expects('to the card on file', '292.00 USD Requested, Mastercard 1881', sent.join('; '));
  },
};
