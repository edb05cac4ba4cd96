import { chainStart, EventStoreDbEventLog, verifyChain } from '#event-log';
import { type EventStoreNode, startEventStoreNode } from '#event-store-node';
import { sleep } from '#platform';
import { type CuttingProxy, startCuttingProxy } from '../../../../test/support/cutting-proxy';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { MemoryTerms } from '../../test/books-on-memory';
import { FixedBusinessClock } from '../../test/fixed.business-clock';
import { storedEvents } from '../../test/tally.process';
import {
  add,
  promise,
  raiseLimit,
  type Tally,
  type TallyEvent,
  tallyKind,
  tallyStream,
} from '../../test/tally.stream';
import { CommandExecutor } from './execute-command';
import { EXECUTION_BOUNDS } from './execution-bounds';

let node: EventStoreNode;
let proxy: CuttingProxy;
let log: EventStoreDbEventLog;

beforeEach(async () => {
  node = await startEventStoreNode({
    databaseUrl: await freshDatabase(),
    host: '127.0.0.1',
    port: 0,
    now: () => Date.now(),
  });
  proxy = await startCuttingProxy(node.port);
  const connectionString = `esdb://127.0.0.1:${proxy.port}?tls=false`;
  log = new EventStoreDbEventLog({ connectionString, appendDeadlineMs: 1_000 });
});

afterEach(async () => {
  await log.close();
  await proxy.close();
  await node.stop();
});

/** A process of its own on the one store. */
function processAt(at = '2021-06-15T12:00:00Z') {
  const clock = new FixedBusinessClock(at);
  const parts = { log, clock, terms: new MemoryTerms(), pause: sleep, chance: Math.random };
  const executor = new CommandExecutor<Tally, TallyEvent>(tallyKind, parts, EXECUTION_BOUNDS);
  return { clock, executor };
}

async function chain() {
  const events = await storedEvents(log);
  return { events, check: verifyChain(chainStart(tallyStream), events) };
}

test('an append whose answer is cut off is there once, and the next command builds on it', async () => {
  const { executor } = processAt();
  await executor.execute(add('first', 1));
  proxy.cut('answer');

  expect(await executor.execute(add('cut', 2))).toMatchObject({
    outcome: 'done',
    answer: { total: 3 },
    replayed: false,
  });
  expect(proxy.cuts()).toBe(1);
  expect(await executor.execute(add('next', 3))).toMatchObject({ answer: { total: 6 } });
  expect(await chain()).toMatchObject({
    events: { length: 6 },
    check: { outcome: 'whole', length: 6 },
  });
}, 30_000);

test('an append that never arrived is sent again and is there once', async () => {
  const { executor } = processAt();
  await executor.execute(add('first', 1));
  proxy.cut('request', 2);

  expect(await executor.execute(add('lost', 2))).toMatchObject({
    outcome: 'done',
    answer: { total: 3 },
  });
  expect(proxy.cuts()).toBe(2);
  expect(await chain()).toMatchObject({ check: { outcome: 'whole', length: 4 } });
}, 30_000);

test('when no answer ever comes, what stands is found by reading', async () => {
  const { executor } = processAt();
  await executor.execute(add('first', 1));
  proxy.cut('answer', 1 + EXECUTION_BOUNDS.resendsMax);

  expect(await executor.execute(add('cut', 2))).toMatchObject({
    outcome: 'done',
    answer: { total: 3 },
  });
  expect(proxy.cuts()).toBe(1 + EXECUTION_BOUNDS.resendsMax);
  expect(await chain()).toMatchObject({ check: { outcome: 'whole', length: 4 } });
}, 30_000);

test('a command left without an outcome is answered with its first result when it is sent again', async () => {
  const { executor } = processAt();
  await executor.execute(add('first', 1));
  proxy.cut('request', 1 + EXECUTION_BOUNDS.resendsMax);
  const lost = await executor.execute(add('lost', 2));
  const again = await executor.execute(add('lost', 2));

  expect(lost).toMatchObject({ outcome: 'unavailable' });
  expect(again).toMatchObject({ outcome: 'done', answer: { total: 3 }, replayed: false });
  expect(await chain()).toMatchObject({ check: { outcome: 'whole', length: 4 } });
}, 30_000);

test('two processes that write at once leave every command there once and the chain whole', async () => {
  const processes = [processAt(), processAt('2021-06-15T12:00:00.250Z')];
  await processes[0]?.executor.execute(raiseLimit('limit', 1_000));
  const sent = processes.flatMap(({ executor }) =>
    Array.from({ length: 12 }, (_, n) => executor.execute(add(`command ${n}`, 1))),
  );
  const outcomes = await Promise.all(sent);
  const { events, check } = await chain();

  expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(24);
  expect(check).toMatchObject({ outcome: 'whole', length: 2 + 12 * 2 });
  expect(new Set(events.map(({ metadata }) => metadata.commandId)).size).toBe(13);
  for (const { executor } of processes)
    expect(
      await executor.preview(add('look', 0), ({ total }) => Promise.resolve(total)),
    ).toMatchObject({ result: 12 });
}, 30_000);

test('two processes that catch up at once do what is due once', async () => {
  const [one, other] = [processAt(), processAt()];
  await one.executor.execute(promise('p', '2021-07-01', 5));
  one.clock.turnTo('2021-07-01T00:00:00.001Z');
  other.clock.turnTo('2021-07-01T00:00:00.002Z');
  await Promise.all([one.executor.execute(add('a', 1)), other.executor.execute(add('b', 1))]);
  const { events, check } = await chain();

  expect(events.filter(({ type }) => type === 'PromiseKept')).toHaveLength(5);
  expect(check).toMatchObject({ outcome: 'whole' });
}, 30_000);
