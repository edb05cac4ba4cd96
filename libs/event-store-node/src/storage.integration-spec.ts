// What the node promises of its database: durability, one writer, an append-only log.
import {
  type EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  UnavailableError,
} from '@eventstore/db-client';
import { Client } from 'pg';
import { BatchCall, kindOf, unaryAppend } from '../../../test/support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';
import { ReadCall } from '../../../test/support/event-store-reads';
import { startEventStoreNode } from './event-store-node';

const nodes: NodeUnderTest[] = [];
const sessions: Client[] = [];

afterEach(async () => {
  for (const node of nodes.splice(0)) await node.close();
  for (const session of sessions.splice(0)) await session.end();
});

async function start(databaseUrl?: string) {
  const node = await startNodeUnderTest(databaseUrl);
  nodes.push(node);
  return node;
}
async function sql(databaseUrl: string) {
  const session = new Client({ connectionString: databaseUrl });
  await session.connect();
  sessions.push(session);
  return session;
}
const event = (n: number) => jsonEvent({ type: 'T', data: { n } });
async function stored(client: EventStoreDBClient, stream: string) {
  const found: { id: string; revision: bigint }[] = [];
  for await (const { event: read } of client.readStream(stream))
    if (read !== undefined) found.push({ id: read.id, revision: read.revision });
  return found;
}

test('a restarted node goes on after its last event and still knows what was appended', async () => {
  const first = await start();
  const one = event(1);
  const before = await first.client.appendToStream('kept', [one, event(2)], {
    expectedRevision: NO_STREAM,
  });
  await first.close();
  const second = await start(first.databaseUrl);
  expect(await second.client.appendToStream('kept', one)).toMatchObject({
    nextExpectedRevision: 0n,
  });
  const after = await second.client.appendToStream('kept', event(3), { expectedRevision: 1n });
  expect(after.nextExpectedRevision).toBe(2n);
  expect(after.position?.commit).toBeGreaterThan(before.position?.commit ?? 0n);
  expect(await stored(second.client, 'kept')).toHaveLength(3);
});

test('appends that come together are written together', async () => {
  const { raw, databaseUrl } = await start();
  const call = new BatchCall(raw);
  call.send(...Array.from({ length: 300 }, (_, n) => ({ stream: `s${n}` })));
  await call.answered(300);
  call.cancel();
  const { rows } = await (
    await sql(databaseUrl)
  ).query<{ transactions: string }>(
    'select count(distinct xmin::text) as transactions from event_store.event',
  );
  expect(Number(rows[0]?.transactions)).toBeLessThan(100);
});

test('an append that the database refuses takes no other with it', async () => {
  const { raw, databaseUrl } = await start();
  const session = await sql(databaseUrl);
  await session.query(
    `alter table event_store.event add constraint no_poison check (event_type <> 'Poison')`,
  );
  const call = new BatchCall(raw).send(
    { stream: 'a' },
    { stream: 'b', proposals: [{ type: 'Poison' }] },
    { stream: 'b', expected: 'no' },
    { stream: 'c' },
  );
  await call.answered(4);
  expect(call.answers.map(kindOf).sort()).toEqual(['Success', 'Success', 'Success', 'Unknown']);
  call.cancel();
  expect(await unaryAppend(raw, 'b', 'any', [{ type: 'Poison' }])).toMatchObject({ code: 14 });
  expect(await new ReadCall(raw, { stream: 'b' }).finished()).toEqual(['0:T']);
});

test.each([
  `update event_store.event set event_type = 'X'`,
  'delete from event_store.event',
  'truncate event_store.event',
  `update event_store.stream set name = 'X'`,
  'delete from event_store.stream',
  'truncate event_store.stream',
])('the log cannot be changed, by nobody: %s', async (statement) => {
  const { client, databaseUrl } = await start();
  await client.appendToStream('s', event(1));
  await expect((await sql(databaseUrl)).query(statement)).rejects.toThrow('append-only');
  expect(await stored(client, 's')).toHaveLength(1);
});

