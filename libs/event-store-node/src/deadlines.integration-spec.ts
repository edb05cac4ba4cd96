// What a client sees that waits for a bounded time, while PostgreSQL keeps the node waiting.
import {
  DeadlineExceededError,
  type EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
} from '@eventstore/db-client';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type ServiceError, status } from '@grpc/grpc-js';
import { Client } from 'pg';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';

let node: NodeUnderTest;
let client: EventStoreDBClient;
let session: Client;

beforeAll(async () => {
  node = await startNodeUnderTest();
  ({ client } = node);
  await client.appendToStream('warm', posted());
  session = new Client({ connectionString: node.databaseUrl });
  await session.connect();
});
afterAll(async () => {
  await session.end();
  await node.close();
});
beforeEach(() => session.query('begin; lock table event_store.event in access exclusive mode'));
afterEach(() => session.query('rollback'));

const posted = () => jsonEvent({ type: 'Posted', data: {} });
const CREDENTIALS = { credentials: { username: 'u', password: 'p' } };

async function idsOf(stream: string) {
  const ids: string[] = [];
  for await (const { event } of client.readStream(stream)) if (event) ids.push(event.id);
  return ids;
}

test.each([
  ['batched', {}],
  ['unary', CREDENTIALS],
])(
  'an append that is late (%s) fails as such, and sending it again writes it once',
  async (how, options) => {
    const stream = `late-${how}`;
    const event = posted();
    const expecting = { expectedRevision: NO_STREAM, ...options } as const;
    const before = performance.now();
    const refused = client.appendToStream(stream, event, { ...expecting, deadline: 300 });
    await expect(refused).rejects.toThrow(DeadlineExceededError);
    expect(performance.now() - before).toBeLessThan(2_000);
    await session.query('rollback');
    await client.appendToStream(stream, event, expecting);
    expect(await idsOf(stream)).toEqual([event.id]);
  },
);

test('a read that is late fails as such, and the next one is served', async () => {
  const request = new ReadReq().setOptions(
    new ReadReq.Options()
      .setAll(new ReadReq.Options.AllOptions().setStart(new Empty()))
      .setNoFilter(new Empty())
      .setCount('1'),
  );
  const call = node.raw.read(request, { deadline: Date.now() + 300 }).resume();
  const failure = await new Promise<ServiceError>((resolve) => call.once('error', resolve));
  expect(failure.code).toBe(status.DEADLINE_EXCEEDED);
  await session.query('rollback');
  expect(await idsOf('warm')).toHaveLength(1);
});

test('an append within its deadline is written when PostgreSQL goes on', async () => {
  const appending = client.appendToStream('in-time', posted(), { deadline: 20_000 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await session.query('rollback');
  expect(await appending).toMatchObject({ success: true, nextExpectedRevision: 0n });
});
