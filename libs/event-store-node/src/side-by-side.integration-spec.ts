// What one caller asks for, beside what others are told.
import { setTimeout as pause } from 'node:timers/promises';
import { unaryAppend } from '../../../test/support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';
import { filterOn, ReadCall, type Reading } from '../../../test/support/event-store-reads';

let under: NodeUnderTest;
beforeEach(async () => {
  under = await startNodeUnderTest();
});
afterEach(() => under.close());

const EXPENSIVE = '^(a+)+$';
/** How long it searches a text that it does not match: twice as long for each `a` more. The least of some, for the machine is busy. */
function searchMilliseconds(text: string): number {
  const expression = new RegExp(EXPENSIVE);
  const took = Array.from({ length: 5 }, () => {
    const before = performance.now();
    expression.test(text);
    return performance.now() - before;
  });
  return Math.min(...took);
}

/** A name that takes this machine 5 to 10 ms, much less than what ends a search. */
function expensiveName(): string {
  let name = 'aaaaaaaaaa!';
  while (searchMilliseconds(name) < 5) name = `a${name}`;
  return name;
}

test.each<[string, Reading]>([
  ['a read', { count: 1_000 }],
  ['a subscription', { subscription: true }],
])('an append beside %s with an expensive filter is answered meanwhile', async (_how, reading) => {
  const { raw } = under;
  const name = expensiveName();
  const names = Array.from({ length: 800 }, (_, n) => `${name}${n}`);
  await Promise.all(names.map((stream) => unaryAppend(raw, stream, 'any', [{}])));
  // On a busy machine a search may be ended for its time before the append is answered: then it is asked again.
  let isMeanwhile = false;
  for (let attempt = 0; attempt < 4 && !isMeanwhile; attempt += 1) {
    const call = new ReadCall(raw, {
      ...reading,
      filter: filterOn('stream', { regex: EXPENSIVE }),
    });
    let isDone = false;
    const done = call.until((told) => told.includes('caughtUp')).then(() => (isDone = true));
    await pause(50);
    expect(await unaryAppend(raw, 'b', 'any', [{}])).toHaveProperty('success');
    isMeanwhile = !isDone;
    call.cancel();
    await done;
  }
  expect(isMeanwhile).toBe(true);
});

test('a subscriber that is slow to catch up with a stream is behind by what it has not seen of it', async () => {
  const { node, raw } = under;
  const large = { data: Buffer.alloc(500_000) };
  await unaryAppend(raw, 'other', 'any', [{}]);
  await pause(1_000);
  const begun = performance.now();
  for (let n = 0; n < 80; n += 1) await unaryAppend(raw, 's', 'any', [large]);
  const subscription = new ReadCall(raw, { stream: 's', from: 39, subscription: true });
  subscription.call.pause();
  await pause(200);
  const { subscriptionLag, subscriptions } = node.state();
  expect(subscriptions).toEqual({ stream: 1, log: 0 });
  // It began before the last 40 of 81 events, and the connection holds some of them.
  expect(subscriptionLag).toBeGreaterThan(500_000n);
  expect(subscriptionLag).toBeLessThan(20_100_000n);
  const seconds = await node.subscriptionLagSeconds();
  expect(seconds).toBeGreaterThan(0.1);
  expect(seconds).toBeLessThan((performance.now() - begun) / 1_000);
  subscription.call.resume();
  await subscription.until((told) => told.includes('caughtUp'));
  expect(node.state().subscriptionLag).toBe(0n);
  expect(subscription.told.filter((word) => word.endsWith(':T'))).toHaveLength(40);
  subscription.cancel();
});
