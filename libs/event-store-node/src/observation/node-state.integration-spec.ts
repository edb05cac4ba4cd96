// What a node tells of itself, and that it is so.
import { setTimeout as pause } from 'node:timers/promises';
import { jsonEvent } from '@eventstore/db-client';
import { type NodeUnderTest, startNodeUnderTest } from '../../../../test/support/event-store-node';
import { ReadCall } from '../../../../test/support/event-store-reads';

let under: NodeUnderTest;
beforeEach(async () => {
  under = await startNodeUnderTest();
});
afterEach(() => under.close());

const large = () => jsonEvent({ type: 'T', data: { text: 'x'.repeat(500_000) } });
const EVENTS = 60;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

test('a subscriber that does not read is seen to fall behind, and to come back', async () => {
  const { node, client, raw } = under;
  const subscription = new ReadCall(raw, { from: 'start', subscription: true });
  await subscription.until((told) => told.includes('caughtUp'));
  expect(node.state()).toMatchObject({ subscriptions: { stream: 0, log: 1 }, subscriptionLag: 0n });
  expect(await node.subscriptionLagSeconds()).toBe(0);

  subscription.call.pause();
  const begun = performance.now();
  // More than the connection and the client hold for one that does not read.
  for (let n = 0; n < EVENTS; n += 1) await client.appendToStream('s', large());
  const { subscriptionLag, committedPosition } = node.state();
  expect(subscriptionLag).toBeGreaterThan(500_000n);
  expect(subscriptionLag).toBeLessThanOrEqual(committedPosition);
  await pause(100);
  const seconds = await node.subscriptionLagSeconds();
  expect(seconds).toBeGreaterThanOrEqual(0.1);
  expect(seconds).toBeLessThanOrEqual((performance.now() - begun) / 1_000);

  subscription.call.resume();
  const events = () => subscription.told.filter((told) => told.endsWith(':T')).length;
  await until(() => events() === EVENTS);
  await until(() => node.state().subscriptionLag === 0n);
  expect(await node.subscriptionLagSeconds()).toBe(0);
  subscription.cancel();
  await until(() => node.state().subscriptions.log === 0);
});

test('it is ready while it may write, says that it stops, and then that it has nothing to do', async () => {
  const { node, client } = under;
  await client.appendToStream('s', jsonEvent({ type: 'T', data: {} }));
  expect(await node.readiness()).toEqual({ ready: true });
  expect(node.state()).toMatchObject({
    ...{ canWrite: true, openCalls: 1, waiting: { appends: 0, bytes: 0 } },
  });
  const stopped = node.stop();
  expect(await node.readiness()).toEqual({
    ...{ ready: false, why: 'The event store node is stopping.' },
  });
  expect(node.state().canWrite).toBe(false);
  await stopped;
  expect(node.state().openCalls).toBe(0);
});
