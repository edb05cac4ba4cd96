import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DirectoryLock, tryLockDirectory } from '../files/directory-lock';
import { stopPostgres } from './embedded-postgres';
import { postgresFilesOf } from './postgres-files';
import { processesIn } from './postmaster';

const PURPOSE = 'temporary PostgreSQL';
const ATTEMPTS_MAX = 5;

/** A directory for a server that is thrown away; nobody sweeps it while this process lives. */
export interface TemporaryDirectory {
  readonly directory: string;
  /** Stops the server that runs there, if any, and removes everything. */
  readonly remove: () => Promise<void>;
}

async function removed(directory: string, lock: DirectoryLock): Promise<void> {
  await stopPostgres(directory);
  await rm(directory, { recursive: true, force: true });
  await lock.release();
}

/** Makes a new directory `<parent>/<prefix>…` for a temporary server. */
export async function temporaryPostgresDirectory(
  parent: string,
  prefix: string,
): Promise<TemporaryDirectory> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const directory = await mkdtemp(join(parent, prefix));
    const result = await tryLockDirectory(directory, PURPOSE, 'the process that made it');
    if (result.kind === 'held') return { directory, remove: () => removed(directory, result.lock) };
  }
  throw new Error(`no directory could be had in ${parent}: others sweep it without end`);
}

/** Removes temporary directories whose process was killed; answers how many. */
export async function sweepAbandonedPostgres(parent: string, prefix: string): Promise<number> {
  let swept = 0;
  for (const name of await readdir(parent)) {
    const directory = join(parent, name);
    if (!name.startsWith(prefix)) continue;
    const result = await tryLockDirectory(directory, PURPOSE, 'a sweep');
    if (result.kind === 'taken') continue;
    if (processesIn(postgresFilesOf(directory).data).length === 0) {
      await rm(directory, { recursive: true, force: true });
      swept += 1;
    }
    await result.lock.release();
  }
  return swept;
}
