import { AzureReservationAPI } from 'azure-arm-reservations-10';
import { observingPolicy } from '../support/conformance/answer-observers';
import { type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const TOKEN_LIFETIME_MS = 3_600_000;
const ALICE = { principal: 'alice@contoso.example' };
const SUBSCRIPTION = 'bbbbbbbb-612d-4bcd-a849-c2542a68be10';
const CAPACITY = '/providers/Microsoft.Capacity';
const usd = (amount: number) => ({ currencyCode: 'USD', amount });

// Its engines say Node 22 or later; it loads and runs on 20 as well, with a warning at its installation.
describe(`client 10.0.0 of Azure, unmodified, on Node ${process.versions.node}`, () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;
  let order = '';
  let reservation = '';
  const reservationId = () => `${CAPACITY}/reservationOrders/${order}/reservations/${reservation}`;
  const orderBought = async (quantity: number) => {
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year', { quantity });
    const quote = await client.reservationOrder.calculate(request);
    const { billingCurrencyTotal, reservationOrderId = '' } = quote.properties ?? {};
    const done = await client.reservationOrder.purchase(reservationOrderId, request);
    return { done, id: reservationOrderId, total: billingCurrencyTotal };
  };
  const reservationsOf = async (id: string): Promise<string[]> => {
    const { reservations = [] } = await client.reservationOrder.get(id);
    return reservations.map((each) => each.id ?? '');
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, 'contoso', SUBSCRIPTION);
    const token = await system.token(ALICE);
    const credential = {
      getToken: () =>
        Promise.resolve({ token, expiresOnTimestamp: Date.now() + TOKEN_LIFETIME_MS }),
    };
    client = new AzureReservationAPI(credential, {
      endpoint: system.url,
      tlsOptions: { ca: system.ca },
      additionalPolicies: [{ policy: observingPolicy, position: 'perRetry' }],
    });
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('prices, buys and gets an order, which is there when it says so', async () => {
    const { done, id, total } = await orderBought(2);
    expect(total).toEqual(usd(730));
    expect(done).toMatchObject({ name: id, provisioningState: 'Succeeded' });
    const { planInformation } = await client.reservationOrder.get(id, { expand: 'schedule' });
    expect(planInformation?.transactions).toHaveLength(1);
    const [first = ''] = await reservationsOf(id);
    order = id;
    reservation = first.split('/').at(-1) ?? '';
    expect((await client.reservation.get(order, reservation)).name).toBe(reservation);
  });

  it('lists orders and the reservations of one', async () => {
    const orders = [];
    for await (const { name } of client.reservationOrder.list()) orders.push(name);
    expect(orders).toEqual([order]);
    const reservations = [];
    for await (const { name } of client.reservation.list(order)) reservations.push(name);
    expect(reservations).toEqual([reservation]);
  });

  it('calculates a refund and returns one of two within five days, for the whole price', async () => {
    const properties = {
      scope: 'Reservation',
      reservationToReturn: { reservationId: reservationId(), quantity: 1 },
    };
    const refund = await client.calculateRefund.post(order, { properties });
    expect(refund.properties?.billingRefundAmount).toEqual(usd(365));
    const sessionId = refund.properties?.sessionId ?? '';
    const done = await client.return.post(order, {
      properties: { ...properties, sessionId, returnReason: 'testing' },
    });
    expect(done).toMatchObject({ name: order, provisioningState: 'Succeeded' });
  });

  // One is worth 365.00 on its first day; two of the same cost 730.00.
  it('exchanges one for two, and is told the three totals', async () => {
    const { id: other } = await orderBought(1);
    const [returned = ''] = await reservationsOf(other);
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year', { quantity: 2 });
    const calculated = await client.calculateExchange.post({
      properties: {
        reservationsToExchange: [{ reservationId: returned, quantity: 1 }],
        reservationsToPurchase: [request],
      },
    });
    expect(calculated.properties).toMatchObject({
      refundsTotal: usd(365),
      purchasesTotal: usd(730),
      netPayable: usd(365),
    });
    const sessionId = calculated.properties?.sessionId ?? '';
    const exchanged = await client.exchange.post({ properties: { sessionId } });
    expect(exchanged.status).toBe('Succeeded');
    expect((await client.reservationOrder.get(other)).provisioningState).toBe('Cancelled');
  });

  it('throws what is refused with its code, its status and what to do', async () => {
    await expect(client.reservationOrder.get(SUBSCRIPTION)).rejects.toMatchObject({
      statusCode: 404,
      code: 'ReservationOrderNotFound',
    });
  });
});
