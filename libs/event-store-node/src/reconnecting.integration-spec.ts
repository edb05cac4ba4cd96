// A subscription ends in one of three ways: its client cancels it, its client dies, or the node stops.
import {
  EventStoreDBClient,
  jsonEvent,
  type Position,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { z } from 'zod';
import { type EventStoreNode, startEventStoreNode } from '#event-store-node';
import { freshDatabase } from '../../../test/support/fresh-database';
import { BatchCall, protocolClient, unaryAppend } from '../../../test/support/event-store-appends';
import { ReadCall } from '../../../test/support/event-store-reads';
import { TcpRelay } from '../../../test/support/tcp-relay';
import { PostgresEventStorage } from './storage/postgres-event-storage';

const ROUNDS = 3;
const EVENTS_A_ROUND = 60;

let databaseUrl: string;
let node: EventStoreNode;
let listening = 0;

beforeAll(async () => {
  // Counts who listens to commits, beside what the storage does.
  const spy = jest.spyOn(PostgresEventStorage.prototype, 'onCommit');
  const onCommit = spy.getMockImplementation();
  spy.mockImplementation(function (this: PostgresEventStorage, listener) {
    listening += 1;
    const silence = onCommit?.call(this, listener);
    return () => {
      listening -= 1;
      silence?.();
    };
  });
  databaseUrl = await freshDatabase();
  node = await startEventStoreNode({
    databaseUrl,
    host: '127.0.0.1',
    port: 0,
    now: () => Date.now(),
  });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await node.stop();
});

const clientOf = ({ port }: EventStoreNode) =>
  EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
const posted = (n: number) => jsonEvent({ type: 'Posted', data: { n } });
const data = z.object({ n: z.number() });
type Posted = Readonly<{ n: number; position: Position }>;
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

async function untilNothingIsOpen(): Promise<void> {
  for (let tries = 0; tries < 200 && (node.state().openCalls > 0 || listening > 0); tries += 1)
    await pause();
  const { openCalls, subscriptions } = node.state();
  expect({ openCalls, subscriptions, listening }).toEqual({
    openCalls: 0,
    subscriptions: { stream: 0, log: 0 },
    listening: 0,
  });
}

/** A subscription of each kind and a call of appends, all of one connection. */
async function openCalls() {
  const raw = protocolClient(node.port);
  const reads = [
    new ReadCall(raw, { subscription: true }),
    new ReadCall(raw, { subscription: true, from: 'end' }),
    new ReadCall(raw, { subscription: true, stream: 'some' }),
    new ReadCall(raw, { subscription: true, stream: 'other', from: 'end' }),
  ];
  const appends = new BatchCall(raw).send({ stream: 'some' }, { stream: 'begun', final: false });
  await appends.answered(1);
  for (const index of [0, 2]) await reads[index]?.until((told) => told.includes('caughtUp'));
  for (const index of [1, 3]) await reads[index]?.until((told) => told.includes('confirmation'));
  expect(node.state().openCalls).toBe(5);
  expect(listening).toBeGreaterThan(0);
  return { raw, calls: [...reads, appends] };
}

test('of calls that are cancelled nothing is left', async () => {
  const { raw, calls } = await openCalls();
  for (const call of calls) call.cancel();
  await untilNothingIsOpen();
  raw.close();
});

test('of calls whose connection is cut nothing is left', async () => {
  const relay = await TcpRelay.start(
    () => node.port,
    ({ client, upstream }) => {
      client.pipe(upstream).pipe(client);
    },
  );
  const raw = protocolClient(relay.port);
  const reads = [
    new ReadCall(raw, { subscription: true }),
    new ReadCall(raw, { subscription: true, stream: 'some' }),
  ];
  const appends = new BatchCall(raw).send({ stream: 'begun', final: false });
  for (const call of reads) await call.until((told) => told.includes('caughtUp'));
  await relay.close();
  for (const call of reads) await call.finished();
  await appends.until(({ failure }) => failure !== undefined);
  await untilNothingIsOpen();
  raw.close();
});

test('a slow reader that leaves while the node waits for it is forgotten', async () => {
  const raw = protocolClient(node.port);
  const large = Array.from({ length: 10 }, () => ({ data: Buffer.alloc(100_000) }));
  for (let n = 0; n < 3; n += 1) await unaryAppend(raw, 'large', 'any', large);
  const slow = new ReadCall(raw, { stream: 'large', subscription: true });
  slow.call.pause();
  await pause();
  slow.cancel();
  await untilNothingIsOpen();
  raw.close();
});

/** Reads a subscription to the log on from the last position seen, until it ends or `enough` have been seen. */
async function followFrom(seen: Posted[], enough: number): Promise<void> {
  const client = clientOf(node);
  const subscription = client.subscribeToAll({
    fromPosition: seen.at(-1)?.position ?? START,
    filter: streamNameFilter({ prefixes: ['told-'] }),
  });
  try {
    for await (const { event } of subscription) {
      if (event !== undefined) seen.push({ ...data.parse(event.data), position: event.position });
      if (seen.length >= enough) return;
    }
  } catch {
    // The node was stopped: its end is no other to a subscriber than that of a network.
  } finally {
    await client.dispose();
  }
}

test('a subscriber that goes on after its last position loses and repeats nothing when the node starts again', async () => {
  const seen: Posted[] = [];
  let appended = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const enough = round * EVENTS_A_ROUND;
    const following = followFrom(seen, round === ROUNDS ? enough : Infinity);
    const writer = clientOf(node);
    for (; appended < enough; appended += 1)
      await writer.appendToStream(`told-${appended % 3}`, posted(appended));
    await writer.dispose();
    if (round < ROUNDS) {
      await node.stop();
      node = await startEventStoreNode({
        databaseUrl,
        host: '127.0.0.1',
        port: 0,
        now: () => Date.now(),
      });
    }
    await following;
  }
  const numbers = Array.from({ length: ROUNDS * EVENTS_A_ROUND }, (_, n) => n);
  expect(seen.map(({ n }) => n)).toEqual(numbers);
  await untilNothingIsOpen();
});
