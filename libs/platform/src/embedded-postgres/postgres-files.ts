import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PlainError } from '../failures/plain-failure';
import { createFileOnce, readIfThere } from '../files/durable-file';

const PASSWORD_BYTES = 24;

/** Where one embedded server keeps its things, below the directory it is given. */
export interface PostgresFiles {
  readonly root: string;
  readonly data: string;
  /** A cluster in the making; it gets its name only when it is whole. */
  readonly unfinished: string;
  readonly log: string;
  readonly password: string;
}

/** The files of the embedded server of a data directory. */
export function postgresFilesOf(directory: string): PostgresFiles {
  const root = resolve(directory);
  return {
    root,
    data: join(root, 'postgres'),
    unfinished: join(root, 'postgres.new'),
    log: join(root, 'postgres.log'),
    password: join(root, 'postgres-password'),
  };
}

/** Whether a finished cluster stands there. */
export function hasCluster(files: PostgresFiles): boolean {
  return existsSync(join(files.data, 'PG_VERSION'));
}

/** The server's password: made with the cluster, kept in a file that only its owner may read. */
export async function postgresPassword(files: PostgresFiles): Promise<string> {
  const text = await readIfThere(files.password);
  if (text !== undefined) return text.trim();
  if (hasCluster(files))
    throw new PlainError(
      `${files.password} is missing, and without it the database in ${files.data} cannot be opened: put the file back from a backup.`,
    );
  const made = randomBytes(PASSWORD_BYTES).toString('base64url');
  return (await createFileOnce(files.password, `${made}\n`)).trim();
}
