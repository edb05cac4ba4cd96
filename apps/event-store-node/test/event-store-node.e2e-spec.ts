import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { Client } from 'pg';
import { freePort } from '#platform';
import { freshDatabase } from '../../../test/support/fresh-database';

interface NodeProcess {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly port: number;
}

const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

/** The process, from the sources, with all that it says. */
async function spawned(databaseUrl: string | undefined): Promise<NodeProcess> {
  const port = await freePort();
  const runner = ['--conditions=ledger-source', '--require', './test/support/run-sources.cjs'];
  const child = spawn(process.execPath, [...runner, 'apps/event-store-node/src/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      LEDGER_EVENTSTORE_NODE_DATABASE_URL: databaseUrl,
      LEDGER_EVENTSTORE_NODE_PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  return { child, said: () => text, port };
}

async function ready(databaseUrl: string): Promise<NodeProcess> {
  const node = await spawned(databaseUrl);
  const message = once(node.child, 'message').then(([first]: unknown[]) => first);
  const lastWords = once(node.child, 'exit').then(node.said);
  expect(await Promise.race([message, lastWords])).toBe('ready');
  return node;
}

async function exitOf({ child }: NodeProcess): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode;
  return once(child, 'exit').then(([code]: unknown[]) => code);
}

const clientOf = ({ port }: NodeProcess) =>
  EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
const event = () => jsonEvent({ type: 'T', data: {} });

test.each(['SIGTERM', 'SIGINT'] as const)('on %s it stops and ends with 0', async (signal) => {
  const node = await ready(await freshDatabase());
  const client = clientOf(node);
  await client.appendToStream('s', event());
  node.child.kill(signal);
  expect(await exitOf(node)).toBe(0);
  await client.dispose();
  const lines = node
    .said()
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines).toMatchObject([
    { name: 'event-store-node', msg: 'The event store node listens.', port: node.port },
    { msg: 'The event store node has stopped.' },
  ]);
});

test('without a database it ends with 2 and names the key', async () => {
  const node = await spawned(undefined);
  expect(await exitOf(node)).toBe(2);
  expect(node.said()).toContain('LEDGER_EVENTSTORE_NODE_DATABASE_URL');
});

test('a second node on the same database ends with 4 and names the first', async () => {
  const databaseUrl = await freshDatabase();
  const first = await ready(databaseUrl);
  const second = await spawned(databaseUrl);
  expect(await exitOf(second)).toBe(4);
  expect(second.said()).toContain(`writer pid=${String(first.child.pid)}`);
});

test('when its lock is lost it ends with 1', async () => {
  const databaseUrl = await freshDatabase();
  const node = await ready(databaseUrl);
  const session = new Client({ connectionString: databaseUrl });
  await session.connect();
  await session.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
     and database = (select oid from pg_database where datname = current_database())`,
  );
  await session.end();
  expect(await exitOf(node)).toBe(1);
  expect(node.said()).toContain('The session that holds the writer lock is gone.');
});

test.each([11, 137, 1_009])(
  'killed after %d acknowledged events, it has each of them once and in order',
  async (killAfter) => {
    const databaseUrl = await freshDatabase();
    const first = await ready(databaseUrl);
    const client = clientOf(first);
    await client.appendToStream('warm', event());
    const acknowledged = new Map<string, string[]>();
    let count = 0;
    const writers = Array.from({ length: 16 }, async (_, n) => {
      const ids: string[] = [];
      acknowledged.set(`s${n}`, ids);
      for (;;) {
        const one = event();
        const expectedRevision = ids.length === 0 ? NO_STREAM : BigInt(ids.length - 1);
        await client.appendToStream(`s${n}`, one, { expectedRevision });
        ids.push(one.id);
        if ((count += 1) === killAfter) first.child.kill('SIGKILL');
      }
    });
    await Promise.allSettled(writers);
    await client.dispose();
    expect(count).toBeGreaterThanOrEqual(killAfter);
    const second = await ready(databaseUrl);
    const reader = clientOf(second);
    for (const [stream, ids] of acknowledged) {
      const found: string[] = [];
      if (ids.length > 0)
        for await (const { event: read } of reader.readStream(stream)) found.push(read?.id ?? '');
      expect(found.slice(0, ids.length)).toEqual(ids);
      // At most the append that was under way can be there unacknowledged.
      expect(found.length - ids.length).toBeLessThanOrEqual(1);
    }
    await reader.dispose();
    second.child.kill('SIGTERM');
    expect(await exitOf(second)).toBe(0);
  },
);
