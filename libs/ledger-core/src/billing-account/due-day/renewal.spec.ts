import {
  AccountStory,
  ALICE,
  D2S,
  listPrice,
  type Purchase,
  usd,
} from '../../../../../test/support/account-story';
import {
  billingAccountId,
  Calendar,
  Money,
  nextDueDay,
  type RenewalPrice,
  renewalsDue,
} from '#ledger-core';

const EUR = Money.currency('EUR');
const oneYear = { ...D2S, term: 'P1Y' as const };

function renewing(purchase: Partial<Purchase> = {}, currency = Money.USD) {
  const story = new AccountStory(undefined, currency, {
    agreementType: 'MicrosoftOnlineServicesProgram',
  });
  const asked = { on: '2021-01-15', price: '365', product: oneYear, renew: true, ...purchase };
  return { story, id: story.buy(asked) };
}

const renewal = (story: AccountStory) => story.facts('ReservationPurchased').at(-1);

describe('R-PUR-6: a reservation whose `renew` is on is bought again on the day it expires', () => {
  it.each([
    ['the day before', '2022-01-14', 1],
    ['the day', '2022-01-15', 2],
    ['the day after', '2022-01-16', 2],
  ])('%s', (_, on, purchases) => {
    const { story } = renewing();
    story.through(on);
    expect(story.facts('ReservationPurchased')).toHaveLength(purchases);
  });

  it.each([
    ['2021-01-31', 'P1Y', '2022-01-31', '2023-01-31'],
    ['2023-02-28', 'P1Y', '2024-02-28', '2025-02-28'],
    // A day the month lacks becomes its last; the renewal counts from the day it is bought.
    ['2024-02-29', 'P1Y', '2025-02-28', '2026-02-28'],
    ['2021-02-28', 'P3Y', '2024-02-28', '2027-02-28'],
    ['2021-12-31', 'P1Y', '2022-12-31', '2023-12-31'],
  ] as const)('bought %s for %s: again on %s until %s', (on, term, again, until) => {
    const { story } = renewing({ on, product: { ...D2S, term } });
    story.through(again);
    expect(renewal(story)).toMatchObject({
      purchaseOf: 'Renewal',
      purchasedOn: again,
      expiresOn: until,
    });
  });

  it('at the price of that day, in full, with a paper of its own', () => {
    const { story, id } = renewing({ quantity: 2 });
    story.renewalPrice = () => ({ listPrice: listPrice('400.005') });
    story.through('2022-01-15');
    expect(renewal(story)).toMatchObject({
      product: oneYear,
      quantity: 2,
      billingPlan: 'Upfront',
      unitPrice: usd('400.01'),
      commitment: usd('800.02'),
      owners: [ALICE.id],
      renew: true,
    });
    expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
      issuedOn: '2022-01-15',
      why: 'Purchase',
      total: usd('800.02'),
    });
    expect(story.facts('ReservationRenewed')).toMatchObject([
      {
        reservationId: id,
        renewedOn: '2022-01-15',
        newOrderId: renewal(story)?.orderId,
        newReservationId: renewal(story)?.reservationId,
      },
    ]);
    expect(story.reservation(id).status).toBe('Expired');
  });

  it('of a monthly plan the first instalment, on the day after the last period', () => {
    const { story } = renewing({ plan: 'Monthly', price: '1200' });
    story.through('2022-02-15');
    expect(
      story
        .facts('ChargeMade')
        .slice(-3)
        .map(({ chargedOn, instalment }) => [chargedOn, instalment]),
    ).toEqual([
      ['2021-12-15', 12],
      ['2022-01-15', 1],
      ['2022-02-15', 2],
    ]);
  });

  it('again and again', () => {
    const { story } = renewing();
    story.through('2025-01-15');
    expect(story.facts('ReservationRenewed').map(({ renewedOn }) => renewedOn)).toEqual([
      '2022-01-15',
      '2023-01-15',
      '2024-01-15',
      '2025-01-15',
    ]);
  });

  it.each<readonly [string, NonNullable<Purchase['renewProperties']>, object]>([
    ['a quantity', { quantity: 7 }, { quantity: 7, product: oneYear, renew: true }],
    ['a product', { product: D2S }, { product: D2S, expiresOn: '2025-01-15' }],
    ['a plan', { billingPlan: 'Monthly' }, { billingPlan: 'Monthly', instalments: { count: 12 } }],
    ['a name', { displayName: 'Another' }, { displayName: 'Another' }],
    ['an end', { renew: false }, { renew: false }],
  ])('with its renew properties: %s', (_, renewProperties, expected) => {
    const { story } = renewing({ renewProperties });
    story.through('2022-01-15');
    expect(renewal(story)).toMatchObject({ purchaseOf: 'Renewal', ...expected });
    expect(renewal(story)).not.toHaveProperty('renewProperties');
  });

  it('what is not to be renewed is not, and nobody is asked for a price', () => {
    const { story, id } = renewing({ renew: false });
    expect(renewalsDue(story.state, Calendar.day('2022-01-15'))).toEqual([]);
    story.through('2023-01-01');
    expect(story.facts('ReservationPurchased')).toHaveLength(1);
    expect(story.reservation(id).status).toBe('Expired');
    expect(nextDueDay(story.state)).toBeUndefined();
  });

  it('what was returned is not renewed; the sibling of a partial return is', () => {
    const { story, id } = renewing({ quantity: 3, renewProperties: { quantity: 9 } });
    story.refund(id, { on: '2021-06-01', quantity: 1 });
    story.through('2022-01-15');
    // R-PUR-6: it keeps `renew` and drops the renew properties.
    expect(story.facts('ReservationPurchased').slice(1)).toMatchObject([{ quantity: 2 }]);
  });

  it('two on a day go in the order their orders were bought', () => {
    const { story, id } = renewing();
    const second = story.buy({ on: '2021-01-15', price: '1', product: oneYear, renew: true });
    story.through('2022-01-15');
    const renewed = story.facts('ReservationRenewed').map(({ reservationId }) => reservationId);
    expect(renewed).toEqual([id, second]);
  });

  it('R-PUR-4: what a refund left pays the renewal of what was bought before it', () => {
    const { story } = renewing();
    story.pay('2021-01-16', 'contoso-000001', '365');
    const other = story.buy({ on: '2021-02-01', price: '100', product: oneYear });
    story.pay('2021-02-01', 'contoso-000002', '100');
    story.refund(other, { on: '2021-02-01' });
    story.through('2022-01-15');
    expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
      total: usd('365.00'),
      paid: usd('100.00'),
      amountDue: usd('265.00'),
    });
  });
});

