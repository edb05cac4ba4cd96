// Asked to stop under load, a node leaves nobody with a wrong idea of what it wrote.
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, START, UnavailableError } from '@eventstore/db-client';
import { type StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import {
  BatchCall,
  kindOf,
  protocolClient,
  unaryAppend,
} from '../../../test/support/event-store-appends';
import { ReadCall } from '../../../test/support/event-store-reads';
import { freshDatabase } from '../../../test/support/fresh-database';
import { startEventStoreNode } from '#event-store-node';
import { lockedLog, releaseLogs } from './locked-log';
import { asked, endOperatedNodes, operatedNode, type OperatedNode } from './operated-node';

afterEach(async () => {
  await endOperatedNodes();
  await releaseLogs();
});

const WRITERS = 24;
const IN_FLIGHT = 64;
const NOT_WRITTEN = 'what it has not answered was not written';

type Told = 'acknowledged' | 'not written' | 'unknown';

/** What became of each append, by the id of its one event. */
class Journal {
  readonly told = new Map<string, Told>();
  readonly wrong: string[] = [];

  count(told: Told): number {
    return [...this.told.values()].filter((each) => each === told).length;
  }

  failed(id: string, code: number | undefined, words: string): void {
    this.told.set(id, words.includes(NOT_WRITTEN) ? 'not written' : 'unknown');
    if (code !== 14) this.wrong.push(words);
  }
}

/** Appends through the official client, one after the other, until one fails. */
async function writeOfficially(client: EventStoreDBClient, stream: string, journal: Journal) {
  for (;;) {
    const event = jsonEvent({ type: 'T', data: {} });
    try {
      await client.appendToStream(stream, event);
      journal.told.set(event.id, 'acknowledged');
    } catch (error) {
      const words = String(error);
      journal.failed(event.id, error instanceof UnavailableError ? 14 : -1, words);
      return;
    }
  }
}

/** Appends by the unary method, one after the other, until one fails. */
async function writeAlone(raw: StreamsClient, stream: string, journal: Journal) {
  for (;;) {
    const id = randomUUID();
    const answer = await unaryAppend(raw, stream, 'any', [{ id }]);
    if ('code' in answer) {
      journal.failed(id, answer.code, answer.details);
      return;
    }
    journal.told.set(id, 'acknowledged');
  }
}

/** Keeps many appends of one call under way until the call ends. */
async function writeInBatches(raw: StreamsClient, stream: string, journal: Journal) {
  const call = new BatchCall(raw);
  const sent: string[] = [];
  const send = (count: number) => {
    const ids = Array.from({ length: count }, () => randomUUID());
    sent.push(...ids);
    // The correlation id is the event's: the answer names it.
    call.send(...ids.map((id) => ({ stream, correlationId: id, proposals: [{ id }] })));
  };
  send(IN_FLIGHT);
  let seen = 0;
  const failure = () => call.failure;
  while (failure() === undefined) {
    await call.answered(seen + 1);
    const fresh = call.answers.slice(seen);
    seen += fresh.length;
    for (const answer of fresh) noteAnswer(answer, journal);
    if (failure() === undefined) send(fresh.length);
  }
  const { code, details } = failure() ?? { code: -1, details: '' };
  for (const id of sent) if (!journal.told.has(id)) journal.failed(id, code, details);
}

function noteAnswer(answer: BatchAppendResp, journal: Journal): void {
  if (kindOf(answer) !== 'Success') journal.wrong.push(kindOf(answer));
  journal.told.set(answer.getCorrelationId()?.getString() ?? '', 'acknowledged');
}

async function idsIn(databaseUrl: string): Promise<string[]> {
  const node = await startEventStoreNode({
    databaseUrl,
    host: '127.0.0.1',
    port: 0,
    now: () => Date.now(),
  });
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
  const ids: string[] = [];
  for await (const { event } of client.readAll()) ids.push(event?.id ?? '');
  await client.dispose();
  await node.stop();
  return ids;
}

async function readyAnswers(node: OperatedNode): Promise<string[]> {
  const answers: string[] = [];
  for (;;) {
    const answer = await asked(node, '/health/ready').catch(() => undefined);
    if (answer === undefined) return answers;
    answers.push(answer.text);
  }
}

test.each([40, 400, 1_500])(
  'stopped after %d acknowledged appends, all that was under way is answered truly',
  async (stopAfter) => {
    const databaseUrl = await freshDatabase();
    const node = await operatedNode({ LEDGER_EVENTSTORE_NODE_DATABASE_URL: databaseUrl });
    await node.ready();
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
    const [raw, batched] = [protocolClient(node.port), protocolClient(node.port)];
    const subscription = new ReadCall(raw, { from: 'start', subscription: true });
    const [journal, ofTheBatch] = [new Journal(), new Journal()];
    const writers = [
      ...Array.from({ length: WRITERS }, (_, n) => writeOfficially(client, `o${n}`, journal)),
      ...Array.from({ length: 4 }, (_, n) => writeAlone(raw, `u${n}`, journal)),
      writeInBatches(batched, 'b', ofTheBatch),
    ];
    const readiness = readyAnswers(node);
    while (journal.count('acknowledged') < stopAfter) await new Promise(setImmediate);
    node.child.kill('SIGTERM');
    await Promise.all(writers);
    expect(await node.ended).toEqual({ code: 0, signal: null });
    await client.dispose();
    raw.close();
    batched.close();

    expect([...journal.wrong, ...ofTheBatch.wrong]).toEqual([]);
    await subscription.finished();
    expect(subscription.failure).toMatchObject({ code: 14, details: expect.any(String) as string });
    const answers = await readiness;
    expect(answers[0]).toBe('{"status":"ready"}');
    // Of one call the node knows what it has not answered, and says it.
    expect(ofTheBatch.count('not written')).toBeGreaterThan(0);
    expect(ofTheBatch.count('unknown')).toBe(0);

    const found = await idsIn(databaseUrl);
    const stored = new Set(found);
    expect(stored.size).toBe(found.length);
    const told = new Map([...journal.told, ...ofTheBatch.told]);
    const untrue = [...told].filter(
      ([id, word]) =>
        (word === 'acknowledged' && !stored.has(id)) || (word === 'not written' && stored.has(id)),
    );
    expect(untrue).toEqual([]);
    expect(found.filter((id) => !told.has(id))).toEqual([]);
    expect(node.lines('The event store node has stopped.')).toHaveLength(1);
    expect(node.lines('A call was refused.')).toEqual([]);
  },
);

test('what is under way when it is asked to stop is answered, and what comes later is not taken', async () => {
  const databaseUrl = await freshDatabase();
  const node = await operatedNode({ LEDGER_EVENTSTORE_NODE_DATABASE_URL: databaseUrl });
  await node.ready();
  const raw = protocolClient(node.port);
  const ids = Array.from({ length: 4 }, () => randomUUID());
  const chunk = (n: number) => ({
    stream: 'b',
    correlationId: ids[n] ?? '',
    proposals: [{ id: ids[n] ?? '' }],
  });
  const call = await new BatchCall(raw).send(chunk(0)).answered(1);
  const log = await lockedLog(databaseUrl);
  call.send(chunk(1));
  await log.waitedFor(1);
  node.child.kill('SIGTERM');
  while (!(await asked(node, '/health/ready')).text.includes('stopping'))
    await new Promise(setImmediate);
  call.send(chunk(2));
  expect(await unaryAppend(raw, 'u', 'any', [{ id: ids[3] ?? '' }])).toMatchObject({
    ...{ code: 14, details: expect.stringContaining(NOT_WRITTEN) as string },
  });
  expect(call.answers).toHaveLength(1);
  await log.release();
  await call.until(() => false);
  expect(call.answers.map(kindOf)).toEqual(['Success', 'Success']);
  expect(call.failure).toMatchObject({
    ...{ code: 14, details: expect.stringContaining(NOT_WRITTEN) as string },
  });
  expect(await node.ended).toEqual({ code: 0, signal: null });
  raw.close();
  expect(await idsIn(databaseUrl)).toEqual(ids.slice(0, 2));
});

test('a subscriber who has everything hears that the node is away', async () => {
  const node = await operatedNode({ LEDGER_EVENTSTORE_NODE_DATABASE_URL: await freshDatabase() });
  await node.ready();
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
  await client.appendToStream('s', jsonEvent({ type: 'T', data: {} }));
  const subscription = client.subscribeToAll({ fromPosition: START });
  await new Promise((resolve) => subscription.once('caughtUp', resolve));
  const error = new Promise((resolve) => subscription.once('error', resolve));
  node.child.kill('SIGTERM');
  expect(await error).toBeInstanceOf(UnavailableError);
  expect(await node.ended).toEqual({ code: 0, signal: null });
  await client.dispose();
});
