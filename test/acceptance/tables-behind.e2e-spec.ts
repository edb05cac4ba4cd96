import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
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

function azureBody({ sku, location, ...properties }: ReturnType<typeof purchaseOf>) {
  return { sku, location, properties };
}

/** What no caller can do: tables lose what they need not keep. */
async function inTables(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(statement);
  await client.end();
}

describe('tables that are behind the log', () => {
  let system: LedgerSystem;
  const quoted = async (): Promise<string> => {
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year');
    const quote = await system.client(ALICE).reservationOrder.calculate(request);
    return quote.properties?.reservationOrderId ?? '';
  };
  const order = (id: string, as = ALICE) =>
    system.ledger(as).send('GET', `${CAPACITY}/reservationOrders/${id}?${VERSION}`);
  /** Answers the bare id of the reservation. */
  const purchased = async (id: string): Promise<string> => {
    const path = `${CAPACITY}/reservationOrders/${id}?${VERSION}`;
    const body = azureBody(purchaseOf(SUBSCRIPTION, 'Standard_Year'));
    const answer = await system.ledger(ALICE).send('PUT', path, body);
    expect(answer.status).toBe(202);
    return /reservations\/([0-9a-f-]{36})/.exec(JSON.stringify(answer.body))?.[1] ?? '';
  };
  const bought = async (): Promise<string> => {
    const id = await quoted();
    await purchased(id);
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

  it('say 503 of an order and a reservation that no quote names any more, and find both in time', async () => {
    await system.pauseProjection();
    const id = await quoted();
    const reservation = await purchased(id);
    await inTables(system.databaseUrl, 'delete from session');
    const calculating = () =>
      system.ledger(ALICE).send('POST', `${CAPACITY}/calculateExchange?${VERSION}`, {
        properties: {
          reservationsToExchange: [{ reservationId: reservation, quantity: 1 }],
          reservationsToPurchase: [azureBody(purchaseOf(SUBSCRIPTION, 'Standard_Year'))],
        },
      });
    const refund = () => {
      const properties = {
        scope: 'Reservation',
        reservationToReturn: { reservationId: reservation, quantity: 1 },
      };
      const path = `${CAPACITY}/reservationOrders/${id}/calculateRefund?${VERSION}`;
      return system.ledger(ALICE).send('POST', path, { properties });
    };
    for (const asked of [order(id), calculating(), refund()])
      expect(await asked).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    const late = [order(id), calculating(), refund()];
    await pause(SOON_MS / 5);
    system.resumeProjection();
    expect((await Promise.all(late)).map(({ status }) => status)).toEqual([200, 202, 200]);
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