describe('R-PUR-6: what stands in the way is recorded', () => {
  const rate = { from: 'USD', to: 'EUR', on: Calendar.day('2021-01-15'), rate: '0.8', source: 'x' };
  const inEuro: Partial<Purchase> = { listedIn: 'USD', exchangeRate: rate };

  it.each<readonly [string, Partial<Purchase>, RenewalPrice]>([
    ['ListedNoLonger', {}, {}],
    ['ExchangeRateUnknown', inEuro, { listPrice: listPrice('365') }],
  ])('%s', (why, purchase, price) => {
    const { story, id } = renewing(purchase, why === 'ExchangeRateUnknown' ? EUR : Money.USD);
    story.renewalPrice = () => price;
    story.through('2022-01-15');
    const { orderId } = story.reservation(id);
    expect(story.facts('RenewalNotPossible')).toEqual([
      { orderId, reservationId: id, on: '2022-01-15', why },
    ]);
    expect(story.facts('ReservationPurchased')).toHaveLength(1);
    expect(story.reservation(id).status).toBe('Expired');
  });

  it('a list in another currency is charged at the rate of that day', () => {
    const { story } = renewing(inEuro, EUR);
    story.renewalPrice = () => ({
      listPrice: listPrice('400'),
      exchangeRate: { ...rate, on: Calendar.day('2022-01-14'), rate: '0.9' },
    });
    story.through('2022-01-15');
    expect(renewal(story)?.unitPrice).toMatchObject({ currency: 'EUR', amount: '360.00' });
  });

  it('R-RET-4: "nothing renews at the old account"', () => {
    const { story, id } = renewing();
    story.do('2021-06-01', {
      type: 'TransferProgram',
      toBillingAccountId: billingAccountId('partner-customer'),
      transfersOn: Calendar.day('2022-01-15'),
      subscriptions: [],
      target: { agreementType: 'MicrosoftPartnerAgreement', currency: Money.USD },
    });
    story.through('2022-01-15');
    expect(story.facts('RenewalNotPossible')).toMatchObject([
      { reservationId: id, why: 'ProgramTransferred' },
    ]);
  });
});
