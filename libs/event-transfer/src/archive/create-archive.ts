import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { access, constants, type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ensure, onFile, systemCodeOf } from './archive-file-failure';
import { type ArchiveSummary } from './archive-reader';
import { type ArchiveContents, writeArchive } from './archive-writer';
import { type ArchiveWatch, bytesOfFile, checkedArchive } from './open-archive';

/** What customers bought is nobody else's business. */
const PRIVATE_FILE = 0o600;
const NO_HARD_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/** A link takes the place of no file, which a new name does. At once: no signal comes between it and what is said of it. */
function putInPlace(beside: string, path: string): void {
  try {
    linkSync(beside, path);
  } catch (error) {
    const isTaken = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
    if (isTaken || !NO_HARD_LINKS.includes(systemCodeOf(error) ?? '')) throw error;
    renameSync(beside, path);
  }
}

/** Makes the name of a file as durable as its bytes. */
async function flushDirectory(directory: string): Promise<void> {
  const opened = await open(directory, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** How an archive comes to be written. */
export type ArchiveMaking = Readonly<{
  contents: ArchiveContents;
  /** Hears that all is on the disk, and then of the reading back. */
  onWritten: () => void;
  saw: ArchiveWatch;
  /** Hears that it stands under its name, whole: no abort takes it away any more. */
  onPlaced: () => void;
  /** Aborted before that, it removes at once what was written, and ends. */
  signal: AbortSignal;
}>;

async function written(
  path: string,
  file: FileHandle,
  { contents, onWritten, saw, signal }: ArchiveMaking,
): Promise<ArchiveSummary> {
  const footer = await writeArchive(contents, {
    write: async (bytes) => {
      signal.throwIfAborted();
      await onFile(path, () => file.writeFile(bytes));
    },
  });
  await onFile(path, () => file.sync());
  onWritten();
  const summary = await checkedArchive(await bytesOfFile(path, file), (events, share) => {
    signal.throwIfAborted();
    saw(events, share);
  });
  if (summary.footer.digest !== footer.digest)
    throw new Error(`${path} was read back as something else than was written`);
  return summary;
}

/** @throws ArchiveFileFailure if a backup cannot come to stand there: something does, or no file can */
export async function ensureFree(path: string): Promise<void> {
  ensure(!(await isThere(path)), path, 'EEXIST');
  await onFile(path, () => access(dirname(path), constants.W_OK));
}

/**
 * Writes an archive. It stands beside its name until every byte of it is on the disk and was read back, and under it
 * then; if anything goes wrong, nothing is left.
 * @throws ArchiveFileFailure if the name is taken or the disk does not take it
 */
export async function createArchive(path: string, making: ArchiveMaking): Promise<ArchiveSummary> {
  await ensureFree(path);
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await onFile(path, () => open(beside, 'wx+', PRIVATE_FILE));
  // At once: whoever aborts may end this process without another turn.
  const remove = (): void => {
    rmSync(beside, { force: true });
  };
  making.signal.addEventListener('abort', remove);
  try {
    const summary = await written(path, file, making);
    making.signal.throwIfAborted();
    await onFile(path, () => {
      putInPlace(beside, path);
      making.onPlaced();
      return Promise.resolve();
    });
    await onFile(path, () => flushDirectory(dirname(path)));
    return summary;
  } finally {
    making.signal.removeEventListener('abort', remove);
    await file.close();
    remove();
  }
}
