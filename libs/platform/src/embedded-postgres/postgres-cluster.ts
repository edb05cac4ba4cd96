import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { PlainError } from '../failures/plain-failure';
import { errorCode, messageOf } from '../failures/system-error';
import { type OrdinaryUser } from './ordinary-user';
import { postgresBinaries } from './postgres-binaries';
import { type PostgresFiles, postgresPassword } from './postgres-files';

export const POSTGRES_USER = 'ledger';
const STDERR_SHOWN_CHARACTERS = 2_000;

/** Starts a program of PostgreSQL as an ordinary user. */
export function runAs(
  user: OrdinaryUser,
  command: readonly string[],
  options: {
    cwd: string;
    stdio: ['ignore', 'ignore' | number, 'pipe' | number];
    detached?: boolean;
  },
): ChildProcess {
  const [program = '', ...rest] = [...user.prefix, ...command];
  return spawn(program, rest, { ...user.ids, ...options });
}

async function own(path: string, { ids }: OrdinaryUser): Promise<void> {
  if (ids.uid !== undefined && ids.gid !== undefined) await chown(path, ids.uid, ids.gid);
}

/** The line that says why; else all that was said. */
function reasonIn(said: string): string {
  const line = said.split('\n').find((each) => /FATAL|PANIC|error:/.test(each));
  return (line ?? said.slice(-STDERR_SHOWN_CHARACTERS)).trim();
}

async function runInitdb(
  files: PostgresFiles,
  user: OrdinaryUser,
  durable: boolean,
  passwordFile: string,
): Promise<void> {
  const { initdb } = postgresBinaries();
  const command = [
    ...[initdb, '-D', files.unfinished, '-U', POSTGRES_USER, '--pwfile', passwordFile],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums'],
    ...(durable ? [] : ['--no-sync']),
  ];
  const child = runAs(user, command, { cwd: files.root, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  try {
    await once(child, 'close');
  } catch (error) {
    if (errorCode(error) !== 'EACCES') throw error;
    throw new PlainError(
      `The user "nobody", as whom PostgreSQL runs here, cannot reach ${initdb} (${messageOf(error)}): install outside a directory that only root may enter, or run as another user.`,
    );
  }
  if (child.exitCode !== 0)
    throw new PlainError(`The database could not be made in ${files.root}: ${reasonIn(said)}`);
}

/** Makes the cluster: aside first, so that one that a crash left half-made is never started. */
export async function makeCluster(
  files: PostgresFiles,
  user: OrdinaryUser,
  durable: boolean,
): Promise<void> {
  const passwordFile = `${files.unfinished}.password`;
  const password = await postgresPassword(files);
  await rm(files.unfinished, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(files.unfinished, { mode: 0o700 });
  await own(files.unfinished, user);
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    await own(passwordFile, user);
    await runInitdb(files, user, durable, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(files.unfinished, files.data);
}
