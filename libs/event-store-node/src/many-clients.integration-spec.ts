// Many clients at once, and several in one process.
import { randomUUID } from 'node:crypto';
import {
  EventStoreDBClient,
  END,
  jsonEvent,
  NO_STREAM,
  type StreamSubscription,
} from '@eventstore/db-client';
import { Client } from 'pg';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';

const CLIENTS = 200;

let node: NodeUnderTest;
let other: NodeUnderTest;

beforeAll(async () => {
  [node, other] = await Promise.all([startNodeUnderTest(), startNodeUnderTest()]);
});
afterAll(async () => {
  await Promise.all([node.close(), other.close()]);
});

const clientOf = ({ node: { port } }: NodeUnderTest) =>
  EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
const posted = (n = 0, id: string = randomUUID()) => jsonEvent({ id, type: 'Posted', data: { n } });
type Posted = ReturnType<typeof posted>;
const confirmed = (subscription: NodeJS.EventEmitter) =>
  new Promise<void>((resolve) => subscription.once('confirmation', resolve));

async function numbersOf(client: EventStoreDBClient, stream: string) {
  const numbers: unknown[] = [];
  for await (const { event } of client.readStream<Posted>(stream)) numbers.push(event?.data.n);
  return numbers;
}

/** The next event of a subscription. */
function nextOf(subscription: StreamSubscription): Promise<string | undefined> {
  return new Promise((resolve) => {
    subscription.on('data', ({ event }) => {
      resolve(event?.id);
    });
  });
}

test(`${CLIENTS} clients append, read and subscribe at once, each over its own connection`, async () => {
  const clients = Array.from({ length: CLIENTS }, () => clientOf(node));
  const subscriptions = clients.map((client) =>
    client.subscribeToStream('shared', { fromRevision: END }),
  );
  await Promise.all(subscriptions.map(confirmed));
  const heard = subscriptions.map(nextOf);
  await Promise.all(
    clients.map(async (client, n) => {
      await client.appendToStream(`own-${n}`, posted(n), { expectedRevision: NO_STREAM });
      expect(await numbersOf(client, `own-${n}`)).toEqual([n]);
    }),
  );
  const event = posted();
  await node.client.appendToStream('shared', event);
  expect(await Promise.all(heard)).toEqual(Array.from({ length: CLIENTS }, () => event.id));
  await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
  await Promise.all(clients.map((client) => client.dispose()));
  let positions = 0;
  for await (const { event: read } of node.client.readAll())
    if (read?.streamId.startsWith('own-') === true) positions += 1;
  expect(positions).toBe(CLIENTS);
});

test('two clients of one process, of two nodes, do not hear of each other', async () => {
  const subscribed = [node, other].map(({ client }) =>
    client.subscribeToStream<Posted>('both', { fromRevision: END }),
  );
  await Promise.all(subscribed.map(confirmed));
  const seen: number[][] = [[], []];
  const all = Promise.all(
    subscribed.map(
      (subscription, index) =>
        new Promise<void>((resolve) => {
          subscription.on('data', ({ event }) => {
            seen[index]?.push(event?.data.n ?? -1);
            if (seen[index]?.length === 100) resolve();
          });
        }),
    ),
  );
  for (let n = 0; n < 100; n += 10)
    await Promise.all(
      [node, other].flatMap(({ client }, index) =>
        Array.from({ length: 10 }, (_, step) =>
          client.appendToStream('both', posted(1_000 * index + n + step)),
        ),
      ),
    );
  await all;
  const numbers = Array.from({ length: 100 }, (_, n) => n);
  expect(seen.map((list) => list.toSorted((a, b) => a - b))).toEqual([
    numbers,
    numbers.map((n) => 1_000 + n),
  ]);
  expect(await numbersOf(other.client, 'both')).toEqual(seen[1]);
  await Promise.all(subscribed.map((subscription) => subscription.unsubscribe()));
});

test('a client that is disposed fails the appends under way of every client of its process, which the node has written', async () => {
  const [leaving, staying] = [clientOf(node), clientOf(node)];
  await leaving.appendToStream('leaving', posted());
  await staying.appendToStream('staying', posted());
  const session = new Client({ connectionString: node.databaseUrl });
  await session.connect();
  await session.query('begin; lock table event_store.event in access exclusive mode');
  const event = posted(1);
  const appending = staying.appendToStream('staying', event, { expectedRevision: 0n });
  // The defects are the client's: its table of appends under way is one for the process, and an answer to one that is
  // no longer there throws where nobody can catch it.
  const refused = expect(appending).rejects.toThrow('Cancelled on client');
  while (node.node.state().waiting.appends === 0 && !(await isWriting(session)))
    await new Promise(setImmediate);
  await leaving.dispose();
  await refused;
  await staying.dispose();
  await session.query('rollback');
  await session.end();
  const again = clientOf(node);
  const { nextExpectedRevision } = await again.appendToStream('staying', event, {
    expectedRevision: 0n,
  });
  expect(nextExpectedRevision).toBe(1n);
  expect(await numbersOf(again, 'staying')).toEqual([0, 1]);
  await again.dispose();
});

/** Whether another session waits for the table that this one holds. */
async function isWriting(session: Client): Promise<boolean> {
  const { rowCount } = await session.query(
    `select from pg_locks where not granted
     and database = (select oid from pg_database where datname = current_database())`,
  );
  return (rowCount ?? 0) > 0;
}
