import { statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { sleep } from '../clock/system-clock';
import { errorCode } from '../failures/system-error';

const ANSWER_MS = 1_000;
const RETRY_MS = 20;
const WAIT_ATTEMPTS_MAX = 1_500;

export interface DirectoryLock {
  readonly release: () => Promise<void>;
}
export type LockAttempt =
  | { readonly kind: 'held'; readonly lock: DirectoryLock }
  | { readonly kind: 'taken'; readonly holder: string };

/** The kernel frees such a name the moment its holder is gone, however it ended: no stale lock can be left behind. */
function nameOf(directory: string, purpose: string): string {
  const { dev, ino } = statSync(directory);
  const name = `reservation-ledger:${dev}:${ino}:${purpose}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name.replaceAll(':', '-')}` : `\0${name}`;
}

function listening(server: Server, name: string): Promise<boolean> {
  return new Promise((done, fail) => {
    server.once('error', (error) => {
      if (errorCode(error) === 'EADDRINUSE') done(false);
      else fail(error);
    });
    server.listen(name, () => {
      done(true);
    });
  });
}

function askHolder(name: string): Promise<string> {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(name);
    const finish = (): void => {
      socket.destroy();
      done(answer === '' ? 'another process' : answer);
    };
    socket.setTimeout(ANSWER_MS, finish);
    socket.on('data', (chunk) => (answer += chunk.toString('utf8')));
    socket.once('end', finish).once('error', finish);
  });
}

/** Tries to be the only process that does `purpose` in an existing directory; else says who does. */
export async function tryLockDirectory(
  directory: string,
  purpose: string,
  holder: string,
): Promise<LockAttempt> {
  const name = nameOf(directory, purpose);
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(`${holder} (pid ${process.pid})`);
  });
  if (!(await listening(server, name))) return { kind: 'taken', holder: await askHolder(name) };
  server.unref();
  const release = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => {
        done();
      });
    });
  return { kind: 'held', lock: { release } };
}

/** Does the work while no other process does the same in that directory; waits for its turn, at most 30 s. */
export async function withDirectoryLock<T>(
  directory: string,
  purpose: string,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= WAIT_ATTEMPTS_MAX; attempt += 1) {
    const result = await tryLockDirectory(directory, purpose, purpose);
    if (result.kind === 'taken') {
      await sleep(RETRY_MS);
      continue;
    }
    try {
      return await work();
    } finally {
      await result.lock.release();
    }
  }
  throw new Error(`${directory} is busy: another process has held "${purpose}" for too long`);
}
