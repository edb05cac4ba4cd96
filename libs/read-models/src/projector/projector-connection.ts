import { Client } from 'pg';
import { CHECKPOINT_NAME } from '../projection/projection.query';
import { type PlainRow } from '../row-writer/row-change';
import { type RowStatements } from '../row-writer/row-writer';
import { textTypes } from '../schema/text-types';

/** The one active projector holds this lock of its database; the number means nothing else. */
export const PROJECTOR_LOCK = 7_150_332;

/** What the sessions of projectors are called in the database. */
export const PROJECTOR_SESSION = 'ledger projector';

/** Shared by every batch of the projector; whoever puts a stream back among the others holds it alone. */
const STREAMS_LOCK = 7_150_333;
/** One stream at a time is put back. */
const UNPARKING_LOCK = 7_150_334;

/** Notified with the position reached, whenever a transaction of the projector commits. */
export const PROJECTED_CHANNEL = 'projected';

export type Connection = Readonly<{
  statements: RowStatements;
  query: <Row>(statement: string, parameters?: readonly unknown[]) => Promise<readonly Row[]>;
  /** Settles when the server or the network ended the connection. */
  lost: Promise<Error>;
  end: () => Promise<void>;
}>;

/** A connection of the projector's own. Its lock is gone with it, so that only the holder can write. */
export async function connect(url: string): Promise<Connection> {
  const client = new Client({
    connectionString: url,
    types: textTypes,
    keepAlive: true,
    application_name: PROJECTOR_SESSION,
  });
  const lost = new Promise<Error>((resolve) => {
    client.on('error', resolve);
    client.on('end', () => {
      resolve(new Error('The connection to the database ended'));
    });
  });
  await client.connect();
  const names = new Map<string, string>();
  const run = (text: string, values: readonly unknown[]) =>
    client.query<PlainRow>({ name: nameOf(names, text), text, values: [...values] });
  return {
    statements: {
      rows: async (statement, rows) => (await run(statement, [JSON.stringify(rows)])).rows,
      write: async (statement, rows) =>
        (await run(statement, [JSON.stringify(rows)])).rowCount ?? 0,
    },
    query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
      (await client.query<Row & PlainRow>(statement, [...parameters])).rows,
    lost,
    end: () => client.end(),
  };
}

/** Statements are prepared once a connection; their texts are few. */
function nameOf(names: Map<string, string>, text: string): string {
  const name = names.get(text) ?? `ledger_${names.size}`;
  names.set(text, name);
  return name;
}

/** Whether this connection is now the one that may write. */
export async function becameActive({ query }: Connection): Promise<boolean> {
  const [row] = await query<{ active: boolean }>('select pg_try_advisory_lock($1) as active', [
    PROJECTOR_LOCK,
  ]);
  return row?.active === true;
}

export type Checkpoint = Readonly<{ position: bigint; eventId: string }>;

/** How far the tables are; undefined before the first event. */
export async function checkpointOf({ query }: Connection): Promise<Checkpoint | undefined> {
  const [row] = await query<{ position: string; event_id: string }>(
    'select position, event_id from checkpoint where name = $1',
    [CHECKPOINT_NAME],
  );
  return row && { position: BigInt(row.position), eventId: row.event_id };
}

/** Runs `work` in a transaction: all of it or nothing. */
export function inTransaction<Result>(
  connection: Connection,
  work: () => Promise<Result>,
): Promise<Result> {
  return begun(connection, 'begin', work);
}

/** The same for the projector's own batches: no stream is put back among the others meanwhile. */
export function inBatch<Result>(
  connection: Connection,
  work: () => Promise<Result>,
): Promise<Result> {
  const shared = `begin; select pg_advisory_xact_lock_shared(${STREAMS_LOCK})`;
  return begun(connection, shared, work);
}

/** Until the end of the transaction nobody else puts a stream back. */
export async function takeTurnToUnpark({ query }: Connection): Promise<void> {
  await query('select pg_advisory_xact_lock($1)', [UNPARKING_LOCK]);
}

/** Until the end of the transaction the projector writes nothing: it waits, and sees what is committed here. */
export async function holdProjector({ query }: Connection): Promise<void> {
  await query('select pg_advisory_xact_lock($1)', [STREAMS_LOCK]);
}

async function begun<Result>(
  { query }: Connection,
  beginning: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    await query(beginning);
    const result = await work();
    await query('commit');
    return result;
  } catch (error) {
    // A connection that is gone has rolled back by itself; what went wrong first is what is said.
    await query('rollback').catch(() => undefined);
    throw error;
  }
}
