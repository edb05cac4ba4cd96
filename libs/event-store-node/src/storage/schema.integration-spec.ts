import { Client } from 'pg';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { PostgresEventStorage } from './postgres-event-storage';
import { SCHEMA_VERSION } from './statements';

const now = () => 0;
const TABLES = ['event', 'stream'] as const;
const CHANGES = TABLES.flatMap((table) => [
  `update event_store.${table} set stream_number = 1`,
  `delete from event_store.${table}`,
  `truncate event_store.${table}`,
]);
const NODE_ROLE = 'event_store_node_in_a_test';

let databaseUrl: string;
let session: Client;

beforeEach(async () => {
  databaseUrl = await freshDatabase();
  session = new Client({ connectionString: databaseUrl });
  await session.connect();
});
afterEach(() => session.end());

async function openAndClose(url = databaseUrl): Promise<void> {
  const storage = await PostgresEventStorage.open(url, now);
  await storage.append({
    stream: 's',
    expected: { kind: 'any' },
    events: [
      {
        id: '0123abcd-4567-4890-8bcd-ef0123456789',
        type: 'T',
        isJson: true,
        data: Buffer.from('{}'),
        metadata: Buffer.alloc(0),
      },
    ],
  });
  await storage.close();
}

async function versionOf(): Promise<number | undefined> {
  const { rows } = await session.query<{ version: number }>(
    'select version from event_store.schema_version',
  );
  return rows[0]?.version;
}

describe('nothing in the log can vanish', () => {
  test.each(CHANGES)('%s is refused to a superuser, however its session is set', async (change) => {
    await openAndClose();
    await expect(session.query(change)).rejects.toThrow('append-only');
    await session.query('set session_replication_role = replica');
    await expect(session.query(change)).rejects.toThrow('append-only');
    const { rows } = await session.query('select from event_store.event');
    expect(rows).toHaveLength(1);
  });

  test("the node's own role has no privilege for any of them, and works without", async () => {
    await session.query(`drop role if exists ${NODE_ROLE}`);
    await session.query(`create role ${NODE_ROLE} login password 'node'`);
    await session.query(
      `grant create on database ${new URL(databaseUrl).pathname.slice(1)} to ${NODE_ROLE}`,
    );
    const url = Object.assign(new URL(databaseUrl), { username: NODE_ROLE, password: 'node' });
    await openAndClose(String(url));
    const own = new Client({ connectionString: String(url) });
    await own.connect();
    for (const change of CHANGES)
      await expect(own.query(change)).rejects.toThrow(/^permission denied for table/);
    await own.end();
    await openAndClose(String(url));
    await session.query(`drop owned by ${NODE_ROLE} cascade`);
    await session.query(`drop role ${NODE_ROLE}`);
  });
});

test('a schema of version 1 is brought up, and its events stay', async () => {
  await openAndClose();
  for (const table of TABLES)
    await session.query(`alter table event_store.${table} enable trigger append_only`);
  await session.query('update event_store.schema_version set version = 1');
  await openAndClose();
  expect(await versionOf()).toBe(SCHEMA_VERSION);
  await session.query('set session_replication_role = replica');
  await expect(session.query('delete from event_store.event')).rejects.toThrow('append-only');
});

test.each([0, SCHEMA_VERSION + 1])('a schema of version %d is left as it is', async (version) => {
  await openAndClose();
  await session.query(`update event_store.schema_version set version = ${version}`);
  await expect(openAndClose()).rejects.toThrow(`The event store's schema has version ${version}`);
  expect(await versionOf()).toBe(version);
});
