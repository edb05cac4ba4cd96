import {
  EventStoreDBClient,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  START,
  StreamNotFoundError,
  UnavailableError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { freshDatabase } from '../../../test/support/fresh-database';
import { type Family, parseExposition, type Sample, valueOf } from './exposition';
import { lockedLog, releaseLogs } from './locked-log';
import { asked, endOperatedNodes, operatedNode, type OperatedNode } from './operated-node';

const clients: EventStoreDBClient[] = [];

afterEach(async () => {
  await endOperatedNodes();
  for (const client of clients.splice(0)) await client.dispose();
  await releaseLogs();
});

async function started(databaseUrl: string): Promise<OperatedNode> {
  const node = await operatedNode({ LEDGER_EVENTSTORE_NODE_DATABASE_URL: databaseUrl });
  await node.ready();
  return node;
}

function clientOf({ port }: OperatedNode): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
  clients.push(client);
  return client;
}

const event = (text = '') => jsonEvent({ type: 'T', data: { text } });
const PREFIX = 'eventstore_node_';
const metricsOf = async (node: OperatedNode) => {
  const families = parseExposition((await asked(node, '/metrics')).text);
  return {
    families,
    value: (name: string, labels = {}) => valueOf(families, `${PREFIX}${name}`, labels),
  };
};

