import { mkdir } from 'node:fs/promises';
import { type DirectoryLock, type LockAttempt, messageOf, tryLockDirectory } from '#platform';
import { CannotGoOn } from '../exit-codes';
import { type Role } from './role';

/** Many of these may serve one data directory; their port keeps two of the same apart. */
const SHARED: readonly Role[] = ['api'];

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw new CannotGoOn(
      `The data directory ${directory} cannot be made (${messageOf(error)}): name another with --data-dir.`,
    );
  }
}

/** The refusal to work beside another process. */
export function inUse(directory: string, holder: string): CannotGoOn {
  return new CannotGoOn(
    `The data directory ${directory} is in use by ${holder}: stop that process, or name another directory with --data-dir.`,
  );
}

/** Claims roles of a data directory for this process, all or none; says who has one that is taken. */
export async function tryClaimRoles(
  directory: string,
  roles: readonly Role[],
  holder: string,
): Promise<LockAttempt> {
  await makeDirectory(directory);
  const locks: DirectoryLock[] = [];
  const release = async (): Promise<void> => {
    await Promise.all(locks.map((lock) => lock.release()));
  };
  for (const role of roles.filter((each) => !SHARED.includes(each))) {
    const attempt = await tryLockDirectory(directory, `role ${role}`, holder);
    if (attempt.kind === 'taken') {
      await release();
      return attempt;
    }
    locks.push(attempt.lock);
  }
  return { kind: 'held', lock: { release } };
}

/** As `tryClaimRoles`, but refuses to go on if one is taken. */
export async function claimRoles(
  directory: string,
  roles: readonly Role[],
  holder: string,
): Promise<DirectoryLock> {
  const attempt = await tryClaimRoles(directory, roles, holder);
  if (attempt.kind === 'taken') throw inUse(directory, attempt.holder);
  return attempt.lock;
}
