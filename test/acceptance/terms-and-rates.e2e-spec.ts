import { type AzureReservationAPI } from '@azure/arm-reservations';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const DOLLARS = 'eeeeeeee-612d-4bcd-a849-c2542a68be01';
const EUROS = 'eeeeeeee-612d-4bcd-a849-c2542a68be02';
const BUILT_IN = ['partner-center-2020-05', 'self-service-2021-04'];

const containing = (text: string): unknown => expect.stringContaining(text);
const usd = (amount: string) => ({ currency: 'USD', amount });
const money = (currencyCode: string, amount: number) => ({ currencyCode, amount });

const FEE_FROM_JUNE_15 = {
  version: 'self-service-2021-06',
  channel: 'self-service',
  effectiveOn: '2021-06-15',
  earlyTerminationFeeRate: '0.12',
  freeCancellationDays: 5,
  refundCap: { limit: usd('50000.00'), windowDays: 365, counts: 'cancelledCommitment' },
  prepaymentCreditValidityDays: 90,
  typesNotReturnable: ['Databricks'],
  overageOutcome: 'reopen',
};
const INTO_EUR = { from: 'USD', to: 'EUR', on: '2021-06-15', rate: '0.8', source: 'ECB' };

describe('published terms and rates', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;
  const orders: string[] = [];
  const post = (path: string, body: unknown, headers = {}) =>
    system.ledger(ADMIN).post(path, body, headers);
  const cap = async (account: string, on: string) =>
    (await system.ledger(AUDITOR).get(`/billingAccounts/${account}/refundCap?on=${on}`)).body;

  const bought = async (subscription: string) => {
    const request = purchaseOf(subscription, 'Standard_Year');
    const { properties } = await client.reservationOrder.calculate(request);
    const id = properties?.reservationOrderId ?? '';
    await client.reservationOrder.beginPurchaseAndWait(id, request);
    orders.push(id);
  };
  const refunded = async (order = '') => {
    const { reservations } = await client.reservationOrder.get(order);
    const reservationToReturn = { reservationId: reservations?.[0]?.id ?? '', quantity: 1 };
    const asked = { scope: 'Reservation', reservationToReturn };
    const { properties } = await client.calculateRefund.post(order, { properties: asked });
    const sessionId = properties?.sessionId ?? '';
    await client.return.beginPostAndWait(order, {
      properties: { ...asked, sessionId, returnReason: 'example' },
    });
    return properties?.billingRefundAmount;
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-05-05T12:00:00.000Z' });
    client = system.client(ALICE);
    await openAccount(system, 'dollars', DOLLARS);
    await openAccount(system, 'euros', EUROS, { currency: 'EUR' });
    await bought(DOLLARS);
    await bought(DOLLARS);
    await system.setClock('2021-06-14T12:00:00Z');
  }, START_MS_MAX);
  afterAll(() => system.stop());

  describe('terms with a fee of 12 % from tomorrow', () => {
    it('are published by Admin, once for a key', async () => {
      const key = { 'idempotency-key': 'june' };
      const first = await post('/policyTerms', FEE_FROM_JUNE_15, key);
      const defaults = { lowerPriceInRefund: true, lowerPriceInExchange: false };
      expect(first).toMatchObject({ status: 201, body: { ...FEE_FROM_JUNE_15, ...defaults } });
      expect(first.headers['x-ledger-position']).toMatch(/^\d+$/);
      const again = await post('/policyTerms', FEE_FROM_JUNE_15, key);
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect(again.headers['idempotency-replayed']).toBe('true');
      const eve = system.ledger(AUDITOR);
      expect((await eve.post('/policyTerms', FEE_FROM_JUNE_15)).status).toBe(403);
    });

    it('are listed after the built-in versions', async () => {
      const { status, body } = await system.ledger(AUDITOR).get('/policyTerms');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        value: [...BUILT_IN.map((version) => ({ version })), FEE_FROM_JUNE_15],
      });
      expect((await system.ledger(ALICE).get('/policyTerms')).status).toBe(403);
    });

    it.each([
      [{}, 409, 'PolicyTermsVersionExists', 'version'],
      [{ version: 'self-service-2021-04' }, 409, 'PolicyTermsVersionExists', 'version'],
      [
        { version: 'today', effectiveOn: '2021-06-14' },
        409,
        'PolicyTermsEffectiveTooEarly',
        'effectiveOn',
      ],
      [
        { version: 'v', earlyTerminationFeeRate: '1.2' },
        400,
        'PolicyTermsInvalid',
        'earlyTerminationFeeRate',
      ],
      [{ version: 'v', earlyTerminationFeeRate: 0.12 }, 400, undefined, 'earlyTerminationFeeRate'],
      [{ version: 'v', freeDays: 5 }, 400, undefined, 'freeDays'],
      [{ version: 'v', channel: 'post' }, 400, undefined, 'channel'],
      [{ version: 'v', typesNotReturnable: ['Poems'] }, 400, undefined, 'typesNotReturnable.0'],
      [
        { version: 'v', refundCap: { ...FEE_FROM_JUNE_15.refundCap, days: 1 } },
        400,
        undefined,
        'refundCap.days',
      ],
    ])('are not published with %j: %d', async (change, status, code, field) => {
      const answer = await post('/policyTerms', { ...FEE_FROM_JUNE_15, ...change });
      expect(answer).toMatchObject({ status, body: { field, ...(code && { code }) } });
    });

    it('do not count today: 40 of 365 days are used, and 325.00 comes back', async () => {
      expect(await cap('dollars', '2021-06-14')).toMatchObject({ termsVersion: BUILT_IN[1] });
      expect(await refunded(orders[0])).toEqual(money('USD', 325));
    });

    it('count tomorrow: 324.00 less 12 %, 38.88, is 285.12; what was refunded stays (R-REC-1)', async () => {
      await system.setClock('2021-06-15T12:00:00Z');
      expect(await refunded(orders[1])).toEqual(money('USD', 285.12));
      // Both count before any fee: 325.00 and 324.00.
      expect(await cap('dollars', '2021-06-15')).toMatchObject({
        ...{ used: usd('649.00'), termsVersion: 'self-service-2021-06' },
        uses: [{ amount: usd('325.00') }, { amount: usd('324.00') }],
      });
    });
  });

  describe('a list in US dollars and an account in euro (R-PUR-1)', () => {
    it('need a rate, and the refusal names the pair and the day', async () => {
      const asked = client.reservationOrder.calculate(purchaseOf(EUROS, 'Standard_Year'));
      await expect(asked).rejects.toMatchObject({
        statusCode: 400,
        message: containing('no rate from USD to EUR is known on 2021-06-15'),
      });
    });

    it.each([
      [{ rate: '0' }, 'rate'],
      [{ rate: 0.8 }, 'rate'],
      [{ to: 'USD' }, 'to'],
      [{ from: 'ZZZ' }, 'from'],
      [{ on: '2021-02-30' }, 'on'],
      [{ source: ' ' }, 'source'],
      [{ day: '2021-06-15' }, 'day'],
    ])('take no rate with %j', async (change, field) => {
      const answer = await post('/exchangeRates', { ...INTO_EUR, ...change });
      expect(answer).toMatchObject({ status: 400, body: { field } });
    });

    it('are brought together by the rate of the day: 365.00 × 0.8 is 292.00', async () => {
      expect(await post('/exchangeRates', INTO_EUR)).toMatchObject({ status: 201, body: INTO_EUR });
      expect((await system.ledger(AUDITOR).post('/exchangeRates', INTO_EUR)).status).toBe(403);
      const request = purchaseOf(EUROS, 'Standard_Year');
      const { properties } = await client.reservationOrder.calculate(request);
      expect(properties).toMatchObject({
        billingCurrencyTotal: money('EUR', 292),
        pricingCurrencyTotal: money('USD', 365),
      });
      await bought(EUROS);
    });
  });

  // 30 of 365 days: 292.00 − 24.00 = 268.00, less 12 %, 32.16.
  it('a refund in euro counts in US dollars, at the rate published last for its day (R-CAP-2)', async () => {
    await system.setClock('2021-07-15T12:00:00Z');
    const rate = { from: 'EUR', to: 'USD', on: '2021-07-14', source: 'ECB' };
    for (const text of ['1.30', '1.25'])
      expect((await post('/exchangeRates', { ...rate, rate: text })).status).toBe(201);
    expect(await refunded(orders[2])).toEqual(money('EUR', 235.84));
    // 268.00 × 1.25.
    expect(await cap('euros', '2021-07-15')).toMatchObject({
      limit: usd('50000.00'),
      uses: [{ amount: usd('335.00') }],
    });
  });
});
