import { type AzureReservationAPI } from '@azure/arm-reservations';
import { AUDITOR, type LedgerSystem, startLedgerSystem } from '../../support/ledger-system';
import { openAccount, purchaseOf } from '../opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const NORTH = 'aaaaaaaa-612d-4bcd-a849-c2542a68be01';
const SOUTH = 'aaaaaaaa-612d-4bcd-a849-c2542a68be02';
const usd = (amount: number) => ({ currencyCode: 'USD', amount });
const GUID: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
const TOO_MUCH: unknown = expect.stringContaining('11800.00 USD too much');
const money = (amount: string) => ({ currency: 'USD', amount });

/** The documents' example (R-AMT-6): 3 years at 100.00 a month, bought on 10 January 2020; the 18th month begins on 10 June 2021. */
describe('three years at 100 USD a month, refunded in the 18th month', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;
  const orders = { north: '', south: '' };

  const bought = async (subscription: string, more: Readonly<Record<string, unknown>>) => {
    const request = purchaseOf(subscription, 'Standard_Hundred', {
      term: 'P3Y',
      billingPlan: 'Monthly',
      ...more,
    });
    const quote = await client.reservationOrder.calculate(request);
    const id = quote.properties?.reservationOrderId ?? '';
    await client.reservationOrder.beginPurchaseAndWait(id, request);
    return { id, quote };
  };
  const wholeOf = async (order: string) => {
    const { reservations } = await client.reservationOrder.get(order);
    const reservationId = reservations?.[0]?.id ?? '';
    return { scope: 'Reservation', reservationToReturn: { reservationId, quantity: 1 } };
  };
  const calculated = async (order: string) => {
    const { properties } = await client.calculateRefund.post(order, {
      properties: await wholeOf(order),
    });
    if (properties?.policyResult?.properties === undefined) throw new Error('no policy result');
    return { ...properties, policy: properties.policyResult.properties };
  };
  const returned = async (order: string, sessionId = '') =>
    client.return.beginPostAndWait(order, {
      properties: { ...(await wholeOf(order)), sessionId, returnReason: 'example' },
    });
  const returnedWhole = async (order: string) => {
    const refund = await calculated(order);
    await returned(order, refund.sessionId);
    return refund;
  };
  const cap = async (account: string, on: string) =>
    (await system.ledger(AUDITOR).get(`/billingAccounts/${account}/refundCap?on=${on}`)).body;

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2020-01-10T12:00:00.000Z' });
    client = system.client(ALICE);
    await openAccount(system, 'north', NORTH);
    await openAccount(system, 'south', SOUTH);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('is quoted as 36 payments on the same day of each month', async () => {
    const north = await bought(NORTH, {});
    orders.north = north.id;
    orders.south = (await bought(SOUTH, {})).id;
    const { properties } = north.quote;
    expect(properties?.billingCurrencyTotal).toEqual(usd(3_600));
    expect(properties?.paymentSchedule).toHaveLength(36);
    expect(properties?.paymentSchedule?.[35]).toMatchObject({
      dueDate: new Date('2022-12-10'),
      pricingCurrencyTotal: usd(100),
      status: 'Scheduled',
    });
  });

  // 5 of the 30 days from 10 June to 10 July are used: 100.00 × 5 ÷ 30 = 16.67 consumed, 83.33 comes back.
  it('cancels 1,800.00 of commitment on the fifth day of that month', async () => {
    await system.setClock('2021-06-15T12:00:00Z');
    expect(await returnedWhole(orders.north)).toMatchObject({
      billingRefundAmount: usd(83.33),
      billingInformation: {
        billingPlan: 'Monthly',
        completedTransactions: 18,
        totalTransactions: 36,
        billingCurrencyTotalPaidAmount: usd(1_800),
        billingCurrencyProratedAmount: usd(1_716.67),
        billingCurrencyRemainingCommitmentAmount: usd(1_800),
      },
    });
  });

  it('leaves 48,200.00 of the cap, back to 50,000.00 on the 365th day and not before', async () => {
    expect(await cap('north', '2021-06-14')).toMatchObject({ available: money('50000.00') });
    expect(await cap('north', '2021-06-15')).toEqual({
      on: '2021-06-15',
      limit: money('50000.00'),
      used: money('1800.00'),
      available: money('48200.00'),
      uses: [
        {
          reservationOrderId: orders.north,
          reservationId: GUID,
          refundedOn: '2021-06-15',
          amount: money('1800.00'),
          replenishedOn: '2022-06-15',
        },
      ],
      replenishments: [{ on: '2022-06-15', available: money('50000.00') }],
      termsVersion: 'self-service-2021-04',
    });
    expect(await cap('north', '2022-06-14')).toMatchObject({ available: money('48200.00') });
    expect(await cap('north', '2022-06-15')).toMatchObject({
      available: money('50000.00'),
      uses: [],
    });
  });

  it('shows what was paid, and the later payments as cancelled', async () => {
    const read = await client.reservationOrder.get(orders.north, { expand: 'schedule' });
    expect(read.provisioningState).toBe('Cancelled');
    const statuses = (read.planInformation?.transactions ?? []).map(({ status }) => status);
    expect(statuses).toEqual([
      ...Array<string>(18).fill('Succeeded'),
      ...Array<string>(18).fill('Cancelled'),
    ]);
  });

  // 29 of 30 days used: 100.00 × 29 ÷ 30 = 96.67 consumed, 3.33 comes back.
  it('cancels the same 1,800.00 on the last day of that month', async () => {
    await system.setClock('2021-07-09T12:00:00Z');
    expect(await returnedWhole(orders.south)).toMatchObject({
      billingRefundAmount: usd(3.33),
      billingInformation: { billingCurrencyRemainingCommitmentAmount: usd(1_800) },
    });
    expect(await cap('south', '2021-07-09')).toMatchObject({ available: money('48200.00') });
  });

  it('refuses a return over the cap, in the preview beside the amounts and in the return as an error', async () => {
    const { id } = await bought(NORTH, {
      sku: { name: 'Standard_Huge' },
      term: 'P1Y',
      billingPlan: 'Upfront',
    });
    const { policy, billingRefundAmount, sessionId } = await calculated(id);
    expect(billingRefundAmount).toEqual(usd(60_000));
    expect(policy.consumedRefundsTotal).toEqual(usd(1_800));
    expect(policy.policyErrors).toEqual([{ code: 'RefundLimitExceeded', message: TOO_MUCH }]);
    await expect(returned(id, sessionId)).rejects.toMatchObject({
      statusCode: 400,
      code: 'RefundLimitExceeded',
    });
  });
});
