import { ARCHIVE_VERSION } from './archive-lines';
import { ArchiveRefused, damaged, grouped } from './archive-refused';
import { holdsTogether, linesOf, longestOf } from './block';
import { beginsAsBlock, type BlockHead, HEAD_LENGTH, headOf } from './block-head';

/** Where the bytes of an archive come from. */
export type ArchiveBytes = Readonly<{
  /** As a person knows it. */
  name: string;
  length: number;
  /** As many as asked for, or fewer at the end. */
  read: (position: number, length: number) => Promise<Buffer>;
}>;

/** What has to stand at a byte of the file. */
export type Expected = Readonly<{
  byte: number;
  number: number;
  eventsBefore: number;
  linkBefore: Buffer;
}>;
/** A block whose bytes are as they were written, in its place. */
export type WholeBlock = Readonly<{ at: Expected; head: BlockHead; lines: Buffer }>;

const FIRST: Expected = { byte: 0, number: 0, eventsBefore: 0, linkBefore: Buffer.alloc(0) };
const UNLIKE_ONE =
  'it does not begin as one does. One that was unpacked and packed again is none any more: take the file that was written';
const NOT_AS_WRITTEN = 'its bytes are not those that were written';

/** What has to stand after a block. */
export function following({ at, head }: WholeBlock): Expected {
  return {
    byte: at.byte + head.length,
    number: at.number + 1,
    eventsBefore: at.eventsBefore + head.events,
    linkBefore: head.link,
  };
}

/** The refusal of what stands in a place; `head` says how many events that concerns. */
export function refusalAt(
  { name }: ArchiveBytes,
  { number: block, byte, eventsBefore }: Expected,
  why: string,
  head?: BlockHead,
): ArchiveRefused {
  return damaged(name, { block, byte, eventsBefore, events: head?.events }, why);
}

function foreign({ name, length }: ArchiveBytes): ArchiveRefused {
  const why = length === 0 ? 'it is empty' : UNLIKE_ONE;
  return new ArchiveRefused('not an archive', `${name} is no backup of an event log: ${why}.`);
}

function newer({ name }: ArchiveBytes, { version }: BlockHead): ArchiveRefused {
  return new ArchiveRefused(
    'newer format',
    `${name} is a backup in format ${version}, and this release reads format ${ARCHIVE_VERSION}: use the release that wrote it, or a later one.`,
  );
}

function cutOff({ length }: ArchiveBytes): string {
  return `the file is cut off after ${grouped(length)} bytes`;
}

async function headAt(bytes: ArchiveBytes, at: Expected): Promise<BlockHead> {
  const start = await bytes.read(at.byte, HEAD_LENGTH);
  if (at.byte === 0 && !beginsAsBlock(start)) throw foreign(bytes);
  if (start.length < HEAD_LENGTH) throw refusalAt(bytes, at, cutOff(bytes));
  const head = headOf(start);
  if (head === undefined) throw refusalAt(bytes, at, 'no block begins there as one was written');
  ensureInPlace(bytes, at, head);
  return head;
}

function ensureInPlace(bytes: ArchiveBytes, at: Expected, head: BlockHead): void {
  const { number, eventsBefore, length } = head;
  if (number !== at.number || eventsBefore !== at.eventsBefore)
    throw refusalAt(bytes, at, `block ${grouped(number)} stands in its place`);
  if (length <= HEAD_LENGTH || length > longestOf(head.kind))
    throw refusalAt(bytes, at, NOT_AS_WRITTEN, head);
  if (at.byte + length > bytes.length) throw refusalAt(bytes, at, cutOff(bytes), head);
}

async function blockAt(bytes: ArchiveBytes, at: Expected): Promise<WholeBlock> {
  const head = await headAt(bytes, at);
  const block = await bytes.read(at.byte, head.length);
  if (!holdsTogether(block, head, at.linkBefore)) throw refusalAt(bytes, at, NOT_AS_WRITTEN, head);
  // Known to be meant so: the link covers it.
  if (head.version !== ARCHIVE_VERSION) throw newer(bytes, head);
  try {
    return { at, head, lines: await linesOf(block, head) };
  } catch {
    throw refusalAt(bytes, at, NOT_AS_WRITTEN, head);
  }
}

/** The blocks up to the footer. The next one is read and inflated while one is used. @throws ArchiveRefused */
export async function* blocksOf(bytes: ArchiveBytes): AsyncGenerator<WholeBlock> {
  let next = blockAt(bytes, FIRST);
  for (;;) {
    const block = await next;
    if (block.head.kind === 'footer') {
      yield block;
      return;
    }
    next = blockAt(bytes, following(block));
    next.catch(() => undefined);
    yield block;
  }
}
