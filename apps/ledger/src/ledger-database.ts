import {
  type Configuration,
  databaseFailure,
  type EmbeddedPostgres,
  findPostgres,
  sleep,
  startPostgres,
  stopPostgres,
} from '#platform';
import { plainlyRefused } from './plainly-refused';
import { inUse, tryClaimRoles } from './start/data-directory';
import { EVENT_STORE_DATABASE, LEDGER_DATABASE } from './start/postgres-part';

type DatabaseWork<T> = (url: string) => Promise<T>;

const WAIT_MS = 250;
const WAIT_ATTEMPTS_MAX = 240;

/** A server that somebody else is about to start. */
async function awaited(directory: string, refusal: Error): Promise<EmbeddedPostgres> {
  for (let attempt = 1; attempt <= WAIT_ATTEMPTS_MAX; attempt += 1) {
    const found = await findPostgres(directory);
    if (found !== undefined) return found;
    await sleep(WAIT_MS);
  }
  throw refusal;
}

async function whileStopped<T>(directory: string, work: DatabaseWork<T>): Promise<T> {
  try {
    const databases = [LEDGER_DATABASE, EVENT_STORE_DATABASE];
    const server = await startPostgres({ directory, databases, dieWithParent: true });
    return await work(server.urlOf(LEDGER_DATABASE));
  } finally {
    await stopPostgres(directory);
  }
}

async function onConfiguredServer<T>(url: string, work: DatabaseWork<T>): Promise<T> {
  try {
    return await work(url);
  } catch (error) {
    throw databaseFailure(error, url, 'LEDGER_DATABASE_URL');
  }
}

/**
 * Works on the ledger's database, whether the system is running or stopped: on the configured server, on the
 * embedded one that runs, or on one started for as long as the work takes.
 */
export async function withLedgerDatabase<T>(
  configuration: Configuration,
  holder: string,
  work: DatabaseWork<T>,
): Promise<T> {
  try {
    return await onLedgerDatabase(configuration, holder, work);
  } catch (error) {
    throw plainlyRefused(error);
  }
}

async function onLedgerDatabase<T>(
  { databaseUrl, dataDirectory }: Configuration,
  holder: string,
  work: DatabaseWork<T>,
): Promise<T> {
  if (databaseUrl !== undefined) return onConfiguredServer(databaseUrl, work);
  const running = await findPostgres(dataDirectory);
  if (running !== undefined) return work(running.urlOf(LEDGER_DATABASE));
  const claim = await tryClaimRoles(dataDirectory, ['postgres'], holder);
  if (claim.kind === 'taken')
    return work(
      (await awaited(dataDirectory, inUse(dataDirectory, claim.holder))).urlOf(LEDGER_DATABASE),
    );
  try {
    return await whileStopped(dataDirectory, work);
  } finally {
    await claim.lock.release();
  }
}
