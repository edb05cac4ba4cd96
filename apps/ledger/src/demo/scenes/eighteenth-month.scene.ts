import { moneyText } from '../../presentation/money-text';
import { opens } from '../accounts';
import { capOf, showsCap } from '../papers';
import { type Scene, type Stage } from '../scene';
import { amountText, buys, calculatesRefund, type Held, purchaseOf, refunds } from '../trading';

const ACCOUNT = 'contoso';
const THREE_YEARS = { sku: 'Demo1', term: 'P3Y', plan: 'Monthly' } as const;

/** 3,600.00 in 36 payments: 100.00 a month. */
async function buysByTheMonth(stage: Stage): Promise<Held> {
  const { buyer, expects, tells } = stage;
  await opens(stage, ACCOUNT);
  tells('Contoso buys three years at 3,600.00 USD, to be paid by the month.');
  const quote = await buyer.reservationOrder.calculate(purchaseOf(ACCOUNT, THREE_YEARS));
  const payments = quote.properties?.paymentSchedule ?? [];
  const each = payments.map(({ pricingCurrencyTotal }) => amountText(pricingCurrencyTotal));
  expects('payments', '36', String(payments.length));
  expects('each of them', '100.00 USD', [...new Set(each)].join(', '));
  return buys(stage, ACCOUNT, THREE_YEARS);
}

async function availableOf(stage: Stage): Promise<string> {
  return moneyText((await capOf(stage, ACCOUNT)).available);
}

/** The 18th payment was due on 15 June 2022; its month goes on to 15 July. */
async function isRefunded(stage: Stage, held: Held): Promise<void> {
  const { expects, reckons, tells } = stage;
  tells('18th month. Contoso asks what a refund would bring, and what may be refunded at all.');
  expects('limit before the refund', '50,000.00 USD', await availableOf(stage));
  reckons('36 payments less the 18 made: 18 × 100.00 = 1,800.00 is the commitment cancelled.');
  reckons('5 of the 30 days of the 18th payment are used: 100.00 × 5 ÷ 30 = 16.67 is consumed;');
  reckons('100.00 − 16.67 = 83.33 is money that comes back besides (R-AMT-4).');
  const asked = await calculatesRefund(stage, held);
  expects('commitment cancelled', '1,800.00 USD', asked.cancelled);
  expects('money that comes back', '83.33 USD', asked.back);
  await refunds(stage, held);
  tells('The reservation is refunded.');
  const cap = await showsCap(stage, ACCOUNT);
  expects('counts on the limit', '1,800.00 USD', moneyText(cap.used));
  expects('limit after the refund', '48,200.00 USD', moneyText(cap.available));
  reckons('365 days from 20 June 2022 is 20 June 2023: no 29 February lies between.');
  expects('back on', '2023-06-20', cap.uses.map((use) => use.replenishedOn).join(', '));
}

async function isReplenished(stage: Stage): Promise<void> {
  const { expects, tells, until } = stage;
  await until('2023-06-19');
  tells('364 days after the refund.');
  expects('limit', '48,200.00 USD', await availableOf(stage));
  await until('2023-06-20');
  tells('365 days after the refund.');
  expects('limit', '50,000.00 USD', moneyText((await showsCap(stage, ACCOUNT)).available));
}

export const eighteenthMonth: Scene = {
  name: 'eighteenth-month',
  title: 'Three years at 100 USD a month, refunded in the 18th month',
  sayings: [
    {
      document: 'Self-service, 2021',
      heading: 'Refund policies',
      rules: ['R-AMT-6', 'R-CAP-1', 'R-CAP-2', 'R-CAP-3'],
      says: 'Three years at 100 USD a month, refunded in the 18th month, cancel a commitment of 1,800 USD. Of the yearly limit of 50,000 USD 48,200 USD are left then, and the 1,800 USD come back 365 days after the refund.',
      quote: 'l’engagement annulé est de 1 800 USD',
    },
  ],
  prices: [{ sku: THREE_YEARS.sku, term: '3 Years', price: 3_600 }],
  play: async (stage) => {
    await stage.until('2021-01-15');
    const held = await buysByTheMonth(stage);
    await stage.until('2022-06-20');
    await isRefunded(stage, held);
    await isReplenished(stage);
  },
};
