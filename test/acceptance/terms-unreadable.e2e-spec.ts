import {
  commandHash,
  commandId,
  encodeEvent,
  encodeOperation,
  EventStoreDbEventLog,
  EXCHANGE_RATES_STREAM,
  type PlainEvent,
  POLICY_TERMS_STREAM,
  type StreamName,
} from '#event-log';
import { Calendar, principalId } from '#ledger-core';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const SUBSCRIPTION = 'ffffffff-612d-4bcd-a849-c2542a68be01';
const NOW = '2021-06-15T12:00:00.000Z';
const LOOKS_MAX = 200;
const LOOK_MS = 25;

const containing = (text: string): unknown => expect.stringContaining(text);

/** What no command writes: an operation whose second event cannot be read. */
async function writeBroken(url: string, stream: StreamName, broken: PlainEvent): Promise<void> {
  const log = new EventStoreDbEventLog({ connectionString: url });
  const on = Calendar.day('2021-06-15');
  const accepted = encodeEvent({
    type: 'OperationAccepted',
    data: {
      ...{ kind: 'PublishPolicyTerms', operationId: 'broken', on, request: {}, inputs: {} },
      ...{ principal: { id: principalId('nobody'), roles: [] }, answer: {} },
    },
  });
  const encoded = encodeOperation({
    ...{ stream, effectiveOn: on, recordedAt: Calendar.instant(NOW) },
    commandId: commandId('Broken', stream),
    commandHash: commandHash({ kind: 'Broken', target: stream, request: {} }),
    actor: { kind: 'system', task: 'test' },
    ...{ correlationId: 'test', causationId: 'test', previousChain: 'empty' },
    events: [accepted, broken],
  });
  if (encoded.outcome === 'tooLarge') throw new Error('Too large');
  expect(await log.append(stream, encoded.events, 'empty')).toMatchObject({ outcome: 'appended' });
  await log.close();
}

describe('an event that cannot be read', () => {
  let system: LedgerSystem;
  const ready = async () => system.ledger(ADMIN).send('GET', '/health/ready');
  const untilNotReady = async () => {
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const answer = await ready();
      if (answer.status === 503) return answer.body;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    throw new Error('It stays ready');
  };
  const quoteIn = (subscription: string) =>
    system
      .client({ principal: 'alice@contoso.example' })
      .reservationOrder.calculate(purchaseOf(subscription, 'Standard_Year'));

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: NOW });
    await openAccount(system, 'contoso', SUBSCRIPTION);
    await openAccount(system, 'euros', SUBSCRIPTION.replace(/1$/, '2'), { currency: 'EUR' });
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('among the exchange rates: not ready, and nobody buys at a guessed rate', async () => {
    expect((await ready()).status).toBe(200);
    await writeBroken(system.eventStoreUrl, EXCHANGE_RATES_STREAM, {
      type: 'ExchangeRatePublished',
      schema: 1,
      data: { from: 'USD', to: 'EUR', on: '2021-06-15', rate: '-1', source: 'a guess' },
    });
    expect(await untilNotReady()).toMatchObject({
      status: 'notReady',
      parts: {
        exchangeRates: { ready: false, why: containing('exchangeRates is parked at revision 1') },
        policyTerms: { ready: true },
      },
    });
    await expect(quoteIn(SUBSCRIPTION.replace(/1$/, '2'))).rejects.toMatchObject({
      statusCode: 503,
      message: containing('The exchange rates cannot be read'),
    });
    await expect(quoteIn(SUBSCRIPTION)).resolves.toMatchObject({ properties: {} });
  });

  it('among the policy terms: nobody decides, and nobody is shown a statement', async () => {
    await writeBroken(system.eventStoreUrl, POLICY_TERMS_STREAM, {
      type: 'PolicyTermsPublished',
      schema: 1,
      data: { terms: { version: 'half' }, publishedOn: '2021-06-15' },
    });
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const { body } = await ready();
      if (JSON.stringify(body).includes('policyTerms is parked')) break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    await expect(quoteIn(SUBSCRIPTION)).rejects.toMatchObject({
      statusCode: 503,
      message: containing('The policy terms cannot be read'),
    });
    const ledger = system.ledger(AUDITOR);
    for (const path of ['/policyTerms', '/billingAccounts/contoso/refundCap'])
      expect(await ledger.get(path)).toMatchObject({
        status: 503,
        body: { code: 'LedgerUnavailable', detail: containing('The policy terms cannot be read') },
      });
    expect((await ledger.get('/billingAccounts/contoso')).status).toBe(200);
  });
});
