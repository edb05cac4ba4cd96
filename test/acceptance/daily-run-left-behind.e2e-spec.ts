import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { EventStoreDbEventLog, EXCHANGE_RATES_STREAM } from '#event-log';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { writeFault } from './broken-streams';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const EUROS = 'ffffffff-612d-4bcd-a849-c2542a68be01';
const DOLLARS = 'ffffffff-612d-4bcd-a849-c2542a68be02';
const VERSION = 'api-version=2022-11-01';
const MONTHLY = { billingPlan: 'Monthly' };
const RENEWING = { renew: true };
const SOON_MS = 500;
const LOOKS_MAX = 200;
const LOOK_MS = 25;

const documents = z.object({ value: z.array(z.object({ issuedOn: z.string() })) });

/** One system, whose tests come one after the other in business time. */
describe('a daily run', () => {
  let system: LedgerSystem;
  const bought = async (subscription: string, more: Readonly<Record<string, unknown>>) => {
    const request = purchaseOf(subscription, 'Standard_Year', more);
    const quote = await system.client(ALICE).reservationOrder.calculate(request);
    const id = quote.properties?.reservationOrderId ?? '';
    const { sku, location, ...properties } = request;
    const path = `/providers/Microsoft.Capacity/reservationOrders/${id}?${VERSION}`;
    const answer = await system.ledger(ALICE).send('PUT', path, { sku, location, properties });
    expect(answer.status).toBe(202);
  };
  const datesOf = async (account: string): Promise<readonly string[]> => {
    const path = `/billingAccounts/${account}/documents`;
    const { value } = documents.parse((await system.ledger(AUDITOR).get(path)).body);
    return value.map(({ issuedOn }) => issuedOn).sort();
  };
  const untilNotReady = async (): Promise<void> => {
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      if ((await system.ledger(ADMIN).send('GET', '/health/ready')).status === 503) return;
      await pause(LOOK_MS);
    }
    throw new Error('It stays ready');
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    const rate = { from: 'USD', to: 'EUR', on: '2021-01-10', rate: '0.8', source: 'published' };
    expect((await system.ledger(ADMIN).post('/exchangeRates', rate)).status).toBe(201);
    await openAccount(system, 'aaa-euros', EUROS, { currency: 'EUR' });
    await openAccount(system, 'dollars', DOLLARS);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('waits for tables that lag: what was bought a moment ago is charged on all its days', async () => {
    await system.pauseProjection();
    await bought(DOLLARS, MONTHLY);
    const setting = system.setClock('2021-03-20T00:00:00Z');
    expect(await Promise.race([setting, pause(SOON_MS)])).toBe(undefined);
    system.resumeProjection();
    expect((await setting).status).toBe(200);
    expect(await datesOf('dollars')).toEqual(['2021-01-15', '2021-02-15', '2021-03-15']);
  });

  it('leaves behind who needs a rate while the rates cannot be read, and does the rest', async () => {
    await bought(EUROS, RENEWING);
    await bought(DOLLARS, RENEWING);
    const log = new EventStoreDbEventLog({ connectionString: system.eventStoreUrl });
    await writeFault(log, system.eventStoreUrl, EXCHANGE_RATES_STREAM, 'unknown type');
    await log.close();
    await untilNotReady();

    const set = await system.setClock('2022-03-20T12:00:00Z');
    expect(set).toMatchObject({
      status: 200,
      body: { leftBehindCount: 1, leftBehind: [{ billingAccountId: 'aaa-euros' }] },
    });
    expect(JSON.stringify(set.body)).toContain('The exchange rates cannot be read');
    expect(await datesOf('aaa-euros')).toEqual(['2021-03-20']);
    expect((await datesOf('dollars')).at(-1)).toBe('2022-03-20');
  });
});
