import { mkdir } from 'node:fs/promises';
import { type DirectoryLock, messageOf, tryLockDirectory } from '#platform';
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

/** Claims roles of a data directory for this process, all or none; refuses with the name of who has one. */
export async function claimRoles(
  directory: string,
  roles: readonly Role[],
  holder: string,
): Promise<DirectoryLock> {
  await makeDirectory(directory);
  const locks: DirectoryLock[] = [];
  const release = async (): Promise<void> => {
    await Promise.all(locks.map((lock) => lock.release()));
  };
  for (const role of roles.filter((each) => !SHARED.includes(each))) {
    const attempt = await tryLockDirectory(directory, `role ${role}`, holder);
    if (attempt.kind === 'held') locks.push(attempt.lock);
    else {
      await release();
      throw new CannotGoOn(
        `The data directory ${directory} is in use by ${attempt.holder}: stop that process, or name another directory with --data-dir.`,
      );
    }
  }
  return { release };
}