test('what was done is what the metrics say', async () => {
  const node = await started(await freshDatabase());
  const client = clientOf(node);
  const before = await metricsOf(node);
  expect(before.value('append_duration_seconds_count', { outcome: 'appended' })).toBe(0);
  expect(before.value('committed_position')).toBe(0);

  await client.appendToStream('s', event('1'));
  await client.appendToStream('s', [event('2'), event('3')]);
  const last = await client.appendToStream('other', [event('4'), event('5'), event('6')]);
  await expect(
    client.appendToStream('s', event(), { expectedRevision: NO_STREAM }),
  ).rejects.toBeInstanceOf(WrongExpectedVersionError);
  await expect(client.appendToStream('s', event('x'.repeat(1_048_576)))).rejects.toBeInstanceOf(
    MaxAppendSizeExceededError,
  );

  const found: string[] = [];
  for await (const { event: read } of client.readAll()) found.push(read?.id ?? '');
  expect(found).toHaveLength(6);
  const missing = client.readStream('none');
  await expect(missing[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(StreamNotFoundError);

  const whole = client.subscribeToAll({ fromPosition: START });
  const one = client.subscribeToStream('s', { fromRevision: START });
  for (const subscription of [whole, one]) subscription.on('error', () => undefined);
  await Promise.all(
    [whole, one].map(
      (subscription) => new Promise<void>((resolve) => subscription.once('caughtUp', resolve)),
    ),
  );

  const { families, value } = await metricsOf(node);
  for (const [outcome, count] of Object.entries({ appended: 3, conflict: 1, refused: 1 }))
    expect([outcome, value('append_duration_seconds_count', { outcome })]).toEqual([
      outcome,
      count,
    ]);
  expect(value('append_duration_seconds_count', { outcome: 'timedOut' })).toBe(0);
  expect(value('events_written_total')).toBe(6);
  // Six times {"text":"1"}, without metadata.
  expect(value('written_bytes_total')).toBe(72);
  // The conflict wrote nothing.
  expect(value('group_appends_sum')).toBe(3);
  expect(value('group_events_sum')).toBe(6);
  expect(value('commit_duration_seconds_count')).toBe(value('group_appends_count'));
  expect(value('events_sent_total', { to: 'reader' })).toBe(6);
  expect(value('events_sent_total', { to: 'subscriber' })).toBe(9);
  expect(value('read_duration_seconds_count', { status: 'OK' })).toBe(2);
  expect(value('subscriptions', { source: 'log' })).toBe(1);
  expect(value('subscriptions', { source: 'stream' })).toBe(1);
  // The official client's one batch append, and the subscriptions.
  expect(value('open_calls')).toBe(3);
  expect(value('committed_position')).toBe(Number(last.position?.commit));
  expect([value('subscription_lag_positions'), value('subscription_lag_seconds')]).toEqual([0, 0]);
  expect([value('appends_waiting'), value('appends_waiting_bytes')]).toEqual([0, 0]);
  expect(value('writer_up')).toBe(1);
  expect(value('calls_denied_total')).toBe(0);
  expect(valueOf(families, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);

  await whole.unsubscribe();
  await one.unsubscribe();
  const ended = async () =>
    (await metricsOf(node)).value('subscriptions_ended_total', { status: 'CANCELLED' }) ?? 0;
  while ((await ended()) < 2) await new Promise(setImmediate);
  const after = await metricsOf(node);
  expect(after.value('subscriptions', { source: 'log' })).toBe(0);
});

/** A histogram's samples by all its labels but the bound of the bucket, in the order they stand in. */
function histogramsIn({ samples }: Family): readonly (readonly Sample[])[] {
  const byLabels = new Map<string, Sample[]>();
  for (const sample of samples) {
    const labels = Object.entries(sample.labels).filter(([key]) => key !== 'le');
    const key = JSON.stringify(labels.sort());
    byLabels.set(key, [...(byLabels.get(key) ?? []), sample]);
  }
  return [...byLabels.values()];
}

test('every metric of the node says what it is, and its histograms add up', async () => {
  const node = await started(await freshDatabase());
  const client = clientOf(node);
  for (let n = 0; n < 50; n += 1) await client.appendToStream('s', event());
  const answer = await asked(node, '/metrics');
  expect(answer).toMatchObject({
    status: 200,
    type: 'text/plain; version=0.0.4; charset=utf-8',
  });
  const families = [...parseExposition(answer.text).values()];
  const own = families.filter(({ name }) => name.startsWith(PREFIX));
  expect(own.length).toBeGreaterThan(15);
  for (const { name, help, type } of own) {
    expect(help).toMatch(/^[A-Z0-9].*\.$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
  }
  const histograms = own.filter(({ type }) => type === 'histogram').flatMap(histogramsIn);
  // Five ends of appends, and three of groups: nothing was read.
  expect(histograms).toHaveLength(8);
  for (const samples of histograms) {
    const buckets = samples.filter(({ labels }) => 'le' in labels).map(({ value }) => value);
    expect(buckets).toEqual([...buckets].sort((one, two) => one - two));
    expect(buckets.at(-1)).toBe(samples.find(({ name }) => name.endsWith('_count'))?.value);
  }
});

test('health is told over HTTP, and what else is asked is refused', async () => {
  const node = await started(await freshDatabase());
  const json = 'application/json; charset=utf-8';
  expect(await asked(node, '/health/live')).toEqual({
    ...{ status: 200, type: json, text: '{"status":"live"}' },
  });
  expect(await asked(node, '/health/ready?verbose')).toEqual({
    ...{ status: 200, type: json, text: '{"status":"ready"}' },
  });
  expect(await asked(node, '/health/ready', 'HEAD')).toMatchObject({ status: 200, text: '' });
  expect(await asked(node, '/metrics', 'POST')).toMatchObject({ status: 405 });
  expect(await asked(node, '/')).toMatchObject({ status: 404 });
});

test('a node whose database hangs is alive and not ready, and a second SIGTERM ends it at once', async () => {
  const databaseUrl = await freshDatabase();
  const node = await started(databaseUrl);
  const client = clientOf(node);
  await client.appendToStream('s', event());
  const whole = client.subscribeToAll({ fromPosition: START });
  whole.on('error', () => undefined);
  await new Promise((resolve) => whole.once('caughtUp', resolve));
  const log = await lockedLog(databaseUrl);
  expect(await asked(node, '/health/ready')).toMatchObject({
    status: 503,
    text: '{"status":"notReady","why":"PostgreSQL did not answer within 2000 ms."}',
  });
  expect(await asked(node, '/health/live')).toMatchObject({ status: 200 });
  // What needs no database is counted, and nothing here waits for one.
  expect((await metricsOf(node)).value('writer_up')).toBe(1);
  const pending = client.appendToStream('s', event()).catch((error: unknown) => error);
  // The question after its health waits too.
  await log.waitedFor(2);
  node.child.kill('SIGTERM');
  const stopping = '{"status":"notReady","why":"The event store node is stopping."}';
  while ((await asked(node, '/health/ready')).text !== stopping) await new Promise(setImmediate);
  expect((await metricsOf(node)).value('writer_up')).toBe(0);
  node.child.kill('SIGTERM');
  expect(await node.ended).toEqual({ code: null, signal: 'SIGTERM' });
  expect(await pending).toBeInstanceOf(UnavailableError);
});

test('asked to stop while its database hangs, it says what is not known and ends with 1', async () => {
  const databaseUrl = await freshDatabase();
  const node = await started(databaseUrl);
  const client = clientOf(node);
  await client.appendToStream('s', event());
  const log = await lockedLog(databaseUrl);
  const pending = client
    .appendToStream('s', event(), { deadline: 30_000 })
    .catch((error: unknown) => error);
  await log.waitedFor(1);
  node.child.kill('SIGTERM');
  const error = await pending;
  expect(error).toBeInstanceOf(UnavailableError);
  expect(String(error)).toContain('whether appends under way were written is not known');
  expect(await node.ended).toEqual({ code: 1, signal: null });
  expect(node.lines('cannot go on')).toMatchObject([
    { err: { message: expect.stringContaining('PostgreSQL did not answer while') as string } },
  ]);
});
