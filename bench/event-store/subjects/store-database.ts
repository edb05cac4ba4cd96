import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres, sweepAbandonedPostgres, temporaryPostgresDirectory } from '#platform';

const DIRECTORY_PREFIX = 'event-store-bench-';
export const NODE_DATABASE = 'eventstore';
const BARE_DATABASE = 'bare';

/** A PostgreSQL of the benchmark's own, whose commits reach the disk. */
export type StoreDatabase = Readonly<{
  directory: string;
  /** What the server prints. */
  serverLog: string;
  /** Of the node. */
  url: string;
  /** Of the bare baseline: the same tables with the same rows. */
  bareUrl: string;
  /** Makes the bare database anew, as a copy of the node's. The node must not run. */
  copyToBare: () => Promise<void>;
  withClient: <Result>(use: (client: Client) => Promise<Result>) => Promise<Result>;
  remove: () => Promise<void>;
}>;

async function withClientOf<Result>(
  connectionString: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function copyDatabase(client: Client): Promise<void> {
  await client.query(`drop database if exists ${BARE_DATABASE}`);
  await client.query(
    `create database ${BARE_DATABASE} template ${NODE_DATABASE} strategy file_copy`,
  );
  await client.query('checkpoint');
}

/** Starts the server in a temporary directory. Whoever starts it removes it. */
export async function startStoreDatabase(): Promise<StoreDatabase> {
  // Of a run that was killed.
  await sweepAbandonedPostgres(tmpdir(), DIRECTORY_PREFIX);
  const { directory, remove } = await temporaryPostgresDirectory(tmpdir(), DIRECTORY_PREFIX);
  try {
    const postgres = await startPostgres({
      directory,
      databases: [NODE_DATABASE],
      durable: true,
      dieWithParent: true,
    });
    const url = postgres.urlOf(NODE_DATABASE);
    return {
      directory,
      serverLog: join(directory, 'postgres.log'),
      url,
      bareUrl: postgres.urlOf(BARE_DATABASE),
      copyToBare: () => withClientOf(postgres.urlOf('postgres'), copyDatabase),
      withClient: (use) => withClientOf(url, use),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
