import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '#platform';

/** What other verbs want to know of a running system. It holds no secret. */
export interface Runtime {
  readonly pid: number;
  readonly startedAt: string;
  readonly url: string;
  readonly certificateAuthority: string;
  readonly eventStoreUrl: string;
}

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
