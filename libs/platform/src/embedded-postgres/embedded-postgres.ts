import { type ChildProcess } from 'node:child_process';
import { existsSync, openSync, closeSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { sleep } from '../clock/system-clock';
import { errorCode, messageOf } from '../failures/system-error';
import { withDirectoryLock } from '../files/directory-lock';
import { freePort, portState } from '../network/ports';
import { makeDatabases } from './databases';
import { ordinaryUser, parentGuard } from './ordinary-user';
import { postgresBinaries } from './postgres-binaries';
import { makeCluster, POSTGRES_USER, runAs } from './postgres-cluster';
import {
  hasCluster,
  type PostgresFiles,
  postgresFilesOf,
  postgresPassword,
} from './postgres-files';
import { postgresSettings } from './postgres-settings';
import { ensureKnownVersion } from './postgres-version';
import { clearStalePidFile, findPostmaster, type Postmaster } from './postmaster';

const HOST = '127.0.0.1';
const TICK_MS = 50;
const READY_ATTEMPTS_MAX = 1_200;
const STOP_ATTEMPTS_MAX = 600;
const PORT_ATTEMPTS_MAX = 3;
const LOG_BYTES_MAX = 10_000_000;
const LOG_TAIL_CHARACTERS = 600;
export interface PostgresOptions {
  /** Made if missing; the server keeps `postgres/`, `postgres.log` and `postgres-password` there. */
  readonly directory: string;
  readonly databases: readonly string[];
  /** A free one if not given; an adopted server keeps its own. */
  readonly port?: number | undefined;
  /** False only for tests: a crash of the machine may then lose everything. */
  readonly durable?: boolean;
  /** The kernel stops the server, cleanly, when this process ends in whatever way. */
  readonly dieWithParent?: boolean;
}

/** A server that accepts connections on loopback, by password only. */
export interface EmbeddedPostgres {
  readonly pid: number;
  readonly port: number;
  /** True if it was running before: left by a process that was killed, or started by another one. */
  readonly adopted: boolean;
  readonly urlOf: (database: string) => string;
}

async function described(
  files: PostgresFiles,
  { pid, port }: Postmaster,
  adopted: boolean,
): Promise<EmbeddedPostgres> {
  const password = encodeURIComponent(await postgresPassword(files));
  const urlOf = (database: string): string =>
    `postgres://${POSTGRES_USER}:${password}@${HOST}:${port}/${database}`;
  return { pid, port, adopted, urlOf };
}

/** The server of a data directory if it is running and ready. */
export async function findPostgres(directory: string): Promise<EmbeddedPostgres | undefined> {
  const files = postgresFilesOf(directory);
  const found = findPostmaster(files.data);
  return found?.ready === true ? described(files, found, true) : undefined;
}

/** The process of the server of a data directory, ready or not; undefined if none runs. */
export function postgresPid(directory: string): number | undefined {
  return findPostmaster(postgresFilesOf(directory).data)?.pid;
}

/** A server in the middle of starting or stopping (its parent was killed a moment ago) is waited for. */
async function settledPostmaster(files: PostgresFiles): Promise<Postmaster | undefined> {
  for (let attempt = 0; attempt < READY_ATTEMPTS_MAX; attempt += 1) {
    const found = findPostmaster(files.data);
    if (found === undefined || found.ready) return found;
    await sleep(TICK_MS);
  }
  throw new Error(`PostgreSQL in ${files.data} neither starts nor stops; see ${files.log}`);
}

function lastWords(files: PostgresFiles): string {
  return readFileSync(files.log, 'utf8').slice(-LOG_TAIL_CHARACTERS).trim();
}

async function untilReady(files: PostgresFiles, child: ChildProcess): Promise<Postmaster> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (let attempt = 0; attempt < READY_ATTEMPTS_MAX; attempt += 1) {
    const found = findPostmaster(files.data);
    if (found?.ready === true) return found;
    if (failure !== undefined) throw failure;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(
        `PostgreSQL ended while starting; ${files.log} closes with:\n${lastWords(files)}`,
      );
    await sleep(TICK_MS);
  }
  throw new Error(`PostgreSQL was not ready within a minute; see ${files.log}`);
}

