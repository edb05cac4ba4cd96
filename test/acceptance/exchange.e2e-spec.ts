import {
  type AzureReservationAPI,
  type CalculateExchangeRequestProperties,
} from '@azure/arm-reservations';
import { z } from 'zod';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';
import { PRICES } from './price-list.samples';

const START_MS_MAX = 60_000;
const HUNDRED_MS_MAX = 120_000;
const ALICE = { principal: 'alice@contoso.example' };
const BOB = { principal: 'bob@contoso.example' };
const NORTH = 'aaaaaaaa-612d-4bcd-a849-c2542a68be01';
const SOUTH = 'aaaaaaaa-612d-4bcd-a849-c2542a68be02';
const NOWHERE = 'aaaaaaaa-612d-4bcd-a849-c2542a68be99';
const VERSION = 'api-version=2022-11-01';
const PROVIDER = '/providers/Microsoft.Capacity';
const usd = (amount: number) => ({ currencyCode: 'USD', amount });
const money = (amount: string) => ({ currency: 'USD', amount });
const saying = (text: string): unknown => expect.stringContaining(text);
const inOrder = (id: string): unknown =>
  expect.stringMatching(new RegExp(`^${id}/reservations/[0-9a-f-]{36}$`, 'i'));
const MONTHLY = { term: 'P3Y', billingPlan: 'Monthly' };

/** `Standard_Floor` 1,800.00 a year, the twins 365.00 each, `Cosmos_Units` 5,000.00. */
function morePrices() {
  const [year] = PRICES.Items;
  const row = (armSkuName: string, unitPrice: number, more: object = {}) => ({
    ...{ ...year, armSkuName, skuName: armSkuName, meterName: armSkuName },
    ...{ retailPrice: unitPrice, unitPrice, ...more },
  });
  const cosmos = { serviceName: 'Azure Cosmos DB', productName: 'Azure Cosmos DB' };
  return {
    Items: [
      row('Standard_Floor', 1_800),
      row('Standard_D2_v3', 365),
      row('Standard_D2s_v3', 365),
      row('Cosmos_Units', 5_000, cosmos),
    ],
  };
}

