import { userInfo } from 'node:os';
import { ConfigurationError } from '../configuration/configuration';
import { errorCode, messageOf } from './system-error';

/** A failure whose message is all that whoever runs the ledger needs: what is wrong, and what to do. */
export interface PlainFailure {
  readonly message: string;
  /** Whether the same may succeed later by itself, as when a server is back. */
  readonly mayPass: boolean;
}

/** Throws a plain failure. Libraries below this one throw errors of their own that have `mayPass` too. */
export class PlainError extends Error implements PlainFailure {
  constructor(
    message: string,
    readonly mayPass = false,
  ) {
    super(message);
    this.name = 'PlainError';
  }
}

/** What the system says of a file, as the end of a sentence that names the file. */
const FILE_FAILURES: Readonly<Record<string, (user: string) => string>> = {
  EACCES: (user) =>
    `may not be used by the user ${user}: start as its owner, or give it to ${user} (chown)`,
  EPERM: (user) =>
    `may not be changed by the user ${user}: start as its owner, or give it to ${user} (chown)`,
  EROFS: () =>
    'is on a read-only file system: name a directory that can be written with --data-dir',
  ENOSPC: () => 'cannot be written, for the disk is full: make room, then start again',
  EDQUOT: () => 'cannot be written, for the disk quota is used up: make room, then start again',
  ENOTDIR: () => 'cannot be: what stands above it is no directory. Name another with --data-dir',
  EISDIR: () => 'is a directory, and a file is expected there: move it away',
  EIO: () => 'cannot be read or written: the disk is at fault',
};

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `with the id ${process.getuid?.() ?? 'unknown'}`;
  }
}

function pathOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('path' in error)) return undefined;
  return typeof error.path === 'string' ? error.path : undefined;
}

/** What these say is of the disk; the system does not always say of which file. */
const OF_THE_DISK = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO'];

function fileFailure(error: unknown): PlainFailure | undefined {
  const code = errorCode(error) ?? '';
  const words = FILE_FAILURES[code];
  const subject = pathOf(error) ?? (OF_THE_DISK.includes(code) ? 'The data directory' : undefined);
  if (subject === undefined || words === undefined) return undefined;
  return { message: `${subject} ${words(nameOfUser())}.`, mayPass: false };
}

/** The plain failure that something thrown is; undefined for what nobody foresaw, whose stack is worth showing. */
export function plainFailureOf(error: unknown): PlainFailure | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if (error instanceof ConfigurationError) return { message: error.message, mayPass: false };
  if ('mayPass' in error && typeof error.mayPass === 'boolean')
    return { message: messageOf(error), mayPass: error.mayPass };
  return fileFailure(error);
}
