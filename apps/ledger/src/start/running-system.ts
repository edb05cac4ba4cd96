import { tryLockDirectory } from '#platform';
import { type Role } from './role';
import { readRuntime, type Runtime } from './runtime-file';

/** Every whole system has it, and holds it for as long as it lives. */
const ALWAYS_HELD: Role = 'projector';

/**
 * The note of a whole system that runs on a data directory right now. One that was killed leaves its note behind,
 * but not its roles.
 */
export async function runningSystem(dataDirectory: string): Promise<Runtime | undefined> {
  const runtime = await readRuntime(dataDirectory);
  if (runtime === undefined) return undefined;
  const attempt = await tryLockDirectory(dataDirectory, `role ${ALWAYS_HELD}`, 'a look around');
  if (attempt.kind === 'taken') {
    return attempt.holder.endsWith(`(pid ${runtime.pid})`) ? runtime : undefined;
  }
  await attempt.lock.release();
  return undefined;
}
