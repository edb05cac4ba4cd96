import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { freePort, READY_MESSAGE } from '#platform';
import { type ChildProgram, DIST, startProgram } from '../../system/child-program';

const MEBIBYTE = 1024 * 1024;
const memorySchema = z.object({
  memory: z.object({ rss: z.number(), heap: z.number(), external: z.number() }),
});

/** Mebibytes; the heap and what hangs on it after a collection. */
export type Memory = Readonly<{ resident: number; heap: number; external: number }>;

export type BenchedNode = Readonly<{
  port: number;
  pid: number;
  /** From the start of the process until it serves. */
  startedInMilliseconds: number;
  memory: () => Promise<Memory>;
  stop: () => Promise<void>;
}>;

async function memoryOf({ child }: ChildProgram): Promise<Memory> {
  const answer: Promise<unknown[]> = once(child, 'message');
  child.send('memory');
  const [message] = await answer;
  const { rss, heap, external } = memorySchema.parse(message).memory;
  return { resident: rss / MEBIBYTE, heap: heap / MEBIBYTE, external: external / MEBIBYTE };
}

/** The node as it is delivered, as a process of its own. Resolves when it serves. */
export async function startBenchedNode(databaseUrl: string, logFile: string): Promise<BenchedNode> {
  const port = await freePort();
  const start = performance.now();
  const reporter = ['--expose-gc', '--require', join(__dirname, 'memory-reporter')];
  const program = startProgram([...reporter, join(DIST, 'apps/event-store-node/src/main')], {
    logFile,
    overrides: {
      LEDGER_EVENTSTORE_NODE_DATABASE_URL: databaseUrl,
      LEDGER_EVENTSTORE_NODE_HOST: '127.0.0.1',
      LEDGER_EVENTSTORE_NODE_PORT: String(port),
    },
  });
  for (let message: unknown; message !== READY_MESSAGE;) message = await program.message();
  return {
    port,
    pid: program.child.pid ?? 0,
    startedInMilliseconds: performance.now() - start,
    memory: () => memoryOf(program),
    stop: () => program.stop(),
  };
}
