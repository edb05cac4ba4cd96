import { type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const TENANT = 'abababab-612d-4bcd-a849-c2542a68be01';
const OTHER = 'abababab-612d-4bcd-a849-c2542a68be02';
const ALICE = { principal: 'alice@contoso.example', tenant: TENANT };
const NAMESAKE = { principal: 'alice@contoso.example', tenant: OTHER };
const CAPACITY = '/providers/Microsoft.Capacity';
const VERSION = 'api-version=2022-11-01';
const TENANTED = { id: 'contoso', subscription: 'abababab-612d-4bcd-a849-c2542a68be03' };
const UNTENANTED = { id: 'fabrikam', subscription: 'abababab-612d-4bcd-a849-c2542a68be04' };

describe('a namesake in another tenant', () => {
  let system: LedgerSystem;
  const status = async (as: typeof ALICE, path: string): Promise<number> =>
    (await system.ledger(as).send('GET', `${CAPACITY}/${path}?${VERSION}`)).status;
  const bought = async (subscription: string): Promise<string> => {
    const client = system.client(ALICE);
    const request = purchaseOf(subscription, 'Standard_Year');
    const quote = await client.reservationOrder.calculate(request);
    const id = quote.properties?.reservationOrderId ?? '';
    await client.reservationOrder.beginPurchaseAndWait(id, request);
    return id;
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, TENANTED.id, TENANTED.subscription, { tenantId: TENANT });
    await openAccount(system, UNTENANTED.id, UNTENANTED.subscription);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('sees no order of an account that names its tenant', async () => {
    const order = await bought(TENANTED.subscription);
    for (const path of [`reservationOrders/${order}`, `reservationOrders/${order}/reservations`]) {
      expect(await status(ALICE, path)).toBe(200);
      expect(await status(NAMESAKE, path)).toBe(403);
    }
    const listed = await system
      .ledger(NAMESAKE)
      .send('GET', `${CAPACITY}/reservationOrders?${VERSION}`);
    expect(listed).toMatchObject({ status: 200, body: { value: [] } });
  });

  it('sees and returns no order of an account that names no tenant, for that was bought in another', async () => {
    const order = await bought(UNTENANTED.subscription);
    const { reservations = [] } = await system.client(ALICE).reservationOrder.get(order);
    const reservationToReturn = { reservationId: reservations[0]?.id ?? '', quantity: 1 };
    const asked = { properties: { reservationToReturn } };
    const path = `${CAPACITY}/reservationOrders/${order}/calculateRefund?${VERSION}`;
    expect(await status(NAMESAKE, `reservationOrders/${order}`)).toBe(403);
    expect(await system.ledger(NAMESAKE).send('POST', path, asked)).toMatchObject({
      status: 403,
      body: { error: { code: 'AuthorizationFailed' } },
    });
    expect(await system.ledger(ALICE).send('POST', path, asked)).toMatchObject({ status: 200 });
    for (const list of ['reservationOrders', 'reservations']) {
      const listed = await system.ledger(NAMESAKE).send('GET', `${CAPACITY}/${list}?${VERSION}`);
      expect(listed).toMatchObject({ status: 200, body: { value: [] } });
    }
  });

  it.each([TENANTED, UNTENANTED])('polls no operation of another: $id', async (account) => {
    const order = await bought(account.subscription);
    const { reservations = [] } = await system.client(ALICE).reservationOrder.get(order);
    const reservationToReturn = { reservationId: reservations[0]?.id ?? '', quantity: 1 };
    const refund = await system
      .client(ALICE)
      .calculateRefund.post(order, { properties: { reservationToReturn } });
    const unused = refund.properties?.sessionId ?? '';
    expect(await status(ALICE, `operationResults/${order}`)).toBe(200);
    expect(await status(ALICE, `operationResults/${unused}`)).toBe(404);
    expect(await status(NAMESAKE, `operationResults/${order}`)).toBe(403);
    expect(await status(NAMESAKE, `operationResults/${unused}`)).toBe(403);
  });
});
