import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, replaceFile } from '#platform';
import { z } from 'zod';

const runtimeSchema = z.object({
  pid: z.number(),
  startedAt: z.string(),
  url: z.string(),
  certificateAuthority: z.string(),
  /** Of the embedded event store; one that the configuration names may hold a password. */
  eventStoreUrl: z.string().optional(),
  /** The instant the test clock was started at, if it is on. */
  testClock: z.string().optional(),
});

/** What other verbs want to know of a running system. It holds no secret. */
export type Runtime = Readonly<z.infer<typeof runtimeSchema>>;

function fileOf(dataDirectory: string): string {
  return join(dataDirectory, 'runtime.json');
}

/** Notes down that a system runs on a data directory. */
export async function writeRuntime(dataDirectory: string, runtime: Runtime): Promise<void> {
  await replaceFile(fileOf(dataDirectory), `${JSON.stringify(runtime, undefined, 2)}\n`);
}

/** Takes the note away. */
export async function removeRuntime(dataDirectory: string): Promise<void> {
  await rm(fileOf(dataDirectory), { force: true });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The note of the system that runs on a data directory, or ran there until it was killed. One that is damaged says nothing. */
export async function readRuntime(dataDirectory: string): Promise<Runtime | undefined> {
  const text = await readIfThere(fileOf(dataDirectory));
  return text === undefined ? undefined : runtimeSchema.safeParse(parsed(text)).data;
}
