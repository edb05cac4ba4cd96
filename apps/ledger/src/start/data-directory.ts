import { mkdir } from 'node:fs/promises';
import {
  type DirectoryLock,
  errorCode,
  type LockAttempt,
  messageOf,
  sleep,
  tryLockDirectory,
} from '#platform';
import { CannotGoOn } from '../exit-codes';
import { type Role } from './role';

/** Many of these may serve one data directory; their port keeps two of the same apart. */
const SHARED: readonly Role[] = ['api'];
const CLAIM_ATTEMPTS_MAX = 20;
const CLAIM_RETRY_MS = 250;

const WHY_NOT_MADE: Readonly<Record<string, string>> = {
  EEXIST: 'a file stands there',
  // What Node.js says of a read-only file system when it is to make directories above too.
  ENOENT: 'its file system is read-only, or a link above it leads nowhere',
};

/** Who wants to work on a data directory, and how it says that it has to wait. */
export interface Claimant {
  readonly holder: string;
  readonly say: (text: string) => void;
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    const why = WHY_NOT_MADE[errorCode(error) ?? ''] ?? messageOf(error);
    throw new CannotGoOn(
      `The data directory ${directory} cannot be made (${why}): name another with --data-dir.`,
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

/** As `tryClaimRoles`, but waits some seconds for a holder that may just be ending, and then refuses to go on. */
export async function claimRoles(
  directory: string,
  roles: readonly Role[],
  { holder, say }: Claimant,
): Promise<DirectoryLock> {
  for (let attempt = 1; ; attempt += 1) {
    const claim = await tryClaimRoles(directory, roles, holder);
    if (claim.kind === 'held') return claim.lock;
    if (attempt === CLAIM_ATTEMPTS_MAX) throw inUse(directory, claim.holder);
    if (attempt === 1) say(`${directory} is in use by ${claim.holder}; waiting for its end …`);
    await sleep(CLAIM_RETRY_MS);
  }
}
