import { randomUUID } from 'node:crypto';
import { protocolClient, unaryAppend } from '../../../test/support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';
import { startCuttingProxy } from '../../../test/support/cutting-proxy';
import { chainedEvents } from '../../../test/support/chained-events';
import { type EventStore, openStore } from './open-store';
import { transfer } from './transfer';
import { StoreUnavailable, TransferNotExact } from './transfer-failures';
import { type EventSource, type TransferredEvent } from './transferred-event';

const ACCOUNTS = ['contoso', 'fabrikam', 'northwind', 'tailspin'];
const EVENTS = chainedEvents(ACCOUNTS, 400);
const WATCH = { now: () => new Date(), saw: () => undefined };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startNode(databaseUrl?: string): Promise<NodeUnderTest> {
  const under = await startNodeUnderTest(databaseUrl);
  closing.push(under.close);
  return under;
}

function opened(port: number): EventStore {
  const store = openStore(`esdb://127.0.0.1:${port}?tls=false`);
  closing.push(store.close);
  return store;
}

async function freshStore(): Promise<EventStore> {
  const { node } = await startNode();
  return opened(node.port);
}

async function eventsOf(store: EventSource): Promise<TransferredEvent[]> {
  const events: TransferredEvent[] = [];
  for await (const page of store.pages()) events.push(...page);
  return events;
}

/** All that a copy keeps, in a form that compares fast. */
const plain = ({ stream, revision, id, type, isJson, data, metadata }: TransferredEvent) =>
  [stream, revision, id, type, isJson, ...[data, metadata].map(latin1)].join(' ');
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

const foreign = (stream: string, data: Buffer, changes: Partial<TransferredEvent> = {}) => ({
  ...{ stream, revision: 0n, id: randomUUID(), type: 'T', isJson: true, createdTicks: 0n },
  ...{ data, metadata: Buffer.alloc(0), ...changes },
});

describe('an event store over its protocol', () => {
  it('gives back what it was given, to the byte and in the order', async () => {
    const store = await freshStore();
    await store.append(EVENTS);
    const found = await eventsOf(store);
    expect(found.map(plain)).toEqual(EVENTS.map(plain));
    expect(found[0]?.createdTicks).toBeGreaterThan(16_000_000_000_000_000n);
  });

  it('touches no byte, whatever it means', async () => {
    const store = await freshStore();
    const events = [
      foreign('odd-1', Buffer.from('{ "b" : 1.0, "a":12345678901234567890,\n"a":2 }')),
      foreign('odd-2', Buffer.from([0, 255, 10, 128]), { isJson: false }),
      foreign('odd-3', Buffer.from('not JSON at all')),
      foreign('odd-4', Buffer.alloc(0), { metadata: Buffer.from('{"x": 1}') }),
      foreign('ström-☃ 5', Buffer.from('{}'), { type: 'Größe ☃' }),
      foreign('odd-6', Buffer.alloc(900_000, 'x')),
    ];
    await store.append(events);
    expect((await eventsOf(store)).map(plain)).toEqual(events.map(plain));
  });

  it('leaves system events out and says how many', async () => {
    const { node } = await startNode();
    const store = opened(node.port);
    const bare = protocolClient(node.port);
    for (const stream of ['$stats-1', 'mine-1', '$stats-1'])
      await unaryAppend(bare, stream, 'any', [{}]);
    bare.close();
    expect((await eventsOf(store)).map(({ stream }) => stream)).toEqual(['mine-1']);
    expect([store.leftOut(), store.share()]).toEqual([2, 1]);
  });

  it('ends a reading where the log ended when it began', async () => {
    const store = await freshStore();
    await store.append(EVENTS.slice(0, 300));
    let events = 0;
    for await (const page of store.pages()) {
      if (events === 0) await store.append(EVENTS.slice(300));
      events += page.length;
    }
    expect(events).toBe(300);
  });

  it('changes nothing by appending what is there', async () => {
    const store = await freshStore();
    await store.append(EVENTS.slice(0, 90));
    await store.append(EVENTS.slice(0, 90));
    expect(await eventsOf(store)).toHaveLength(90);
  });

  it('stops when something else has written where the next event belongs', async () => {
    const { node } = await startNode();
    const store = opened(node.port);
    const bare = protocolClient(node.port);
    await unaryAppend(bare, 'billingAccount-contoso', 'any', [{}]);
    bare.close();
    const failed = store.append(EVENTS);
    await expect(failed).rejects.toThrow(TransferNotExact);
    await expect(failed).rejects.toThrow('billingAccount-contoso from event 0 on has other events');
    await expect(store.append(EVENTS)).rejects.toThrow(TransferNotExact);
  });

  it('says that nobody answers', async () => {
    const store = opened(1);
    const failed = eventsOf(store);
    await expect(failed).rejects.toThrow(StoreUnavailable);
    await expect(failed).rejects.toThrow('The event store at esdb://127.0.0.1:1 cannot be worked');
  });

  it('sends what found no answer again, and it is there once', async () => {
    const { node } = await startNode();
    const proxy = await startCuttingProxy(node.port);
    closing.push(proxy.close);
    const through = opened(proxy.port);
    const source = { name: 'events', pages: () => pagesOf(EVENTS) };
    proxy.cut('answer');
    proxy.cut('request');
    const report = await transfer(source, through, WATCH);
    expect(proxy.cuts()).toBe(2);
    expect(report).toMatchObject({ appended: 1_200, chains: { chained: 4, broken: 0 } });
    expect((await eventsOf(opened(node.port))).map(plain)).toEqual(EVENTS.map(plain));
  });

  it('is copied there and back with identical contents', async () => {
    const [a, b, c] = [await freshStore(), await freshStore(), await freshStore()];
    await a.append(EVENTS);
    const there = await transfer(a, b, WATCH);
    const back = await transfer(b, c, WATCH);
    expect(back.log).toEqual(there.log);
    expect((await eventsOf(c)).map(plain)).toEqual(EVENTS.map(plain));
  });
});

async function* pagesOf(events: readonly TransferredEvent[]) {
  for (let from = 0; from < events.length; from += 250)
    yield await Promise.resolve(events.slice(from, from + 250));
}
