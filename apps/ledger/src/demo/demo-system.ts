import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { environmentWith, freePort, parentGuard } from '#platform';
import { CannotGoOn } from '../exit-codes';

const LAST_LINES = 15;
const OWN_KEYS = /^LEDGER_/;

const startedSchema = z.object({ url: z.string(), certificateAuthority: z.string() });

/** Where the ledger of the demo is. */
export interface DemoSystem {
  readonly url: string;
  /** The certificate authority to trust (PEM). */
  readonly trust: string;
  readonly dataDirectory: string;
}

export interface DemoPlace {
  /** Below it stands ledger/src/main.js. */
  readonly programs: string;
  readonly testClock: string;
  /** Whether its directory stays when it is stopped. */
  readonly keep: boolean;
  readonly say: (text: string) => void;
  /** Rejects when somebody asks for the end. */
  readonly interruption: Promise<never>;
}

/** What configures other ledgers on this machine must not lead to one of them. */
function environmentOfItsOwn(): NodeJS.ProcessEnv {
  const inherited = Object.entries(environmentWith({})).filter(([key]) => !OWN_KEYS.test(key));
  return { ...Object.fromEntries(inherited), LEDGER_LOG_LEVEL: 'warn' };
}

async function startIn(directory: string, { programs, testClock }: DemoPlace) {
  const program = join(programs, 'ledger', 'src', 'main.js');
  const place = ['--data-dir', directory, '--port', String(await freePort())];
  // It stops in order too when this process is killed.
  const [command, ...rest] = [...parentGuard('INT'), process.execPath];
  const log = openSync(logOf(directory), 'a');
  const words = [program, 'start', ...place, '--test-clock', testClock, '--json'];
  const child = spawn(command, [...rest, ...words], {
    env: environmentOfItsOwn(),
    stdio: ['ignore', 'pipe', log],
  });
  closeSync(log);
  return { child, ended: once(child, 'exit') };
}

function logOf(directory: string): string {
  return join(directory, 'demo.log');
}

/** The line that says it is ready; what it logged, if it ended before. */
async function untilReady(child: ChildProcess, directory: string): Promise<DemoSystem> {
  for await (const line of createInterface({ input: child.stdout ?? Readable.from([]) })) {
    const { url, certificateAuthority } = startedSchema.parse(JSON.parse(line));
    const trust = await readFile(certificateAuthority, 'utf8');
    return { url, trust, dataDirectory: directory };
  }
  const log = (await readFile(logOf(directory), 'utf8')).trimEnd().split('\n');
  throw new CannotGoOn(
    `The ledger of the demo did not start. It said last:\n${log.slice(-LAST_LINES).join('\n')}`,
  );
}

async function stopped(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

/**
 * Starts a whole system of its own, as `ledger start` does, works with it, stops it and removes everything,
 * however the work ends.
 */
export async function withDemoSystem<T>(
  place: DemoPlace,
  work: (system: DemoSystem) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'ledger-demo-'));
  place.say(`starting a ledger of its own in ${directory}`);
  try {
    const { child, ended } = await startIn(directory, place);
    try {
      const working = untilReady(child, directory).then(work);
      return await Promise.race([working, place.interruption]);
    } finally {
      await stopped(child, ended);
    }
  } finally {
    if (place.keep) place.say(keptText(directory, place));
    else await rm(directory, { recursive: true, force: true });
  }
}

function keptText(directory: string, { testClock }: DemoPlace): string {
  return `kept in ${directory}; to look around in it:\n  npm start -- --data-dir ${directory} --test-clock ${testClock}`;
}
