// Readers that stop reading while much goes by: the node, a process of its own here, keeps it for nobody.
import { type StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { protocolClient, unaryAppend } from '../../../test/support/event-store-appends';
import { type NodeProcess, startNodeProcess } from '../../../test/support/event-store-process';
import { ReadCall, type Reading } from '../../../test/support/event-store-reads';

const MEBIBYTE = 1_048_576;
/** Ten in an append, which is as large as an append may be. */
const EVENTS = 800;
const LARGE = { data: Buffer.alloc(100_000, 'x') };
const APPEND = Array.from({ length: 10 }, () => LARGE);
/** The last events committed are kept for all (32 MiB), and a page or two for each reader. */
const HELD_MAX = 130 * MEBIBYTE;

let node: NodeProcess;
const clients: StreamsClient[] = [];

beforeAll(async () => {
  node = await startNodeProcess();
});
afterAll(async () => {
  for (const client of clients) client.close();
  await node.kill();
});

/** A reader with a connection of its own. */
function reader(reading: Reading): ReadCall {
  const client = protocolClient(node.port);
  clients.push(client);
  return new ReadCall(client, reading);
}

/** Lets a reader take what fits its buffers, and no more. */
function stopped(reading: Reading): ReadCall {
  const call = reader(reading);
  call.call.pause();
  return call;
}

async function append(stream: string, count: number): Promise<void> {
  const writer = protocolClient(node.port);
  for (let n = 0; n < count; n += 20)
    await Promise.all([0, 1].map(() => unaryAppend(writer, stream, 'any', APPEND)));
  writer.close();
}

const revisions = (told: readonly string[]) => told.filter((word) => word.endsWith(':T'));
const inOrder = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `${from + n}:T`);

test('subscribers and readers that stop cost no memory, slow nobody, and get all in order once they go on', async () => {
  const slow = [
    stopped({ stream: 'much', subscription: true }),
    stopped({ from: 'end', subscription: true }),
  ];
  const live = reader({ stream: 'much', subscription: true, from: 'end' });
  await live.until((told) => told.length === 1);
  await append('much', EVENTS);
  expect(revisions(await live.until((told) => revisions(told).length === EVENTS))).toEqual(
    inOrder(0, EVENTS),
  );
  const reading = stopped({ stream: 'much', count: EVENTS });
  const quick = performance.now();
  await append('much', 20);
  expect(performance.now() - quick).toBeLessThan(5_000);
  expect(await node.memory()).toBeLessThan(HELD_MAX);
  for (const call of [...slow, reading]) call.call.resume();
  for (const call of slow)
    expect(revisions(await call.until((told) => revisions(told).length === EVENTS + 20))).toEqual(
      inOrder(0, EVENTS + 20),
    );
  expect(await reading.finished()).toEqual(inOrder(0, EVENTS));
  for (const call of [...slow, live]) call.cancel();
});