test('nobody is granted to change the log', async () => {
  const { databaseUrl } = await start();
  const { rows } = await (
    await sql(databaseUrl)
  ).query(
    `select privilege_type from information_schema.role_table_grants
     where table_schema = 'event_store' and table_name in ('event', 'stream')
       and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`,
  );
  expect(rows).toEqual([]);
});

test('a second node on the same database refuses to start and says who writes', async () => {
  const { databaseUrl, client } = await start();
  const second = startEventStoreNode({
    databaseUrl,
    host: '127.0.0.1',
    port: 0,
    now: () => Date.now(),
  });
  await expect(second).rejects.toThrow(
    `Another event store node writes to this database: "event-store-node writer pid=${process.pid}`,
  );
  await client.appendToStream('s', event(1));
});

test('a schema made by newer code is refused, and the lock is given back', async () => {
  const { databaseUrl, close } = await start();
  await close();
  const session = await sql(databaseUrl);
  await session.query('update event_store.schema_version set version = 3');
  await expect(startNodeUnderTest(databaseUrl)).rejects.toThrow(
    "The event store's schema has version 3, and this release knows version 2. Nothing was changed.",
  );
  await session.query('update event_store.schema_version set version = 2');
  await start(databaseUrl);
});

const terminate = (role: string) =>
  `select pg_terminate_backend(pid) from pg_stat_activity
   where datname = current_database() and application_name like 'event-store-node ${role}%'`;

test('when the writing session is killed under load nothing acknowledged is lost, and the node says it failed', async () => {
  const first = await start();
  const session = await sql(first.databaseUrl);
  await first.client.appendToStream('warm', event(0));
  const sent = Array.from({ length: 40 }, (_, n) => ({
    stream: `load-${n}`,
    events: Array.from({ length: 50 }, (_unused, k) => event(k)),
  }));
  const acknowledged = new Map<string, number>();
  const writers = sent.map(async ({ stream, events }) => {
    for (const [index, one] of events.entries()) {
      await first.client.appendToStream(stream, one, {
        expectedRevision: index === 0 ? NO_STREAM : BigInt(index - 1),
      });
      acknowledged.set(stream, index + 1);
      if (stream === 'load-0' && index === 10) await session.query(terminate('writer'));
    }
  });
  const results = await Promise.allSettled(writers);
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(UnavailableError);
  expect((await first.node.failed).message).toContain('writ');
  await first.close();
  const second = await start(first.databaseUrl);
  for (const { stream, events } of sent) {
    const done = acknowledged.get(stream) ?? 0;
    const found = done === 0 ? [] : await stored(second.client, stream);
    expect(found.slice(0, done).map(({ id }) => id)).toEqual(
      events.slice(0, done).map(({ id }) => id),
    );
    // The append that was under way may have been committed unanswered; sent again, it is there once.
    const pending = events[done];
    if (pending === undefined) continue;
    const again = await second.client.appendToStream(stream, pending, {
      expectedRevision: done === 0 ? NO_STREAM : BigInt(done - 1),
    });
    expect(again.nextExpectedRevision).toBe(BigInt(done));
    expect(await stored(second.client, stream)).toHaveLength(done + 1);
  }
});

test('a node that lost its writing session acknowledges nothing more and ends its calls', async () => {
  const { node, raw, databaseUrl } = await start();
  const subscription = new ReadCall(raw, { subscription: true });
  await subscription.until((told) => told.includes('caughtUp'));
  await (await sql(databaseUrl)).query(terminate('writer'));
  await node.failed;
  await subscription.finished();
  expect(subscription.failure).toMatchObject({ code: 14 });
  expect(await unaryAppend(raw, 's', 'any', [{}])).toMatchObject({ code: 14 });
});

