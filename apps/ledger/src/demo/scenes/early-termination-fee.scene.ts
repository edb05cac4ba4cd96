import { moneyText } from '../../presentation/money-text';
import { opens, usd } from '../accounts';
import { expectsLines, showsDocument } from '../papers';
import { type Scene } from '../scene';
import { buys, refunds } from '../trading';

const ACCOUNT = 'alpine';
const YEAR = { sku: 'Demo12' };

/** Those of today, but for the rate. */
const TERMS_WITH_FEE = {
  ...{ version: 'demo-with-fee', channel: 'self-service', effectiveOn: '2023-06-21' },
  ...{ earlyTerminationFeeRate: '0.12', freeCancellationDays: 5 },
  refundCap: { limit: usd('50000.00'), windowDays: 365, counts: 'cancelledCommitment' },
  prepaymentCreditValidityDays: 90,
  typesNotReturnable: ['Databricks', 'VMwareCloudSimple', 'RedHatOsa', 'RedHat', 'SuseLinux'],
  ...{ lowerPriceInRefund: true, lowerPriceInExchange: false, overageOutcome: 'reopen' },
};

export const earlyTerminationFee: Scene = {
  name: 'fee',
  title: 'The early termination fee: none today, 12 % when terms say so',
  sayings: [
    {
      document: 'Self-service, 2021',
      heading: 'Refund policies',
      rules: ['R-AMT-5'],
      says: 'There is no fee at present; one of 12 % may come.',
      quote: 'des frais de résiliation anticipée de 12 % pourraient s’appliquer à l’avenir',
    },
    {
      document: 'Partner Center, 2020',
      heading: 'How cancellations work',
      rules: ['R-AMT-5'],
      says: 'What is refunded after more than five days is the prorated balance less the fee.',
      quote: 'The remaining prorated balance, minus the early termination fee',
    },
  ],
  prices: [{ sku: YEAR.sku, term: '1 Year', price: 366 }],
  play: async (stage) => {
    const { expects, ledger, reckons, tells, until } = stage;
    await until('2023-04-08');
    await opens(stage, ACCOUNT);
    tells('Alpine buys two for a year at 366.00 USD: 1.00 USD for each of the 366 days.');
    const before = await buys(stage, ACCOUNT, YEAR);
    const after = await buys(stage, ACCOUNT, YEAR);
    await until('2023-06-20');
    tells('73 days are used. One is refunded; terms with a fee are published for tomorrow.');
    expects('money that comes back', '293.00 USD', (await refunds(stage, before)).back);
    const first = await showsDocument(stage, ACCOUNT, 3);
    expectsLines(stage, first, 'Purchase 366.00', 'Refund -293.00');
    await ledger.send('POST', '/policyTerms', TERMS_WITH_FEE);
    await until('2023-06-21');
    tells('74 days are used. The other one is refunded.');
    reckons('366.00 − 74.00 = 292.00 prorated; 292.00 × 12 % = 35.04; 292.00 − 35.04 = 256.96.');
    expects('money that comes back', '256.96 USD', (await refunds(stage, after)).back);
    const paper = await showsDocument(stage, ACCOUNT, 4);
    expectsLines(stage, paper, 'Purchase 366.00', 'Refund -292.00', 'EarlyTerminationFee 35.04');
    reckons('366.00 − 292.00 + 35.04 = 109.04.');
    expects('total', '109.04 USD', moneyText(paper.total));
  },
};
