import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '#platform';

const ROOT = resolve(__dirname, '../../..');
const SOURCES = ['--conditions=ledger-source', '--require', './test/support/run-sources.cjs'];
const PROGRAMS = {
  build: [join(ROOT, 'dist/apps/api/src/main.js')],
  sources: [...SOURCES, 'apps/api/src/main.ts'],
} as const;
const LAST_WORDS = 3_000;

export type ApiProcess = Readonly<{
  url: string;
  pid: number;
  logFile: string;
  /** Without warning. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
}>;

export type Stores = Readonly<{
  directory: string;
  databaseUrl: string;
  eventStoreUrl: string;
  testClock: string;
}>;

/** A process of the API on stores that others share, from the build or the sources. It ends with this process. */
export async function startApiProcess(
  stores: Stores,
  program: keyof typeof PROGRAMS,
): Promise<ApiProcess> {
  const port = await freePort();
  const url = `https://localhost:${port}`;
  const logFile = join(stores.directory, `api-${port}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [...PROGRAMS[program]], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      LEDGER_DATA_DIR: stores.directory,
      LEDGER_DATABASE_URL: stores.databaseUrl,
      LEDGER_EVENTSTORE_URL: stores.eventStoreUrl,
      LEDGER_PUBLIC_URL: url,
      LEDGER_TEST_CLOCK: stores.testClock,
      LEDGER_PORT: String(port),
      LEDGER_LOG_LEVEL: 'info',
    },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  const isReady = await Promise.race([
    once(child, 'message').then(() => true),
    ended.then(() => false),
  ]);
  if (!isReady || child.pid === undefined)
    throw new Error(`The API did not start:\n${readFileSync(logFile, 'utf8').slice(-LAST_WORDS)}`);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await ended;
  };
  return { url, pid: child.pid, logFile, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
