import { type EventSource, openStore, type TransferredEvent } from '#event-transfer';
import { sleep } from '#platform';
import { startCuttingProxy } from '../../../../test/support/cutting-proxy';
import { chainedEvents } from '../../../../test/support/chained-events';
import { type NodeUnderTest, startNodeUnderTest } from '../../../../test/support/event-store-node';
import { commandLine } from '../../test/command-line';
import { type RunningLedger, runLedger } from '../../test/running-ledger';

const ACCOUNTS = ['contoso', 'fabrikam', 'northwind'];
const OPERATIONS = 1_200;
const INTERRUPTED_MS_MAX = 180_000;
const EVENTS = chainedEvents(ACCOUNTS, OPERATIONS);
const LOOK_MS = 5;
const STANDS_STILL_MS = 300;
/** The first hundred operations, with one bit of event 100 turned over. */
const TAMPERED = EVENTS.slice(0, 300).map((event, index) => {
  if (index !== 100) return event;
  const data = Buffer.from(event.data);
  data.writeUInt8(data.readUInt8(100) ^ 1, 100);
  return { ...event, data };
});

const nodes: NodeUnderTest[] = [];
const addressOf = ({ node }: NodeUnderTest) => `esdb://127.0.0.1:${node.port}?tls=false`;

async function startNode(): Promise<NodeUnderTest> {
  const node = await startNodeUnderTest();
  nodes.push(node);
  return node;
}

async function filled(events: readonly TransferredEvent[]): Promise<NodeUnderTest> {
  const node = await startNode();
  await using(node, (store) => store.append(events));
  return node;
}

