import { randomUUID } from 'node:crypto';
import { billingAccountStream, EventStoreDbEventLog, LEDGER_STREAM_PREFIXES } from '#event-log';
import { openReadModels } from '#read-models';
import { PLAIN } from '../../apps/ledger/src/presentation/styling';
import { unparkStreams } from '../../apps/ledger/src/unpark/unpark.command';
import { projectedRows, projecting } from '../support/projecting';
import { migratedDatabase } from '../support/recorded-story';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { type Fault, writeFault } from './broken-streams';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 90_000;
const TEST_MS_MAX = 60_000;
const NOW = '2021-06-15T12:00:00.000Z';
const ALICE = { principal: 'alice@contoso.example' };
const LOOKS_MAX = 400;
const LOOK_MS = 25;
const containing = (text: string): unknown => expect.stringContaining(text);

const BROKEN: readonly (readonly [string, Fault, RegExp])[] = [
  ['gifted', 'unknown type', /AccountGifted/],
  ['garbled', 'no JSON', /JSON|metadata/i],
  ['unchained', 'broken chain', /[Tt]he chain|link of the chain/],
  ['unfolded', 'does not fold', /./],
  ['halved', 'cut in half', /has 1 of its 2 events/],
];

async function until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
  for (let tries = 0; tries < LOOKS_MAX; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`Never: ${what}`);
}

const subscriptionOf = (n: number) => `ffffffff-612d-4bcd-a849-c2542a68be${10 + n}`;

/** A yearly reservation bought at once. @returns order and reservation. */
async function bought(system: LedgerSystem, subscription: string, more: object = {}) {
  const client = system.client(ALICE);
  const request = purchaseOf(subscription, 'Standard_Year', { ...more });
  const { properties } = await client.reservationOrder.calculate(request);
  const order = properties?.reservationOrderId ?? randomUUID();
  const done = await client.reservationOrder.beginPurchaseAndWait(order, request);
  return { order, reservation: done.reservations?.[0]?.id?.split('/').at(-1) ?? '' };
}

/** Pays an invoice that is not there: refused on a sound account. */
const pay = (system: LedgerSystem, account: string) =>
  system.ledger(ADMIN).post(`/billingAccounts/${account}/payments`, {
    ...{ invoiceNumber: `${account}-000009`, paidOn: '2021-06-15', reference: 'r' },
    amount: { currency: 'USD', amount: '1.00' },
  });

/** Gives one unit back. @returns where the operation is asked after. */
async function givenBack(system: LedgerSystem, of: { order: string; reservation: string }) {
  const client = system.client(ALICE);
  const body = {
    id: `/providers/Microsoft.Capacity/reservationOrders/${of.order}`,
    properties: {
      scope: 'Reservation',
      reservationToReturn: {
        reservationId: `/providers/microsoft.capacity/reservationOrders/${of.order}/reservations/${of.reservation}`,
        quantity: 1,
      },
    },
  };
  const calculated = await client.calculateRefund.post(of.order, body);
  const sessionId = calculated.properties?.sessionId ?? '';
  const properties = { ...body.properties, sessionId, returnReason: 'test' };
  const path = `/providers/Microsoft.Capacity/reservationOrders/${of.order}/return?api-version=2022-11-01`;
  const answer = await system.ledger(ALICE).send('POST', path, { properties });
  return { status: answer.status, sessionId };
}

