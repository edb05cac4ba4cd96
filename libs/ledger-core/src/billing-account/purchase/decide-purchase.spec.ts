import {
  AccountStory,
  ALICE,
  D2S,
  rejectionOf,
  usd,
} from '../../../../../test/support/account-story';
import { type BillingPlan, Calendar, Money, principalId, type Product } from '#ledger-core';

const oneYear: Product = { ...D2S, term: 'P1Y' };
const chargesOf = (story: AccountStory) =>
  story.facts('ChargeMade').map(({ chargedOn, amount }) => [chargedOn, amount.amount]);

describe('an upfront purchase', () => {
  it('is an order with one reservation, one charge and its invoice', () => {
    const story = new AccountStory();
    story.buy({ on: '2021-01-31', price: '1000.005', quantity: 2 });
    expect(story.facts('ReservationPurchased')).toMatchObject([
      {
        orderNumber: 1,
        quantity: 2,
        unitPrice: usd('1000.01'),
        commitment: usd('2000.02'),
        instalments: { count: 1, base: usd('1000.01'), extra: 0 },
        purchasedOn: '2021-01-31',
        expiresOn: '2024-01-31',
        owners: [ALICE.id],
      },
    ]);
    expect(story.facts('ChargeMade')).toMatchObject([
      {
        amount: usd('2000.02'),
        periodFrom: '2021-01-31',
        periodTo: '2024-01-31',
        paidBy: { method: 'invoice', invoice: 'contoso-000001' },
        line: {
          description:
            'Standard_D2s_v3, westeurope, 3 years: 2 × 1000.01 USD, upfront, 2021-01-31 to 2024-01-31',
        },
      },
    ]);
    expect(story.facts('ChargeMade')[0]).not.toHaveProperty('nextDueOn');
    expect(story.facts('InvoiceIssued')).toMatchObject([
      {
        number: 'contoso-000001',
        issuedOn: '2021-01-31',
        dueOn: '2021-03-02',
        total: usd('2000.02'),
        paid: usd('0'),
        amountDue: usd('2000.02'),
        status: 'Due',
      },
    ]);
  });
});

describe('R-PUR-2: a monthly purchase', () => {
  it('charges the first instalment at once, the extra cents going to the earliest', () => {
    const story = new AccountStory();
    // 100.00 over 12 is 8.33 with 4 cents over: instalments 1 to 4 are 8.34.
    story.buy({ on: '2021-01-31', price: '100', plan: 'Monthly', product: oneYear, quantity: 3 });
    story.through('2022-06-30');
    expect(chargesOf(story)).toEqual([
      ['2021-01-31', '25.02'],
      ['2021-02-28', '25.02'],
      ['2021-03-31', '25.02'],
      ['2021-04-30', '25.02'],
      ['2021-05-31', '24.99'],
      ['2021-06-30', '24.99'],
      ['2021-07-31', '24.99'],
      ['2021-08-31', '24.99'],
      ['2021-09-30', '24.99'],
      ['2021-10-31', '24.99'],
      ['2021-11-30', '24.99'],
      ['2021-12-31', '24.99'],
    ]);
    expect(story.facts('ChargeMade').at(-1)).toMatchObject({
      instalment: 12,
      periodFrom: '2021-12-31',
      periodTo: '2022-01-31',
    });
    expect(story.facts('ReservationExpired')).toMatchObject([{ expiredOn: '2022-01-31' }]);
  });

  it.each([
    ['over a leap day', '2024-01-30', ['2024-01-30', '2024-02-29', '2024-03-30']],
    ['over a plain February', '2023-01-30', ['2023-01-30', '2023-02-28', '2023-03-30']],
    ['over a year end', '2021-11-30', ['2021-11-30', '2021-12-30', '2022-01-30']],
  ])('falls due on the purchase day of each month, %s', (_, on, expected) => {
    const story = new AccountStory();
    story.buy({ on, price: '120', plan: 'Monthly', product: oneYear });
    story.through(expected[2] ?? on);
    expect(chargesOf(story).map(([day]) => day)).toEqual(expected);
  });
});

