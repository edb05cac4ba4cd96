import { setTimeout as pause } from 'node:timers/promises';
import { unaryAppend } from '../../../test/support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';
import { filterOn, ReadCall, type Reading } from '../../../test/support/event-store-reads';

let node: NodeUnderTest;
let streams = 0;
const open: ReadCall[] = [];

beforeAll(async () => {
  node = await startNodeUnderTest();
});
afterEach(() => {
  for (const call of open.splice(0)) call.cancel();
});
afterAll(() => node.close());

const fresh = () => `sub${(streams += 1)}-`;
const append = (stream: string, count: number) =>
  unaryAppend(
    node.raw,
    stream,
    'any',
    Array.from({ length: count }, () => ({})),
  );
function subscribe(reading: Reading) {
  const call = new ReadCall(node.raw, { subscription: true, ...reading });
  open.push(call);
  return call;
}
const caughtUp = (told: string[]) => told.includes('caughtUp');
const has = (count: number) => (told: string[]) => told.length >= count;
/** The position of the last event. */
async function logEnd() {
  const call = new ReadCall(node.raw, { from: 'end', backwards: true, count: 1 });
  await call.finished();
  return BigInt(call.answers[0]?.getEvent()?.getCommitPosition() ?? 0);
}

test('a subscription to a stream is confirmed, sends what there is, says so, and goes on', async () => {
  const stream = fresh();
  await append(stream, 2);
  const call = subscribe({ stream });
  expect(await call.until(caughtUp)).toEqual(['confirmation', '0:T', '1:T', 'caughtUp']);
  await append(stream, 2);
  expect((await call.until(has(6))).slice(4)).toEqual(['2:T', '3:T']);
});

test.each<[string, Reading, string[]]>([
  ['a revision, which is excluded', { from: 1 }, ['2:T']],
  ['the end', { from: 'end' }, []],
  ['beyond the end', { from: 20 }, []],
])('a subscription to a stream begins after %s', async (_name, reading, first) => {
  const stream = fresh();
  await append(stream, 3);
  const call = subscribe({ stream, ...reading });
  expect(await call.until(caughtUp)).toEqual(['confirmation', ...first, 'caughtUp']);
});

test('a subscription from beyond the end of a stream does not send what comes before its revision', async () => {
  const stream = fresh();
  await append(stream, 3);
  const call = subscribe({ stream, from: 4 });
  await call.until(caughtUp);
  await append(stream, 4);
  expect((await call.until(has(4))).slice(2)).toEqual(['5:T', '6:T']);
});

test('a stream that is not there is not caught up with before it has events', async () => {
  const stream = fresh();
  const call = subscribe({ stream });
  await call.until(has(1));
  await append(`${stream}else`, 1);
  await append(stream, 2);
  expect(await call.until(caughtUp)).toEqual(['confirmation', '0:T', '1:T', 'caughtUp']);
});

test('a subscription to the log begins after its position and misses and repeats nothing', async () => {
  const stream = fresh();
  await append(stream, 1);
  const from = await logEnd();
  const call = subscribe({ from });
  const appending = Promise.all(Array.from({ length: 30 }, () => append(stream, 3)));
  await call.until((told) => told.filter((word) => word.endsWith(':T')).length >= 90);
  await appending;
  const events = call.told.filter((word) => word.endsWith(':T'));
  expect(events).toEqual(Array.from({ length: 90 }, (_, index) => `${index + 1}:T`));
  expect(call.told.filter((word) => word === 'caughtUp')).toHaveLength(1);
});

test('a subscription from a checkpoint whose prepare position is zero goes on after it', async () => {
  const stream = fresh();
  await append(stream, 1);
  const from = { commit: await logEnd(), prepare: 0n };
  await append(stream, 1);
  expect(await subscribe({ from }).until(caughtUp)).toEqual(['confirmation', '1:T', 'caughtUp']);
});

test.each([
  [1, 1, 20],
  [5, 1, 4],
  [5, 2, 2],
  [100, 1, 0],
])(
  'a window of %d times %d gives %d checkpoints over twenty events',
  async (max, multiplier, checkpoints) => {
    const [wanted, noise] = [fresh(), fresh()];
    await append(wanted, 1);
    const from = await logEnd();
    await append(noise, 20);
    const call = subscribe({
      from,
      filter: filterOn('stream', { prefixes: [wanted] }, { max, multiplier }),
    });
    const told = await call.until(caughtUp);
    expect(told.filter((word) => word === 'checkpoint')).toHaveLength(checkpoints);
    expect(told.filter((word) => word.endsWith(':T'))).toEqual([]);
  },
);

test('a checkpoint says how far was searched, live too, and resuming from it loses nothing', async () => {
  const [wanted, noise] = [fresh(), fresh()];
  const filter = filterOn('stream', { prefixes: [wanted] }, { max: 2, multiplier: 1 });
  const call = subscribe({ from: 'end', filter });
  await call.until(caughtUp);
  await append(noise, 2);
  const searched = await logEnd();
  await append(wanted, 1);
  const told = await call.until(has(4));
  expect(told).toEqual(['confirmation', 'caughtUp', 'checkpoint', '0:T']);
  const checkpoint = call.answers[2]?.getCheckpoint();
  expect(checkpoint?.getCommitPosition()).toBe(String(searched));
  const resumed = subscribe({ from: searched, filter });
  expect(await resumed.until(caughtUp)).toEqual(['confirmation', '0:T', 'caughtUp']);
});

test('a subscription backwards, through a broken filter or from inside a record is refused', async () => {
  const refusedBy = async (reading: Reading) => {
    const call = subscribe(reading);
    await call.finished();
    return call.failure;
  };
  await append(fresh(), 1);
  const HANDLER = { code: 2, details: 'Exception was thrown by handler.' };
  expect(await refusedBy({ backwards: true })).toMatchObject({
    code: 3,
    details: 'The combination of (All, Subscription, Backwards, NoFilter) is invalid.',
  });
  expect(await refusedBy({ stream: 's', backwards: true })).toMatchObject({ code: 3 });
  expect(await refusedBy({ filter: filterOn('type', { regex: '([' }) })).toMatchObject(HANDLER);
  const idle = filterOn('type', { regex: 'T' }, { multiplier: 0 });
  expect(await refusedBy({ filter: idle })).toMatchObject(HANDLER);
  expect(await refusedBy({ from: (await logEnd()) - 3n })).toMatchObject(HANDLER);
});

test('a subscription that is cancelled is forgotten, whenever it is', async () => {
  const stream = fresh();
  await append(stream, 3);
  const position = await logEnd();
  const readings: Reading[] = [
    { stream },
    { stream: fresh(), from: 'end' },
    {},
    { from: position },
  ];
  for (let wait = 0; wait < 24; wait += 1) {
    const calls = readings.map(subscribe);
    await (wait % 8 === 7 ? Promise.all(calls.map((call) => call.until(has(1)))) : pause(wait / 4));
    for (const call of calls) call.cancel();
    for (const call of calls) {
      await call.finished();
      expect(call.failure?.code).toBe(1);
    }
  }
  const counted = () => {
    const { openCalls, subscriptions } = node.node.state();
    return { openCalls, ...subscriptions };
  };
  const none = { openCalls: 0, stream: 0, log: 0 };
  const until = performance.now() + 2_000;
  while (performance.now() < until && Object.values(counted()).some((count) => count > 0))
    await pause(5);
  expect(counted()).toEqual(none);
  expect(await append(stream, 1)).toHaveProperty('success');
});
