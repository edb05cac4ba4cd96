import {
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { freshDatabase } from '../../../test/support/fresh-database';
import { type EventStoreNode, startEventStoreNode } from './event-store-node';

let node: EventStoreNode;
let client: EventStoreDBClient;

beforeAll(async () => {
  node = await startEventStoreNode({
    databaseUrl: await freshDatabase(),
    host: '127.0.0.1',
    port: 0,
  });
  client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
});
afterAll(async () => {
  await client.dispose();
  await node.stop();
});

const posted = (n: number, type = 'Posted') =>
  jsonEvent({ type, data: { n, amount: '1.10' }, metadata: { cause: `c${n}` } });

test('what was appended is read back as it came', async () => {
  const appended = await client.appendToStream('plain-1', [posted(1), posted(2)], {
    expectedRevision: NO_STREAM,
  });
  expect(appended.nextExpectedRevision).toBe(1n);
  const events = [];
  for await (const { event } of client.readStream('plain-1')) events.push(event);
  expect(events).toMatchObject([
    { revision: 0n, type: 'Posted', data: { n: 1, amount: '1.10' }, metadata: { cause: 'c1' } },
    { revision: 1n, data: { n: 2 }, isJson: true, position: appended.position },
  ]);
});

test('subscriptions to a stream and to the log see what is there and what comes', async () => {
  await client.appendToStream('live-1', [posted(1)]);
  const seen: bigint[] = [];
  const ofAll: string[] = [];
  const stream = client.subscribeToStream('live-1', { fromRevision: START });
  const all = client.subscribeToAll({
    fromPosition: START,
    filter: streamNameFilter({ prefixes: ['live-'] }),
  });
  const done = new Promise<void>((resolve) => {
    stream.on('data', ({ event }) => event && seen.push(event.revision));
    all.on('data', ({ event }) => {
      if (event) ofAll.push(`${event.streamId}@${event.revision}`);
      if (ofAll.length === 3 && seen.length === 2) resolve();
    });
  });
  await new Promise((resolve) => all.once('caughtUp', resolve));
  await client.appendToStream('live-1', [posted(2)]);
  await client.appendToStream('live-2', [posted(3)]);
  await done;
  expect(seen).toEqual([0n, 1n]);
  expect(ofAll).toEqual(['live-1@0', 'live-1@1', 'live-2@0']);
  await stream.unsubscribe();
  await all.unsubscribe();
});
