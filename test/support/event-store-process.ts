import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { freePort } from '#platform';
import { freshDatabase } from './fresh-database';

export interface NodeProcess {
  readonly port: number;
  readonly said: () => string;
  readonly isRunning: () => boolean;
  /** What it holds after a garbage collection, in bytes. */
  readonly memory: () => Promise<number>;
  readonly kill: () => Promise<void>;
}

const SOURCES = ['--conditions=ledger-source', '--require', './test/support/run-sources.cjs'];
const MEMORY = ['--expose-gc', '--require', './test/support/memory-on-demand.cjs'];
const MAIN = 'apps/event-store-node/src/main.ts';
const answer = z.object({ held: z.number() });

/** The node as a process of its own, from the sources, on a fresh database: what breaks it breaks no test runner. */
export async function startNodeProcess(): Promise<NodeProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [...SOURCES, ...MEMORY, MAIN], {
    env: {
      PATH: process.env['PATH'],
      LEDGER_EVENTSTORE_NODE_DATABASE_URL: await freshDatabase(),
      LEDGER_EVENTSTORE_NODE_PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  const ended = once(child, 'exit').then(() => text);
  const first = await Promise.race([once(child, 'message'), ended]);
  if (typeof first === 'string') throw new Error(`The node did not start: ${first}`);
  return {
    port,
    said: () => text,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    memory: () => heldMemory(child),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function heldMemory(child: ChildProcess): Promise<number> {
  const answered = once(child, 'message').then(([first]: unknown[]) => answer.parse(first));
  child.send('memory');
  return (await answered).held;
}