describe('a history with a fault in it', () => {
  let system: LedgerSystem;
  let log: EventStoreDbEventLog;
  const orders = new Map<string, { order: string; reservation: string }>();

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: NOW });
    log = new EventStoreDbEventLog({ connectionString: system.eventStoreUrl });
    for (const [n, account] of ['sound', ...BROKEN.map(([name]) => name)].entries()) {
      await openAccount(system, account, subscriptionOf(n));
      orders.set(account, await bought(system, subscriptionOf(n)));
    }
    for (const [account, fault] of BROKEN)
      await writeFault(log, system.eventStoreUrl, billingAccountStream(account), fault);
    // What only the fold of the commands sees is found by the first command.
    await pay(system, 'unfolded');
    await until('all are parked', async () => {
      const { body } = await system.ledger(AUDITOR).get('/parkedAccounts');
      const listed = JSON.stringify(body);
      return BROKEN.every(([account]) => listed.includes(`"${account}"`)) ? true : undefined;
    });
  }, START_MS_MAX);
  afterAll(async () => {
    await log.close();
    await system.stop();
  });

  it.each(BROKEN)(
    'stops the account %s (%s): commands and statements, not its order',
    async (account, _, why) => {
      const answer = await pay(system, account);
      expect(answer).toMatchObject({
        status: 503,
        body: {
          code: 'AccountParked',
          detail: containing(`billingAccount-${account} at revision `),
        },
      });
      expect(answer.headers['retry-after']).toBe('30');
      expect(JSON.stringify(answer.body)).toMatch(why);
      expect(JSON.stringify(answer.body)).toContain('ledger unpark');
      const ledger = system.ledger(AUDITOR);
      for (const read of [
        'refundCap',
        'retainedCredit',
        'documents',
        `documents/${account}-000001`,
      ])
        expect(await ledger.get(`/billingAccounts/${account}/${read}`)).toMatchObject({
          status: 503,
          body: { code: 'AccountParked' },
        });
      expect(await ledger.get(`/billingAccounts/${account}`)).toMatchObject({
        status: 200,
        body: { id: account, parked: { revision: expect.stringMatching(/^\d+$/) as unknown } },
      });
      const { order = '' } = orders.get(account) ?? {};
      const shown = await system.client(ALICE).reservationOrder.get(order);
      expect(shown.displayName).toBe('Worked example');
    },
  );

  it('says to whoever is no administrator that it stops, and not what is in it', async () => {
    const { order = '' } = orders.get('gifted') ?? {};
    const owner = `/ledger/v1/reservationOrders/${order}/owners/bob@contoso.example`;
    const answer = await system
      .ledger({ principal: 'mallory@fabrikam.example' })
      .send('PUT', owner);
    expect(answer).toMatchObject({ status: 503, body: { code: 'AccountParked' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/gifted|revision|event/i);
  });

  it(
    'stops no other: it buys, gives back, and has its days run',
    async () => {
      const { order, reservation } = await bought(system, subscriptionOf(0));
      expect((await givenBack(system, { order, reservation })).status).toBe(202);
      expect((await pay(system, 'sound')).status).toBe(404);
      expect((await system.setClock('2021-06-17T12:00:00.000Z')).status).toBe(200);
      const { status } = await system.ledger(AUDITOR).get('/billingAccounts/sound/refundCap');
      expect(status).toBe(200);
    },
    TEST_MS_MAX,
  );

  it('is told by readiness, metrics and the list, with names only to those who may see them', async () => {
    const ready = await system.ledger(ADMIN).send('GET', '/health/ready');
    expect(ready).toMatchObject({
      status: 200,
      body: { parts: { accounts: { ready: true, parked: 5, why: containing('parkedAccounts') } } },
    });
    expect(JSON.stringify(ready.body)).not.toMatch(/gifted|garbled|halved/);
    const { body, status } = await system.ledger(ALICE).send('GET', '/metrics');
    expect(status).toBe(200);
    const metrics = typeof body === 'string' ? body : JSON.stringify(body);
    expect(metrics).toContain('ledger_parked_streams{kind="billingAccount"} 5');
    expect(metrics).toMatch(/ledger_commands_total\{command="RecordPayment",outcome="parked"\} \d/);
    expect(metrics).not.toMatch(/gifted|garbled|halved|alice/);
    expect((await system.ledger(ALICE).get('/parkedAccounts')).status).toBe(403);
  });

  it(
    'is not unparked while it is broken: it says where, and nothing changes',
    async () => {
      const printed: string[] = [];
      const print = (text: string) => printed.push(text);
      const terminal = { print, say: () => undefined, styling: PLAIN };
      const overrides = {
        LEDGER_DATABASE_URL: system.databaseUrl,
        LEDGER_EVENTSTORE_URL: system.eventStoreUrl,
      };
      expect(await unparkStreams({ overrides, what: undefined, json: true }, terminal)).toBe(1);
      const { streams } = JSON.parse(printed[0] ?? '') as { streams: { outcome: string }[] };
      expect(streams.map(({ outcome }) => outcome)).toEqual(BROKEN.map(() => 'broken'));
      const { body } = await system.ledger(AUDITOR).get('/parkedAccounts');
      expect(body).toMatchObject({ value: BROKEN.map(() => ({ reason: containing('') })) });
    },
    TEST_MS_MAX,
  );
});

describe('an account whose tables were at fault', () => {
  let system: LedgerSystem;

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: NOW });
    await openAccount(system, 'contoso', subscriptionOf(0));
    await openAccount(system, 'fabrikam', subscriptionOf(1));
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it(
    'is unparked while the ledger works: the tables are as a fresh fold makes them, and all goes on',
    async () => {
      await bought(system, subscriptionOf(0), { billingPlan: 'Monthly' });
      const tables = await openReadModels(system.databaseUrl);
      await tables.query('delete from reservation');
      // The instalment of July takes the row for granted.
      expect((await system.setClock('2021-07-16T12:00:00.000Z')).status).toBe(200);
      const parked = await pay(system, 'contoso');
      expect(parked).toMatchObject({ status: 503, body: { detail: containing('MissingRow') } });
      await bought(system, subscriptionOf(1));
      const said: string[] = [];
      const print = (text: string) => said.push(text);
      const { databaseUrl, eventStoreUrl } = system;
      const overrides = { LEDGER_DATABASE_URL: databaseUrl, LEDGER_EVENTSTORE_URL: eventStoreUrl };
      const asked = { overrides, what: 'contoso', json: false };
      const terminal = { print, say: () => undefined, styling: PLAIN };
      expect(await unparkStreams(asked, terminal)).toBe(0);
      expect(said.join()).toContain('billingAccount-contoso is unparked');
      await until('commands go on', async () =>
        (await pay(system, 'contoso')).status === 404 ? true : undefined,
      );
      const { status } = await system.ledger(AUDITOR).get('/billingAccounts/contoso/documents');
      expect(status).toBe(200);
      await bought(system, subscriptionOf(0));
      await system.setClock('2021-08-16T12:00:00.000Z');
      const log = new EventStoreDbEventLog({ connectionString: eventStoreUrl });
      const fresh = await migratedDatabase();
      const folding = projecting(fresh.url, fresh.dataSource, log);
      await folding.until((await log.headOf(LEDGER_STREAM_PREFIXES)) ?? -1n);
      await folding.stop();
      expect(await projectedRows(tables)).toEqual(await projectedRows(fresh.dataSource));
      await fresh.dataSource.destroy();
      await log.close();
      await tables.destroy();
    },
    TEST_MS_MAX,
  );
});
