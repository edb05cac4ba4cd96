import { tellParked } from '../projection/park';
import { becameActive, connect, inTransaction, PROJECTED_CHANNEL } from './projector-connection';
import { PROJECTED_TABLES, PROJECTION_TABLES } from '../schema/every-table';

/** Before the first event of any log. */
const NOWHERE = -1n;

/**
 * Empties all that is made from the log in a migrated database, so that a projector makes it again from the
 * start. Nothing is emptied while a projector is active, and none becomes active meanwhile.
 */
export async function emptyProjection(
  databaseUrl: string,
): Promise<'emptied' | 'aProjectorIsActive'> {
  const names = [...PROJECTED_TABLES, ...PROJECTION_TABLES].map(({ name }) => name);
  const connection = await connect(databaseUrl);
  try {
    if (!(await becameActive(connection))) return 'aProjectorIsActive';
    await inTransaction(connection, async () => {
      await connection.query(`truncate ${names.join(', ')}`);
      // Who waits for the tables takes what it last heard for true.
      await connection.query('select pg_notify($1, $2)', [PROJECTED_CHANNEL, String(NOWHERE)]);
      await tellParked(connection.query);
    });
    return 'emptied';
  } finally {
    await connection.end();
  }
}
