import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from '../failures/plain-failure';
import { postgresBinaries } from './postgres-binaries';
import { hasCluster, type PostgresFiles } from './postgres-files';

/** The major version of the server that npm installed. */
function ownVersion(): string {
  const { stdout } = spawnSync(postgresBinaries().postgres, ['--version'], { encoding: 'utf8' });
  return /\d+/.exec(stdout)?.[0] ?? 'unknown';
}

/** @throws PlainError when the data was written by another major version of PostgreSQL, which this one does not read. */
export function ensureKnownVersion(files: PostgresFiles): void {
  if (!hasCluster(files)) return;
  const made = readFileSync(join(files.data, 'PG_VERSION'), 'utf8').trim();
  const own = ownVersion();
  if (made === own) return;
  throw new PlainError(
    `The database in ${files.data} is of PostgreSQL ${made}, and this release brings PostgreSQL ${own}: start the release that made it, or move the data as "Upgrade" in docs/operations.md says.`,
  );
}