async function using<Result>(
  node: NodeUnderTest,
  use: (store: ReturnType<typeof openStore>) => Promise<Result>,
): Promise<Result> {
  const store = openStore(addressOf(node));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function hasEvents(store: EventSource): Promise<boolean> {
  for await (const page of store.pages()) return page.length > 0;
  return false;
}

async function counted(store: EventSource): Promise<number> {
  let events = 0;
  for await (const page of store.pages()) events += page.length;
  return events;
}

/** How many events there are once no more come: the node may still be writing what the command sent before its end. */
async function standing(node: NodeUnderTest): Promise<number> {
  let [before, now] = [-1, await using(node, counted)];
  while (now !== before) {
    await sleep(STANDS_STILL_MS);
    [before, now] = [now, await using(node, counted)];
  }
  return now;
}

const copy = (from: NodeUnderTest, to: NodeUnderTest, ...options: readonly string[]) =>
  commandLine('event-log', 'copy', addressOf(from), addressOf(to), ...options);

describe('ledger event-log copy', () => {
  let source: NodeUnderTest;
  beforeAll(async () => {
    source = await filled(EVENTS);
  });
  afterAll(async () => {
    await Promise.all(nodes.map(({ close }) => close()));
  });

  /** Starts the command as a process and ends it by a signal when some of the events are there. */
  const interrupted = async (target: NodeUnderTest, signal: NodeJS.Signals) => {
    const words = ['event-log', 'copy', addressOf(source), addressOf(target)];
    const ledger: RunningLedger = runLedger(words);
    while (!(await using(target, hasEvents))) await sleep(LOOK_MS);
    ledger.child.kill(signal);
    expect(await ledger.exitCode).toBeNull();
    return { there: await standing(target), said: ledger.said() };
  };

  it('copies there and back, and every run says the same of what it holds', async () => {
    const [there, back] = [await startNode(), await startNode()];
    const first = await copy(source, there);
    expect(first).toMatchObject({ code: 0 });
    expect(first.printed).toContain('The log is copied.');
    expect(first.printed).toContain('whole in 3 streams of the ledger');
    const digest = /SHA-256 of both\s+([0-9a-f]{64})/.exec(first.printed)?.[1];
    const second = await copy(there, back, '--json');
    expect(JSON.parse(second.printed)).toMatchObject({
      ...{ events: 3_600, streams: 3, before: 0, appended: 3_600, digest },
      ...{ systemEventsLeftOut: 0, chains: { chained: 3, others: 0, broken: 0, breaks: [] } },
    });
    const again = await copy(source, back);
    expect(again.printed).toContain('Everything was there already.');
  });

  it.each<NodeJS.Signals>(['SIGKILL', 'SIGINT'])(
    'goes on after %s where it was, and misses nothing',
    async (signal) => {
      const target = await startNode();
      const { there, said } = await interrupted(target, signal);
      expect(there).toBeGreaterThan(0);
      expect(there).toBeLessThan(EVENTS.length);
      if (signal === 'SIGINT') expect(said).toContain('the same command, given again');
      const { code, printed } = await copy(source, target, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(printed)).toMatchObject({ before: there, appended: 3_600 - there });
    },
    INTERRUPTED_MS_MAX,
  );

  it('refuses a target with one foreign event, and writes nothing', async () => {
    const other = { ...EVENTS[0], stream: 'foreign' };
    const target = await filled(EVENTS.slice(0, 1).map((event) => ({ ...event, ...other })));
    const { code, said, printed } = await copy(source, target);
    expect([code, printed]).toEqual([3, '']);
    expect(said).toContain('its event number 1, event 0 of stream foreign');
    expect(await using(target, counted)).toBe(1);
  });

  it('refuses a target that is ahead: FROM and TO were swapped', async () => {
    const target = await filled(EVENTS.slice(0, 30));
    const { code, said } = await copy(target, source);
    expect(code).toBe(3);
    expect(said).toContain('Perhaps FROM and TO are swapped');
  });

  it('finds one byte that was changed in the copy, and names the event', async () => {
    const target = await filled(TAMPERED);
    const { code, said } = await copy(source, target);
    expect(code).toBe(3);
    // The event is the second of operation 33, which is contoso's 12th: number 34 of its stream from 0.
    expect(said).toContain('its event number 101, event 34 of stream billingAccount-contoso');
    expect(said).toContain('is in the source with other data');
  });

  it('copies a log that was tampered with, and says where by its exit code and its words', async () => {
    const tampered = await filled(TAMPERED);
    const { code, printed } = await copy(tampered, await startNode());
    expect(code).toBe(1);
    expect(printed).toContain('BROKEN in 1 of 3 streams of the ledger');
    expect(printed).toContain('billingAccount-contoso, event 34: it does not follow');
  });

  it('says which store does not answer, and is unavailable', async () => {
    const nowhere = 'esdb://admin:s3cret@127.0.0.1:1?tls=false';
    const { code, said } = await commandLine('event-log', 'copy', addressOf(source), nowhere);
    expect(code).toBe(4);
    expect(said).toContain('esdb://127.0.0.1:1');
    expect(said).not.toContain('s3cret');
  });

  it.each([
    ['esdb://admin:s3cret@host:port', 'esdb://host:port cannot be used'],
    ['esdb://admin:s3cret@@host', 'That is not the address'],
    ['//admin:s3cret@host', 'neither the address of an event store'],
    ['/nowhere/at/all', '/nowhere/at/all is neither the address'],
    ['esdb://admin:s3cret@127.0.0.1:2113?colour=red', 'no option "colour"'],
  ])('takes %s for wrong usage', async (address, words) => {
    const { code, said } = await commandLine('event-log', 'copy', address, addressOf(source));
    expect(code).toBe(2);
    expect(said).toContain(words);
    expect(said).not.toContain('s3cret');
  });

  it('refuses one store by two names, for each event has the same instant in both', async () => {
    expect(await copy(source, source)).toMatchObject({ code: 2 });
    const proxy = await startCuttingProxy(source.node.port);
    const otherName = `esdb://127.0.0.1:${proxy.port}?tls=false`;
    const same = await commandLine('event-log', 'copy', addressOf(source), otherName);
    await proxy.close();
    expect(same).toMatchObject({ code: 3, printed: '' });
    expect(same.said).toContain('FROM and TO are the same event store by two names');
    expect(await using(source, counted)).toBe(EVENTS.length);
  });
});
