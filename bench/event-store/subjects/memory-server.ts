import { join } from 'node:path';
import { z } from 'zod';
import { DIST, startProgram } from '../../system/child-program';

const messageSchema = z.object({ port: z.number() });

export type MemoryServer = Readonly<{ port: number; pid: number; stop: () => Promise<void> }>;

/** The server that answers from memory, with a log of so many events. */
export async function startMemoryServer(events: number, logFile: string): Promise<MemoryServer> {
  const program = startProgram([join(DIST, 'bench/event-store/memory/main'), String(events)], {
    logFile,
    overrides: {},
  });
  const { port } = messageSchema.parse(await program.message());
  return { port, pid: program.child.pid ?? 0, stop: () => program.stop() };
}