async function openLog(files: PostgresFiles): Promise<number> {
  if (existsSync(files.log) && statSync(files.log).size > LOG_BYTES_MAX)
    await rename(files.log, `${files.log}.1`);
  return openSync(files.log, 'a', 0o600);
}

async function launch(
  files: PostgresFiles,
  options: PostgresOptions,
  port: number,
): Promise<Postmaster> {
  const settings = postgresSettings(HOST, options.durable ?? true);
  const command = [
    // Innermost: a change of user makes the kernel forget it.
    ...(options.dieWithParent === true ? parentGuard('INT') : []),
    ...[postgresBinaries().postgres, '-D', files.data, '-p', String(port)],
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  const log = await openLog(files);
  // In a session of its own: Ctrl-C in the terminal is for the supervisor, which stops the server last.
  const child = runAs(ordinaryUser(files.data), command, {
    cwd: files.root,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  child.unref();
  return untilReady(files, child);
}

/** Between finding a free port and using it another program may take it: then another one is tried. */
async function launchOnSomePort(
  files: PostgresFiles,
  options: PostgresOptions,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort(HOST));
    try {
      return await launch(files, options, port);
    } catch (error) {
      const taken = options.port === undefined && (await portState(HOST, port)) === 'taken';
      if (!taken || attempt === PORT_ATTEMPTS_MAX) throw error;
    }
  }
}

async function startedPostmaster(
  files: PostgresFiles,
  options: PostgresOptions,
): Promise<{ postmaster: Postmaster; adopted: boolean }> {
  ensureKnownVersion(files);
  if (!hasCluster(files))
    await makeCluster(files, ordinaryUser(files.data), options.durable ?? true);
  const running = await settledPostmaster(files);
  if (running !== undefined) return { postmaster: running, adopted: true };
  await clearStalePidFile(files.data);
  return { postmaster: await launchOnSomePort(files, options), adopted: false };
}

/** What a server answers, or does not, whose parent told it to stop a moment ago: it still calls itself ready. */
function isLeaving(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  if (code.startsWith('57P') || code.startsWith('ECONN')) return true;
  return messageOf(error).startsWith('Connection terminated');
}

async function startedServer(
  files: PostgresFiles,
  options: PostgresOptions,
): Promise<EmbeddedPostgres> {
  for (let attempt = 1; ; attempt += 1) {
    const { postmaster, adopted } = await startedPostmaster(files, options);
    const server = await described(files, postmaster, adopted);
    try {
      await makeDatabases(server.urlOf('postgres'), options.databases);
      return server;
    } catch (error) {
      if (!adopted || !isLeaving(error) || attempt === READY_ATTEMPTS_MAX) throw error;
    }
    await sleep(TICK_MS);
  }
}

/** Starts the server of a directory, or adopts the one that runs; makes cluster and databases where missing. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const files = postgresFilesOf(options.directory);
  await mkdir(files.root, { recursive: true });
  return withDirectoryLock(files.root, 'starting PostgreSQL', () => startedServer(files, options));
}

async function goneAfter(signal: NodeJS.Signals, files: PostgresFiles): Promise<boolean> {
  const found = findPostmaster(files.data);
  if (found !== undefined) process.kill(found.pid, signal);
  for (let attempt = 0; attempt < STOP_ATTEMPTS_MAX; attempt += 1) {
    if (findPostmaster(files.data) === undefined) return true;
    await sleep(TICK_MS);
  }
  return false;
}

/** Stops the server of a directory if it runs: clients are cut off, the data is written out. At most a minute. */
export async function stopPostgres(directory: string): Promise<void> {
  const files = postgresFilesOf(directory);
  if ((await goneAfter('SIGINT', files)) || (await goneAfter('SIGQUIT', files))) return;
  throw new Error(`PostgreSQL in ${files.data} does not stop; see ${files.log}`);
}

/** Stops at once, as in a crash: the next start replays the write-ahead log. */
export function haltPostgres(directory: string): void {
  const found = findPostmaster(postgresFilesOf(directory).data);
  if (found !== undefined) process.kill(found.pid, 'SIGQUIT');
}