describe('what speaks against a purchase', () => {
  const purchase = { on: '2021-01-15', price: '10' };

  it.each([
    ['a moment before the quote expires', '2021-01-31', undefined],
    ['at the instant it expires', '2021-02-01', 'QuoteExpired'],
  ])('%s', (_, on, code) => {
    const story = new AccountStory();
    const quote = { principal: ALICE.id, expiresAt: Calendar.instant('2021-02-01T00:00:00Z') };
    const decision = story.do(on, { ...story.purchaseCommand(purchase), quote });
    expect(decision.outcome === 'rejected' ? decision.rejection.code : undefined).toBe(code);
  });

  it('a quote of another principal', () => {
    const story = new AccountStory();
    const quote = {
      principal: principalId('bob'),
      expiresAt: Calendar.instant('2100-01-01T00:00Z'),
    };
    const decision = story.do('2021-01-15', { ...story.purchaseCommand(purchase), quote });
    expect(rejectionOf(decision)).toEqual({ code: 'QuoteOfAnotherPrincipal' });
  });

  it('R-ACC-3: a scope of another account, of its own or of its renewal', () => {
    const story = new AccountStory();
    const scope = '/subscriptions/99999999-9999-4999-8999-999999999999';
    const appliedScope = { type: 'Single', scopes: [scope] } as const;
    const command = story.purchaseCommand(purchase);
    for (const asked of [{ appliedScope }, { renew: true, renewProperties: { appliedScope } }])
      expect(rejectionOf(story.do('2021-01-15', { ...command, ...asked }))).toEqual({
        code: 'ScopeNotOfAccount',
        scope,
      });
  });

  it('R-PUR-6: renew properties of a product that its own plan is not sold with', () => {
    const story = new AccountStory();
    const renewProperties = { product: { ...D2S, resourceType: 'RedHat' as const } };
    const monthly = { ...purchase, plan: 'Monthly' as const, renew: true, renewProperties };
    expect(rejectionOf(story.do('2021-01-15', story.purchaseCommand(monthly)))).toEqual({
      code: 'InvalidRenewal',
      field: 'billingPlan',
      accepted: 'Upfront',
    });
  });

  it.each(['Databricks', 'RedHat', 'RedHatOsa', 'SuseLinux'] as const)(
    '%s by the month: it is sold upfront only',
    (resourceType) => {
      const story = new AccountStory();
      const product = { ...D2S, resourceType };
      const monthly = story.purchaseCommand({ ...purchase, plan: 'Monthly', product });
      expect(rejectionOf(story.do('2021-01-15', monthly))).toEqual({
        code: 'BillingPlanNotOffered',
        resourceType,
        accepted: ['Upfront'],
      });
    },
  );

  it('a list in another currency without a rate', () => {
    const story = new AccountStory();
    const command = story.purchaseCommand({ ...purchase, listedIn: 'EUR' });
    expect(rejectionOf(story.do('2021-01-15', command))).toEqual({
      code: 'PriceCurrencyNotConvertible',
      from: 'EUR',
      to: 'USD',
      on: '2021-01-15',
    });
  });
});

/** 100.00 USD × 0.8237 = 82.37 EUR. */
const CONVERSION = [
  {
    ...{ name: 'listPrice', operation: 'roundHalfUp', currency: 'USD', result: '100.00' },
    inputs: { value: '100' },
  },
  {
    ...{ name: 'unitPrice', operation: 'convert', currency: 'EUR', result: '82.37' },
    inputs: { amount: '100.00', from: 'USD', rate: '0.8237', rateOn: '2021-01-15' },
  },
];

/** How the charges of 3 are explained that stand on 15 February. */
function chargesConverted(plan: BillingPlan) {
  const story = new AccountStory(undefined, Money.currency('EUR'));
  const on = Calendar.day('2021-01-15');
  const exchangeRate = { from: 'USD', to: 'EUR', on, rate: '0.8237', source: 'a published rate' };
  const listed = { price: '100', listedIn: 'USD', exchangeRate };
  story.buy({ on, plan, quantity: 3, product: oneYear, ...listed });
  story.through('2021-02-15');
  return story.facts('ChargeMade').map(({ line }) => line.explanation);
}

describe('R-PUR-1: a list price in another currency', () => {
  it('is converted at the rate of the day, rounded half up, before splitting', () => {
    const story = new AccountStory(undefined, Money.currency('EUR'));
    const exchangeRate = {
      from: 'USD',
      to: 'EUR',
      on: Calendar.day('2021-01-15'),
      rate: '0.8237',
      source: 'a published rate',
    };
    // 100.00 × 0.8237 = 82.37; over 12 months 6.86 with 5 cents over.
    const command = story.purchaseCommand({
      on: '2021-01-15',
      price: '100',
      plan: 'Monthly',
      product: oneYear,
      listedIn: 'USD',
    });
    story.do('2021-01-15', { ...command, exchangeRate });
    expect(story.facts('ReservationPurchased')[0]).toMatchObject({
      unitPrice: { currency: 'EUR', amount: '82.37' },
      instalments: { base: { currency: 'EUR', amount: '6.86' }, extra: 5 },
      exchangeRate,
    });
    expect(story.facts('ChargeMade')[0]?.amount.amount).toBe('6.87');
  });

  it('R-REC-2: explains each instalment from the list price on', () => {
    const [, second] = chargesConverted('Monthly');
    expect(second).toEqual({
      rules: ['R-PUR-1', 'R-PUR-2'],
      steps: [
        ...CONVERSION,
        {
          ...{ name: 'instalment', operation: 'instalment', currency: 'EUR', result: '6.87' },
          inputs: { total: '82.37', instalments: 12, number: 2 },
        },
        {
          ...{ name: 'charge', operation: 'times', currency: 'EUR', result: '20.61' },
          inputs: { amount: '6.87', count: 3 },
        },
      ],
    });
  });

  it('R-REC-2: explains what is paid upfront from the list price on', () => {
    expect(chargesConverted('Upfront')).toEqual([
      {
        rules: ['R-PUR-1', 'R-PUR-2'],
        steps: [
          ...CONVERSION,
          {
            ...{ name: 'charge', operation: 'times', currency: 'EUR', result: '247.11' },
            inputs: { amount: '82.37', count: 3 },
          },
        ],
      },
    ]);
  });
});
