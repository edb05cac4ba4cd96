import { type ClientBase, type Pool } from 'pg';

/** Lends a session of the pool. One whose work failed is in a state that nobody knows, and is not used again. */
export async function withSession<Result>(
  pool: Pool,
  work: (session: ClientBase) => Promise<Result>,
): Promise<Result> {
  const session = await pool.connect();
  // A session that ends while it is lent tells its work, and tells everybody else by an event that must not go unheard.
  const ended = (): void => undefined;
  session.on('error', ended);
  try {
    const result = await work(session);
    session.off('error', ended);
    session.release();
    return result;
  } catch (error) {
    session.release(true);
    throw error;
  }
}
