import { Client } from 'pg';

/** A log that nobody writes to or reads from until it is released. */
export interface LockedLog {
  readonly release: () => Promise<void>;
  /** Resolves when so many sessions wait for it. */
  readonly waitedFor: (sessions: number) => Promise<void>;
}

const WAITING = `select from pg_locks where not granted
  and database = (select oid from pg_database where datname = current_database())`;

const locks = new Set<LockedLog>();

/** Makes PostgreSQL hang for a node, as far as its log is concerned. */
export async function lockedLog(databaseUrl: string): Promise<LockedLog> {
  const session = new Client({ connectionString: databaseUrl });
  await session.connect();
  await session.query('begin');
  await session.query('lock table event_store.event in access exclusive mode');
  const waiting = async () => (await session.query(WAITING)).rowCount ?? 0;
  const lock = {
    waitedFor: async (sessions: number) => {
      while ((await waiting()) < sessions);
    },
    release: async () => {
      if (locks.delete(lock)) await session.end();
    },
  };
  locks.add(lock);
  return lock;
}

/** Releases whatever a test left locked. */
export async function releaseLogs(): Promise<void> {
  for (const lock of locks) await lock.release();
}