describe('an exchange by the official client', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;

  const bought = async (sku: string, more: Readonly<Record<string, unknown>> = {}) => {
    const request = purchaseOf(NORTH, sku, more);
    const quote = await client.reservationOrder.calculate(request);
    const id = quote.properties?.reservationOrderId ?? '';
    const order = await client.reservationOrder.beginPurchaseAndWait(id, request);
    return order.reservations?.[0]?.id ?? '';
  };
  const purchase = (sku: string, more: Readonly<Record<string, unknown>> = {}) =>
    purchaseOf(NORTH, sku, more);
  const calculated = async (
    reservations: readonly string[],
    reservationsToPurchase: CalculateExchangeRequestProperties['reservationsToPurchase'] = [],
  ) => {
    const answered = await client.calculateExchange.beginPostAndWait({
      properties: {
        reservationsToExchange: reservations.map((reservationId) => ({
          reservationId,
          quantity: 1,
        })),
        reservationsToPurchase,
      },
    });
    expect(answered.status).toBe('Succeeded');
    return answered.properties ?? {};
  };
  const exchanged = async (sessionId = '') => {
    const answered = await client.exchange.beginPostAndWait({ properties: { sessionId } });
    expect(answered).toMatchObject({ status: 'Succeeded', name: sessionId });
    return answered.properties ?? {};
  };
  const raw = (path: string, body?: unknown, as = ALICE) =>
    system
      .ledger(as)
      .send(body === undefined ? 'GET' : 'POST', `${PROVIDER}/${path}?${VERSION}`, body);

  const monthly = { first: '', second: '' };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2020-01-10T12:00:00.000Z' });
    client = system.client(ALICE);
    await openAccount(system, 'north', NORTH);
    await openAccount(system, 'south', SOUTH);
    await system.ledger(ADMIN).post('/priceLists', morePrices());
    monthly.first = await bought('Standard_Hundred', MONTHLY);
    monthly.second = await bought('Standard_Hundred', MONTHLY);
    await system.setClock('2021-06-15T12:00:00Z');
  }, START_MS_MAX);
  afterAll(() => system.stop());

  // 18 of 36 months are paid: 1,800.00 of commitment is left. 5 of 30 days used: 83.33 comes back.
  it('that buys less than the commitment left says by how much, and is refused by the same code', async () => {
    const purchases = [purchase('Standard_Year', { quantity: 4 })];
    const { policyResult, sessionId, ...sums } = await calculated([monthly.first], purchases);
    const code = 'PurchaseTotalLessThanRefundTotal';
    expect(policyResult?.policyErrors).toEqual([{ code, message: saying('340.00 USD short') }]);
    expect(sums).toMatchObject({
      refundsTotal: usd(1_883.33),
      purchasesTotal: usd(1_460),
      netPayable: usd(-423.33),
    });
    await expect(exchanged(sessionId)).rejects.toMatchObject({ statusCode: 400, code });
  });

  it('at the floor is carried out, though its net is negative', async () => {
    const { policyResult, sessionId } = await calculated(
      [monthly.first],
      [purchase('Standard_Floor')],
    );
    expect(policyResult?.policyErrors).toBeNull();
    const { reservationsToPurchase, ...rest } = await exchanged(sessionId);
    expect(rest).toMatchObject({
      sessionId,
      netPayable: usd(-83.33),
      refundsTotal: usd(1_883.33),
      purchasesTotal: usd(1_800),
      savingsPlansToPurchase: [],
      reservationsToExchange: [
        {
          reservationId: monthly.first,
          quantity: 1,
          status: 'Succeeded',
          billingRefundAmount: usd(83.33),
          billingInformation: {
            billingCurrencyTotalPaidAmount: usd(1_800),
            billingCurrencyProratedAmount: usd(1_716.67),
            billingCurrencyRemainingCommitmentAmount: usd(1_800),
          },
        },
      ],
    });
    const [line] = reservationsToPurchase ?? [];
    expect(line).toMatchObject({
      status: 'Succeeded',
      billingCurrencyTotal: usd(1_800),
      reservationId: inOrder(line?.reservationOrderId ?? ''),
      properties: { sku: { name: 'Standard_Floor' }, billingPlan: 'Upfront', quantity: 1 },
    });
    const order = line?.reservationOrderId?.split('/').at(-1) ?? '';
    expect(await client.reservationOrder.get(order)).toMatchObject({
      provisioningState: 'Succeeded',
      expiryDate: new Date('2022-06-15'),
    });
    // R-PUR-1: no quote minted this order's id, and no purchase may use it.
    const again = client.reservationOrder.beginPurchaseAndWait(order, purchase('Standard_Floor'));
    await expect(again).rejects.toMatchObject({
      ...{ statusCode: 409, code: 'ReservationOrderIdAlreadyExists' },
    });
  });

  it('voids the invoice of the 18th instalment for one that adds the refund and the purchase', async () => {
    const papers = await system.ledger(AUDITOR).get('/billingAccounts/north/documents?status=Due');
    expect(papers.body).toMatchObject({
      value: expect.arrayContaining([
        expect.objectContaining({
          kind: 'Invoice',
          total: money('1816.67'),
          replaces: [expect.stringMatching(/^north-\d{6}$/)],
          lines: [
            expect.objectContaining({ kind: 'Instalment', amount: money('100.00') }),
            expect.objectContaining({ kind: 'Refund', amount: money('-83.33') }),
            expect.objectContaining({ kind: 'Purchase', amount: money('1800.00') }),
          ],
        }),
      ]) as unknown,
    });
  });

  it('above the floor pays its net', async () => {
    const { netPayable, sessionId } = await calculated(
      [monthly.second],
      [purchase('Standard_Year', { quantity: 6 })],
    );
    // 6 × 365.00 − 83.33 − 1,800.00.
    expect(netPayable).toEqual(usd(306.67));
    expect(await exchanged(sessionId)).toMatchObject({ netPayable: usd(306.67) });
  });

  it('returns several for one by the month, all of it back within five days', async () => {
    const returned = [await bought('Standard_Year'), await bought('Standard_Year')];
    const { sessionId } = await calculated(returned, [purchase('Standard_Hundred', MONTHLY)]);
    const { reservationsToExchange, ...sums } = await exchanged(sessionId);
    expect(sums).toMatchObject({
      refundsTotal: usd(730),
      purchasesTotal: usd(3_600),
      netPayable: usd(2_870),
    });
    expect(reservationsToExchange?.map(({ reservationId }) => reservationId)).toEqual(returned);
  });

  it('returns one for several, more than the refund limit, named by a bare id', async () => {
    const huge = await bought('Standard_Huge');
    await system.setClock('2021-06-25T12:00:00Z');
    const { sessionId } = await calculated(
      [huge.split('/').at(-1) ?? ''],
      [purchase('Standard_Huge'), purchase('Standard_Year')],
    );
    // 60,000.00 × 10 ÷ 365 = 1,643.84 consumed.
    const { reservationsToPurchase, ...rest } = await exchanged(sessionId);
    expect(rest).toMatchObject({
      refundsTotal: usd(58_356.16),
      netPayable: usd(2_008.84),
      reservationsToExchange: [{ reservationId: huge }],
    });
    expect(reservationsToPurchase?.map((line) => line.properties?.sku?.name)).toEqual([
      'Standard_Huge',
      'Standard_Year',
    ]);
    const cap = await system.ledger(AUDITOR).get('/billingAccounts/north/refundCap');
    expect(cap.body).toMatchObject({ used: money('0.00') });
  });

  it.each([
    ['another group', 'Standard_Year', 'Cosmos_Units', 'ReservationTypesNotExchangeable'],
    ['nothing but its twin', 'Standard_D2_v3', 'Standard_D2s_v3', 'ReservationNotExchangeable'],
  ])(
    'for %s is policy in the calculation and an error in the exchange',
    async (_, from, to, code) => {
      const type = to === 'Cosmos_Units' ? 'CosmosDb' : 'VirtualMachines';
      const purchases = [purchase(to, { reservedResourceType: type })];
      const { policyResult, sessionId } = await calculated([await bought(from)], purchases);
      expect(policyResult?.policyErrors).toMatchObject([{ code }]);
      await expect(exchanged(sessionId)).rejects.toMatchObject({ statusCode: 400, code });
    },
  );

  it('of what is no longer active, or billed elsewhere, is policy too', async () => {
    const gone = await calculated([monthly.first], [purchase('Standard_Huge')]);
    expect(gone.policyResult?.policyErrors).toMatchObject([{ code: 'ReservationNotActive' }]);
    await expect(exchanged(gone.sessionId)).rejects.toMatchObject({
      statusCode: 400,
      code: 'ReservationNotActive',
    });
    const elsewhere = [purchaseOf(SOUTH, 'Standard_Huge')];
    const { policyResult } = await calculated([await bought('Standard_Year')], elsewhere);
    expect(policyResult?.policyErrors).toMatchObject([{ code: 'BillingScopeMismatch' }]);
  });

  it('that makes no sense is refused at once', async () => {
    const reservationId = await bought('Standard_Year');
    const line = { reservationId, quantity: 1 };
    const asked = (more: object) =>
      raw('calculateExchange', {
        properties: {
          reservationsToExchange: [line],
          reservationsToPurchase: [
            { sku: { name: 'Standard_Huge' }, location: 'westus', properties: plain },
          ],
          ...more,
        },
      });
    const plain = { billingScopeId: NORTH, term: 'P1Y', quantity: 1 };
    const answers = await Promise.all([
      asked({ reservationsToExchange: [{ ...line, quantity: 2 }] }),
      asked({ reservationsToExchange: [{ ...line, quantity: 0.5 }] }),
      asked({ reservationsToExchange: [line, line] }),
      asked({ reservationsToExchange: [{ ...line, reservationId: NOWHERE }] }),
      asked({ reservationsToPurchase: [] }),
      asked({ savingsPlansToPurchase: [{ sku: { name: 'Compute_Savings_Plan' } }] }),
    ]);
    expect(answers.map(({ status, body }) => [status, codeOf(body)])).toEqual([
      [400, 'InvalidRefundQuantity'],
      [400, 'InvalidRefundQuantity'],
      [400, 'BadRequest'],
      [404, 'ReservationIdNotInReservationOrder'],
      [400, 'BadRequest'],
      [400, 'BadRequest'],
    ]);
    expect(JSON.stringify(answers.at(-1)?.body)).toContain('savings plans are not sold here');
    expect((await asked({})).status).toBe(202);
  });

  it('is asked after by its asker alone, and only once it was asked for', async () => {
    const reservationId = await bought('Standard_Year');
    const { sessionId = '' } = await calculated([reservationId], [purchase('Standard_Huge')]);
    const result = async (id: string, as = ALICE) =>
      (await raw(`operationResults/${id}`, undefined, as)).status;
    expect(await result(sessionId)).toBe(404);
    await exchanged(sessionId);
    expect(await result(sessionId)).toBe(200);
    expect(await result(sessionId, BOB)).toBe(403);
    expect(await result(NOWHERE)).toBe(404);
    const stolen = await raw('exchange', { properties: { sessionId } }, BOB);
    expect([stolen.status, codeOf(stolen.body)]).toEqual([403, 'AuthorizationFailed']);
  });

  it('is pending until the tables have it, and says so', async () => {
    const reservationId = await bought('Standard_Year');
    const { sessionId = '' } = await calculated([reservationId], [purchase('Standard_Huge')]);
    await system.pauseProjection();
    const begun = await raw('exchange', { properties: { sessionId } });
    const place = String(begun.headers['azure-asyncoperation']);
    const poll = () => system.ledger(ALICE).send('GET', place.slice(system.url.length));
    const pending = await poll();
    system.resumeProjection();
    expect([begun.status, begun.body]).toEqual([202, '']);
    expect(begun.headers).toMatchObject({ location: place, 'retry-after': '1' });
    expect(pending.headers).toMatchObject({ 'azure-asyncoperation': place, 'retry-after': '1' });
    expect([pending.status, pending.body]).toMatchObject([
      200,
      {
        name: sessionId,
        status: 'PendingPurchases',
        properties: { reservationsToExchange: [{ status: 'Pending' }] },
      },
    ]);
    await exchanged(sessionId);
    const done = await poll();
    expect(done.body).toMatchObject({ status: 'Succeeded' });
    expect(Object.keys(done.headers)).not.toContain('azure-asyncoperation');
  });

  it(
    'of a hundred lines for a hundred lines is one operation',
    async () => {
      const returned: string[] = [];
      while (returned.length < 100) returned.push(await bought('Standard_Year'));
      const purchases = returned.map(() => purchase('Standard_Floor'));
      const { sessionId, netPayable } = await calculated(returned, purchases);
      expect(netPayable).toEqual(usd(143_500));
      const { reservationsToPurchase } = await exchanged(sessionId);
      expect(new Set(reservationsToPurchase?.map((line) => line.reservationId)).size).toBe(100);
    },
    HUNDRED_MS_MAX,
  );
});

function codeOf(body: unknown): unknown {
  return z.object({ error: z.object({ code: z.string() }) }).safeParse(body).data?.error.code;
}
