import { Client } from 'pg';
import { PROJECTOR_LOCK, PROJECTOR_SESSION } from './projector-connection';

const ANSWER_MILLISECONDS_MAX = 4_000;

/** What a projector does, as the database sees it. */
export type ProjectorState = 'projecting' | 'standingBy' | 'absent';

/** Sessions from the address that asks; a bigint advisory lock shows as `objsubid` 1. */
const SESSIONS_FROM_HERE = `
  select exists (
    select from pg_locks
    where pg_locks.pid = activity.pid and locktype = 'advisory' and granted
      and (classid, objid, objsubid) = (0::oid, $2::bigint::oid, 1)
  ) as active
  from pg_stat_activity activity
  where application_name = $1 and datname = current_database()
    and client_addr is not distinct from inet_client_addr()`;

/** What the projector on the machine that asks does. One that hangs while it holds its session shows by the tables, not here. */
export async function projectorHere(databaseUrl: string): Promise<ProjectorState> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'ledger projector check',
    connectionTimeoutMillis: ANSWER_MILLISECONDS_MAX,
    query_timeout: ANSWER_MILLISECONDS_MAX,
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ active: boolean }>(SESSIONS_FROM_HERE, [
      PROJECTOR_SESSION,
      PROJECTOR_LOCK,
    ]);
    if (rows.length === 0) return 'absent';
    return rows.some(({ active }) => active) ? 'projecting' : 'standingBy';
  } finally {
    await client.end();
  }
}