test('reading goes on after its sessions were killed, and fails cleanly while it cannot', async () => {
  const first = await start();
  await unaryAppend(first.raw, 's', 'any', [{}]);
  await first.close();
  // A node that has just started has no events in memory.
  const { raw, databaseUrl } = await start(first.databaseUrl);
  const read = async () => {
    const call = new ReadCall(raw, { stream: 's' });
    const told = await call.finished();
    return call.failure?.code ?? told;
  };
  expect(await read()).toEqual(['0:T']);
  const session = await sql(databaseUrl);
  await session.query(terminate('reader'));
  const admin = await sql(
    Object.assign(new URL(databaseUrl), { pathname: '/postgres' }).toString(),
  );
  const database = new URL(databaseUrl).pathname.slice(1);
  await admin.query(`alter database ${database} allow_connections false`);
  expect(await read()).toBe(14);
  await admin.query(`alter database ${database} allow_connections true`);
  expect(await read()).toEqual(['0:T']);
});

test('who looks again at what was just written is answered from memory', async () => {
  const { client, databaseUrl } = await start();
  await client.appendToStream('s', [event(1), event(2)], { expectedRevision: NO_STREAM });
  const admin = await sql(
    Object.assign(new URL(databaseUrl), { pathname: '/postgres' }).toString(),
  );
  const database = new URL(databaseUrl).pathname.slice(1);
  await admin.query(`alter database ${database} allow_connections false`);
  const found: bigint[] = [];
  for await (const { event: read } of client.readStream('s', { fromRevision: 1n }))
    if (read !== undefined) found.push(read.revision);
  expect(found).toEqual([1n]);
  await admin.query(`alter database ${database} allow_connections true`);
});

test('live subscribers are served from memory, even while the database takes no readers', async () => {
  const { raw, databaseUrl } = await start();
  const subscription = new ReadCall(raw, { subscription: true });
  await subscription.until((told) => told.includes('caughtUp'));
  const session = await sql(databaseUrl);
  const admin = await sql(
    Object.assign(new URL(databaseUrl), { pathname: '/postgres' }).toString(),
  );
  const database = new URL(databaseUrl).pathname.slice(1);
  await admin.query(`alter database ${database} allow_connections false`);
  await session.query(terminate('reader'));
  await unaryAppend(raw, 's', 'any', [{}, {}]);
  const told = await subscription.until((words) => words.length >= 4);
  await admin.query(`alter database ${database} allow_connections true`);
  expect(told).toEqual(['confirmation', 'caughtUp', '0:T', '1:T']);
});

test('an append that is being written when the node is asked to stop is answered', async () => {
  const { node, raw, databaseUrl } = await start();
  await unaryAppend(raw, 's', 'no', [{}]);
  const session = await sql(databaseUrl);
  await session.query('begin; lock table event_store.event in access exclusive mode');
  const call = new BatchCall(raw).send({ stream: 's', expected: 0 });
  const unary = unaryAppend(raw, 't', 'no', [{}]);
  const admin = await sql(databaseUrl);
  const waiting = `select from pg_locks where not granted and relation = 'event_store.event'::regclass`;
  while ((await admin.query(waiting)).rowCount === 0);
  const stopped = node.stop();
  await session.query('rollback');
  await stopped;
  expect(call.answers.map(kindOf)).toEqual(['Success']);
  expect(await unary).toHaveProperty('success');
});

test('a node that stops answers what it has taken, and ends subscriptions', async () => {
  const { node, client, raw, databaseUrl, close } = await start();
  await client.appendToStream('warm', event(0));
  const subscription = new ReadCall(raw, { subscription: true, stream: 'warm' });
  await subscription.until((told) => told.includes('caughtUp'));
  const appends = Array.from({ length: 60 }, (_, n) =>
    client.appendToStream(`stop-${n}`, event(n)),
  );
  await appends[0];
  await node.stop();
  const results = await Promise.allSettled(appends);
  await subscription.finished();
  expect(subscription.failure).toMatchObject({ code: 14 });
  await close();
  const second = await start(databaseUrl);
  for (const [n, { status }] of results.entries())
    if (status === 'fulfilled') expect(await stored(second.client, `stop-${n}`)).toHaveLength(1);
});
