import { type FileHandle, open } from 'node:fs/promises';
import { type EventPages, type EventSource } from '../transferred-event';
import { ensure, onFile } from './archive-file-failure';
import { type ArchiveSummary, readArchive } from './archive-reader';
import { type ArchiveBytes } from './block-reader';

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** The bytes of a file, as many as it has now. */
export async function bytesOfFile(path: string, file: FileHandle): Promise<ArchiveBytes> {
  const found = await onFile(path, () => file.stat());
  ensure(!found.isDirectory(), path, 'EISDIR');
  ensure(found.isFile(), path, 'ENODEV');
  const read = (position: number, length: number): Promise<Buffer> =>
    onFile(path, () => bytesAt(file, position, length));
  return { name: path, length: found.size, read };
}

/** Hears how many events were read, and how much of the file, from 0 to 1. */
export type ArchiveWatch = (events: number, share: number) => void;

async function* pagesOf(path: string, saw: (share: number) => void): EventPages {
  const file = await onFile(path, () => open(path, 'r'));
  try {
    const bytes = await bytesOfFile(path, file);
    for await (const part of readArchive(bytes)) {
      if (part.kind === 'summary' || part.events.length === 0) continue;
      saw(part.bytesRead / bytes.length);
      yield part.events;
    }
  } finally {
    await file.close();
  }
}

/** A backup as a source. Its pages end with an `ArchiveRefused` where it is not whole. */
export function archiveSource(path: string): EventSource {
  let read = 0;
  const pages = (): EventPages => {
    read = 0;
    return pagesOf(path, (share) => (read = share));
  };
  return { name: path, pages, share: () => read };
}

/** Reads all of an archive. @throws ArchiveRefused if it is not whole, saying where */
export async function checkedArchive(
  bytes: ArchiveBytes,
  saw: ArchiveWatch,
): Promise<ArchiveSummary> {
  let [events, summary]: [number, ArchiveSummary | undefined] = [0, undefined];
  for await (const part of readArchive(bytes)) {
    if (part.kind === 'summary') summary = part.summary;
    else saw((events += part.events.length), part.bytesRead / bytes.length);
  }
  if (summary === undefined) throw new Error('An archive was read to no end');
  return summary;
}

/** The same of a file. @throws ArchiveFileFailure too, if it cannot be read */
export async function checkedArchiveFile(path: string, saw: ArchiveWatch): Promise<ArchiveSummary> {
  const file = await onFile(path, () => open(path, 'r'));
  try {
    return await checkedArchive(await bytesOfFile(path, file), saw);
  } finally {
    await file.close();
  }
}
