/** A file that could not be read or written. The message is all that a person needs. */
export class ArchiveFileFailure extends Error {
  override readonly name = 'ArchiveFileFailure';

  constructor(
    /** As the system says it: ENOSPC and the like. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What the system says of a file, as the end of a sentence that names it. */
const WORDS: Readonly<Record<string, string>> = {
  EEXIST:
    'is there already, and a backup takes the place of no file: name another, or move it away',
  ENOENT: 'cannot be opened: there is no such file, or no directory for it',
  ENOTDIR: 'cannot be: what stands above it is no directory',
  EISDIR: 'is a directory, and the name of a file is expected',
  ENODEV: 'is no ordinary file, and a backup is read more than once',
  EACCES: 'may not be used by this user: allow it, or name another file',
  EPERM: 'may not be used by this user: allow it, or name another file',
  EROFS: 'is on a file system that is read-only',
  ENOSPC: 'cannot be written, for the disk is full: make room. Nothing was left behind',
  EDQUOT: 'cannot be written, for the disk quota is used up: make room. Nothing was left behind',
  EFBIG: 'cannot be written: files may not be so large there. Nothing was left behind',
  ENAMETOOLONG: 'has too long a name',
  EIO: 'cannot be read or written: the disk is at fault',
};

/** The code of a system error such as ENOENT. */
export function systemCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The failure that a system code means for a file; undefined where it has no words of its own. */
export function fileFailure(
  path: string,
  code: string | undefined,
): ArchiveFileFailure | undefined {
  const words = WORDS[code ?? ''];
  if (code === undefined || words === undefined) return undefined;
  return new ArchiveFileFailure(code, `${path} ${words}.`);
}

/** Does something to a file. @throws ArchiveFileFailure where the system's code has words */
export async function onFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileFailure(path, systemCodeOf(error)) ?? error;
  }
}

/** @throws ArchiveFileFailure with the words of that code, unless the condition holds */
export function ensure(condition: boolean, path: string, code: string): void {
  if (!condition) throw fileFailure(path, code) ?? new Error(`${path}: ${code}`);
}
