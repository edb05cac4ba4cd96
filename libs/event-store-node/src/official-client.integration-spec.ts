// What the official client, unmodified, sees of the node.
import {
  AccessDeniedError,
  ANY,
  BACKWARDS,
  binaryEvent,
  END,
  EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  type Filter,
  FORWARDS,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  type Position,
  START,
  STREAM_EXISTS,
  streamNameFilter,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';

let node: NodeUnderTest;
let client: EventStoreDBClient;

beforeAll(async () => {
  node = await startNodeUnderTest();
  ({ client } = node);
});
afterAll(() => node.close());

const posted = (n: number, type = 'Posted') =>
  jsonEvent({ type, data: { n, amount: '1.10' }, metadata: { cause: `c${n}` } });

async function revisions(events: AsyncIterable<{ event?: { revision: bigint } }>) {
  const seen: bigint[] = [];
  for await (const { event } of events) if (event !== undefined) seen.push(event.revision);
  return seen;
}

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

test('bytes, and texts of any language, come back unchanged', async () => {
  const bytes = Buffer.from([0, 1, 255, 92, 34]);
  await client.appendToStream('bytes-日本 √', [
    binaryEvent({ type: 'Bytes', data: bytes, metadata: bytes }),
    jsonEvent({ type: 'Täxt', data: { text: '日本 "€" \\ \n {},' } }),
  ]);
  const events = [];
  for await (const { event } of client.readStream('bytes-日本 √')) events.push(event);
  expect(events).toMatchObject([
    { streamId: 'bytes-日本 √', isJson: false, data: new Uint8Array(bytes) },
    { type: 'Täxt', data: { text: '日本 "€" \\ \n {},' } },
  ]);
});

test.each([{}, { credentials: { username: 'admin', password: 'changeit' } }])(
  'a conflict names the stream and both revisions (%j)',
  async (options) => {
    const stream = `conflict-${Object.keys(options).length}`;
    await client.appendToStream(stream, [posted(1), posted(2)], options);
    for (const expectedRevision of [NO_STREAM, 0n, 7n] as const) {
      const refused = client.appendToStream(stream, posted(9), { ...options, expectedRevision });
      await expect(refused).rejects.toThrow(WrongExpectedVersionError);
      await expect(refused).rejects.toMatchObject({ streamName: stream, actualVersion: 1n });
    }
    await expect(
      client.appendToStream('nowhere', posted(9), { ...options, expectedRevision: STREAM_EXISTS }),
    ).rejects.toMatchObject({ actualVersion: 'no_stream' });
  },
);

test.each([ANY, NO_STREAM, STREAM_EXISTS] as const)(
  'an append repeated with the same ids answers the first result and writes nothing (%s)',
  async (expectedRevision) => {
    const stream = `again-${expectedRevision}`;
    const event = posted(1);
    const first = await client.appendToStream(stream, event);
    await client.appendToStream(stream, posted(2));
    expect(await client.appendToStream(stream, event, { expectedRevision })).toEqual(first);
    expect(await revisions(client.readStream(stream))).toEqual([0n, 1n]);
  },
);

test('a stream is read both ways, from anywhere, up to a count', async () => {
  await client.appendToStream('ways', [posted(0), posted(1), posted(2), posted(3)]);
  const read = (options: object) => revisions(client.readStream('ways', options));
  expect(await read({ direction: BACKWARDS, fromRevision: END, maxCount: 2 })).toEqual([3n, 2n]);
  expect(await read({ direction: BACKWARDS, fromRevision: 1n })).toEqual([1n, 0n]);
  expect(await read({ direction: FORWARDS, fromRevision: 2n })).toEqual([2n, 3n]);
  expect(await read({ direction: FORWARDS, fromRevision: 1n, maxCount: 2 })).toEqual([1n, 2n]);
});

test('a stream that is not there is said not to be found', async () => {
  await expect(revisions(client.readStream('missing'))).rejects.toThrow(StreamNotFoundError);
  expect(await client.getStreamMetadata('missing')).toEqual({ streamName: 'missing' });
});

test('a long stream is read whole across pages, in order', async () => {
  const count = 2_500;
  for (let done = 0; done < count; done += 500)
    await client.appendToStream(
      'long',
      Array.from({ length: 500 }, (_, index) => posted(done + index)),
    );
  const expected = Array.from({ length: count }, (_, index) => BigInt(index));
  expect(await revisions(client.readStream('long'))).toEqual(expected);
  const back = client.readStream('long', { direction: BACKWARDS, fromRevision: END });
  expect(await revisions(back)).toEqual(expected.toReversed());
});

test('the log is in the order of commits, and its positions have gaps', async () => {
  const last = await client.appendToStream('order', [posted(1), posted(2)]);
  const positions: bigint[] = [];
  for await (const { event } of client.readAll()) if (event) positions.push(event.position.commit);
  expect(positions.at(-1)).toBe(last.position?.commit);
  for (const [index, position] of positions.slice(1).entries())
    expect(position).toBeGreaterThan((positions[index] ?? 0n) + 1n);
});

test('subscriptions to a stream and to the log see what is there and what comes', async () => {
  await client.appendToStream('live-1', [posted(1)]);
  const ofStream: bigint[] = [];
  const ofLog: string[] = [];
  const stream = client.subscribeToStream('live-1', { fromRevision: START });
  const log = client.subscribeToAll({ fromPosition: START, filter: excludeSystemEvents() });
  const done = new Promise<void>((resolve) => {
    const look = () => {
      if (ofLog.length === 3 && ofStream.length === 2) resolve();
    };
    stream.on('data', ({ event }) => {
      if (event) ofStream.push(event.revision);
      look();
    });
    log.on('data', ({ event }) => {
      if (event?.streamId.startsWith('live-') === true)
        ofLog.push(`${event.streamId}@${event.revision}`);
      look();
    });
  });
  await new Promise((resolve) => log.once('caughtUp', resolve));
  await client.appendToStream('live-1', [posted(2)]);
  await client.appendToStream('live-2', [posted(3)]);
  await done;
  expect(ofStream).toEqual([0n, 1n]);
  expect(ofLog).toEqual(['live-1@0', 'live-1@1', 'live-2@0']);
  await stream.unsubscribe();
  await log.unsubscribe();
});

test('an append above the size limit is refused with the limit, and the client goes on', async () => {
  const large = Array.from({ length: 3 }, () =>
    jsonEvent({ type: 'Large', data: { text: 'x'.repeat(600_000) } }),
  );
  const refused = client.appendToStream('large', large);
  await expect(refused).rejects.toThrow(MaxAppendSizeExceededError);
  await expect(refused).rejects.toMatchObject({ maxAppendSize: 1_048_576 });
  await client.appendToStream('large', posted(1), { expectedRevision: NO_STREAM });
});

test('a client that discovers its node by gossip finds it', async () => {
  const discovering = EventStoreDBClient.connectionString(
    `esdb+discover://127.0.0.1:${node.node.port}?tls=false`,
  );
  await discovering.appendToStream('discovered', posted(1), { expectedRevision: NO_STREAM });
  await discovering.dispose();
});

test('deleting, tombstones and metadata are refused as access denied', async () => {
  await client.appendToStream('kept', posted(1));
  const denied = { type: 'access-denied' };
  await expect(client.deleteStream('kept')).rejects.toMatchObject(denied);
  await expect(client.tombstoneStream('kept')).rejects.toMatchObject(denied);
  await expect(client.setStreamMetadata('kept', { maxCount: 1 })).rejects.toMatchObject(denied);
  expect(await revisions(client.readStream('kept'))).toEqual([0n]);
});

test.each([{}, { credentials: { username: 'admin', password: 'changeit' } }])(
  'an append to a metadata stream is refused as access denied (%j)',
  async (options) => {
    for (const expectedRevision of [ANY, NO_STREAM, STREAM_EXISTS, 0n] as const) {
      const refused = client.appendToStream('$$kept', posted(1), { ...options, expectedRevision });
      await expect(refused).rejects.toThrow(AccessDeniedError);
    }
    await expect(revisions(client.readStream('$$kept'))).rejects.toThrow(StreamNotFoundError);
  },
);

test.each([ANY, NO_STREAM, 0n, 7n] as const)(
  'a stream is not deleted, whatever is expected of it (%s)',
  async (expectedRevision) => {
    await client.appendToStream('kept-too', posted(1));
    const options = { expectedRevision };
    await expect(client.deleteStream('kept-too', options)).rejects.toThrow(AccessDeniedError);
    await expect(client.tombstoneStream('kept-too', options)).rejects.toThrow(AccessDeniedError);
    const metadata = client.setStreamMetadata('kept-too', { truncateBefore: 9 }, options);
    await expect(metadata).rejects.toThrow(AccessDeniedError);
    expect((await revisions(client.readStream('kept-too'))).at(0)).toBe(0n);
  },
);

/** What a subscription to the whole log sees through a filter, as `stream:type`. */
async function seenThrough(filter: Filter) {
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  const seen: string[] = [];
  subscription.on('data', ({ event }) => {
    if (event !== undefined) seen.push(`${event.streamId}:${event.type}`);
  });
  await new Promise((resolve) => subscription.once('caughtUp', resolve));
  await subscription.unsubscribe();
  return seen;
}

test('filters on stream names and event types, by prefix and by expression, and without system events', async () => {
  await client.appendToStream('filter-a', [posted(1, 'One'), posted(2, 'Two')]);
  await client.appendToStream('$filter-b', [posted(3, 'One'), posted(4, '$Three')]);
  const one = await seenThrough(streamNameFilter({ prefixes: ['filter-', '$filter-'] }));
  expect(one).toEqual(['filter-a:One', 'filter-a:Two', '$filter-b:One', '$filter-b:$Three']);
  expect(await seenThrough(streamNameFilter({ regex: 'ilter-(a|c)$' }))).toEqual([
    'filter-a:One',
    'filter-a:Two',
  ]);
  expect(await seenThrough(eventTypeFilter({ prefixes: ['$T', 'Tw'] }))).toEqual([
    'filter-a:Two',
    '$filter-b:$Three',
  ]);
  expect(await seenThrough(eventTypeFilter({ regex: '^(O|Z)ne$' }))).toEqual([
    'filter-a:One',
    '$filter-b:One',
  ]);
  const users = await seenThrough(excludeSystemEvents());
  expect(users).toEqual(expect.arrayContaining(['filter-a:One', '$filter-b:One']));
  expect(users).not.toContain('$filter-b:$Three');
});

test('a filtered subscription hears of checkpoints, and one that goes on from there misses nothing', async () => {
  const position = await new Promise<Position>((resolve) => {
    const filter = streamNameFilter({
      prefixes: ['checked-'],
      maxSearchWindow: 5,
      checkpointInterval: 1,
      checkpointReached: (subscription, checkpoint) => {
        void subscription.unsubscribe().then(() => {
          resolve(checkpoint);
        });
      },
    });
    client.subscribeToAll({ fromPosition: END, filter }).once('caughtUp', () => {
      const noise = Array.from({ length: 5 }, (_, n) => posted(n));
      void client.appendToStream('unchecked', noise);
    });
  });
  await client.appendToStream('checked-1', posted(1));
  const filter = streamNameFilter({ prefixes: ['checked-', 'unchecked'] });
  const subscription = client.subscribeToAll({ fromPosition: position, filter });
  const first = await new Promise<string | undefined>((resolve) => {
    subscription.once('data', ({ event }) => {
      resolve(event?.streamId);
    });
  });
  expect(first).toBe('checked-1');
  await subscription.unsubscribe();
});

test('of many that expect the same revision at once, one wins', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, (_, n) =>
      client.appendToStream('race', posted(n), { expectedRevision: NO_STREAM }),
    ),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await revisions(client.readStream('race'))).toEqual([0n]);
});
