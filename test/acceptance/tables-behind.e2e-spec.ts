import { setTimeout as pause } from 'node:timers/promises';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const BOB = { principal: 'bob@contoso.example' };
const SUBSCRIPTION = 'ffffffff-612d-4bcd-a849-c2542a68be01';
const CAPACITY = '/providers/Microsoft.Capacity';
const VERSION = 'api-version=2022-11-01';
const SOON_MS = 500;
const POLL_MS_MIN = 250;
const POLL_MS_MAX = 1_500;
const FAR_AHEAD = '999999999';

describe('tables that are behind the log', () => {
  let system: LedgerSystem;
  const quoted = async (): Promise<string> => {
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year');
    const quote = await system.client(ALICE).reservationOrder.calculate(request);
    return quote.properties?.reservationOrderId ?? '';
  };
  const order = (id: string, as = ALICE) =>
    system.ledger(as).send('GET', `${CAPACITY}/reservationOrders/${id}?${VERSION}`);
  const bought = async (): Promise<string> => {
    const id = await quoted();
    const path = `${CAPACITY}/reservationOrders/${id}?${VERSION}`;
    const { billingScopeId, ...request } = purchaseOf(SUBSCRIPTION, 'Standard_Year');
    const { sku, location, ...properties } = request;
    const body = { sku, location, properties: { ...properties, billingScopeId } };
    expect((await system.ledger(ALICE).send('PUT', path, body)).status).toBe(202);
    return id;
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, 'contoso', SUBSCRIPTION);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('say 503 of an order that was bought, to be asked again, and never that it is not there', async () => {
    await system.pauseProjection();
    const id = await bought();
    expect(await order(id)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { error: { code: 'BillingTransientError' } },
    });
    system.resumeProjection();
  });

  it('are waited for when an order was just bought', async () => {
    await system.pauseProjection();
    const id = await bought();
    const asked = order(id);
    const stranger = order(id, BOB);
    await pause(SOON_MS / 5);
    system.resumeProjection();
    expect(await asked).toMatchObject({ status: 200, body: { name: id } });
    expect((await stranger).status).toBe(403);
  });

  it('are given a moment by each poll of an operation', async () => {
    await system.pauseProjection();
    const id = await bought();
    const path = `${CAPACITY}/operationResults/${id}?${VERSION}&position=${FAR_AHEAD}`;
    const before = performance.now();
    const polled = await system.ledger(ALICE).send('GET', path);
    const waited = performance.now() - before;
    system.resumeProjection();
    expect(polled).toMatchObject({ status: 202, headers: { 'retry-after': '1' } });
    expect(waited).toBeGreaterThan(POLL_MS_MIN);
    expect(waited).toBeLessThan(POLL_MS_MAX);
  });

  it('are not waited for when the quote was not used', async () => {
    const id = await quoted();
    const before = performance.now();
    expect((await order(id)).status).toBe(404);
    expect(performance.now() - before).toBeLessThan(SOON_MS);
  });

  it('say 503 of an account that was opened, and 404 of one that was not', async () => {
    await system.pauseProjection();
    const opening = system.ledger(ADMIN).post('/billingAccounts', {
      id: 'fabrikam',
      agreementType: 'MicrosoftCustomerAgreement',
      currency: 'USD',
      displayName: 'Fabrikam',
      payment: { method: 'invoice' },
    });
    await pause(SOON_MS);
    const ledger = system.ledger(AUDITOR);
    expect(await ledger.get('/billingAccounts/fabrikam')).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { code: 'NotProjectedYet' },
    });
    expect((await ledger.get('/billingAccounts/nowhere')).status).toBe(404);
    system.resumeProjection();
    expect((await opening).status).toBe(201);
    expect((await ledger.get('/billingAccounts/fabrikam')).status).toBe(200);
  });
});
