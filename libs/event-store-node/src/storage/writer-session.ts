import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import {
  ANSWER_AFTER_FLUSH,
  CREATE_SCHEMA,
  NOTICE_A_DEAD_NODE,
  READ_SCHEMA_VERSION,
  SCHEMA_EXISTS,
  SCHEMA_VERSION,
  TRY_WRITER_LOCK,
  UPGRADES,
  upgradeTo,
  WRITER_LOCK_HOLDER,
} from './statements';

/** A killed predecessor's session can outlive it for a moment: wait that long before refusing. */
const LOCK_ATTEMPTS = 10;
const LOCK_PAUSE_MS = 200;

/** The one session that may write. It holds the writer's lock itself, so what it commits was committed under the lock. */
export type WriterSession = Readonly<{ client: Client; lost: Promise<Error> }>;

/** How the node's sessions are named in pg_stat_activity. */
export const applicationName = (role: string): string =>
  `event-store-node ${role} pid=${process.pid} host=${hostname()}`;

/** The database is not for this node. Whoever runs the ledger reads why, and what to do. */
class DatabaseNotOurs extends Error {
  override readonly name = 'DatabaseNotOurs';

  constructor(
    message: string,
    /** Whether it may be another time, without anybody's doing. */
    readonly mayPass: boolean,
  ) {
    super(message);
  }
}

/** Connects, becomes the only writer of the database and brings its schema up; throws when another node writes. */
export async function openWriterSession(databaseUrl: string): Promise<WriterSession> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: applicationName('writer'),
    keepAlive: true,
    // A statement is sent while the one before it runs.
    pipeline: true,
  });
  const lost = new Promise<Error>((resolve) => {
    client.on('error', resolve);
    client.on('end', () => {
      resolve(new Error('The session was closed.'));
    });
  });
  await client.connect();
  try {
    await takeWriterLock(client);
    await client.query(ANSWER_AFTER_FLUSH);
    await client.query(NOTICE_A_DEAD_NODE);
    await bringSchemaUp(client);
  } catch (error) {
    await client.end();
    throw error;
  }
  return { client, lost };
}

async function takeWriterLock(client: Client): Promise<void> {
  for (let attempt = 1; attempt <= LOCK_ATTEMPTS; attempt += 1) {
    const { rows } = await client.query<{ taken: boolean }>(TRY_WRITER_LOCK);
    if (rows[0]?.taken === true) return;
    await pause(LOCK_PAUSE_MS);
  }
  const { rows } = await client.query<{ pid: number; application_name: string; client: string }>(
    WRITER_LOCK_HOLDER,
  );
  const holder = rows[0];
  const who =
    holder === undefined
      ? 'a session that has just ended'
      : `"${holder.application_name}" (PostgreSQL session ${holder.pid}, from ${holder.client})`;
  throw new DatabaseNotOurs(
    `Another event store node writes to this database: ${who}. Stop it, or give this node a database of its own.`,
    true,
  );
}

async function bringSchemaUp(client: Client): Promise<void> {
  const exists = await client.query<{ found: boolean }>(SCHEMA_EXISTS);
  if (exists.rows[0]?.found !== true) {
    await client.query(CREATE_SCHEMA);
    return;
  }
  const { rows } = await client.query<{ version: number }>(READ_SCHEMA_VERSION);
  const found = rows[0]?.version;
  let version = found ?? 0;
  for (
    let changes = UPGRADES.get(version);
    changes !== undefined;
    changes = UPGRADES.get(version)
  ) {
    version += 1;
    await client.query(upgradeTo(version, changes));
  }
  if (version !== SCHEMA_VERSION)
    throw new DatabaseNotOurs(
      `The event store's schema has version ${found ?? 'unknown'}, and this release knows version ${SCHEMA_VERSION}. Nothing was changed. Start the release that made it, or a newer one.`,
      false,
    );
}
