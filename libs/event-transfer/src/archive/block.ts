import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { crc32, deflateRaw, gunzip } from 'node:zlib';
import { ARCHIVE_VERSION } from './archive-lines';
import { type BlockHead, type BlockKind, HEAD_LENGTH, headStart, LINK_AT } from './block-head';

/** An event of the largest size that a store takes, in base64, is far below. */
const EVENTS_BYTES_MAX = 256 * 1_024 * 1_024;
/** The header and the footer are one short line each. */
const LINE_BYTES_MAX = 64 * 1_024;
const TRAILER_LENGTH = 8;
/** What zlib hands over at a time: in small pieces that takes longer than the compressing itself. */
const CHUNK_BYTES = 512 * 1_024;

/** How long a block may be, in the file and inflated. Nothing longer is read into memory. */
export function longestOf(kind: BlockKind): number {
  return kind === 'events' ? EVENTS_BYTES_MAX : LINE_BYTES_MAX;
}

/** Lines on their way into a block. */
export type OpenBlock = Readonly<{ kind: BlockKind; lines: Buffer; events: number }>;
/** The lines of a block compressed, with the checksum that ends a gzip member. */
export type PackedBlock = OpenBlock & Readonly<{ packed: Buffer }>;
/** Where a block stands in its archive. */
export type BlockPlace = Readonly<{ number: number; eventsBefore: number; linkBefore: Buffer }>;

const deflated = promisify(deflateRaw);
const inflated = promisify(gunzip);

function linked(linkBefore: Buffer, start: Buffer, packed: Buffer): Buffer {
  return createHash('sha256').update(linkBefore).update(start).update(packed).digest();
}

/** Compresses, on another thread. */
export async function packedBlock(block: OpenBlock): Promise<PackedBlock> {
  const trailer = Buffer.alloc(TRAILER_LENGTH);
  trailer.writeUInt32LE(crc32(block.lines), 0);
  trailer.writeUInt32LE(block.lines.length, 4);
  return {
    ...block,
    packed: Buffer.concat([await deflated(block.lines, { chunkSize: CHUNK_BYTES }), trailer]),
  };
}

/** A block as it stands in the file: a whole gzip member. */
export function sealedBlock(
  { kind, events, packed }: PackedBlock,
  { number, eventsBefore, linkBefore }: BlockPlace,
): Readonly<{ bytes: Buffer; link: Buffer }> {
  const length = HEAD_LENGTH + packed.length;
  const version = ARCHIVE_VERSION;
  const start = headStart({ version, kind, number, eventsBefore, events, length });
  const link = linked(linkBefore, start, packed);
  return { bytes: Buffer.concat([start, link, packed]), link };
}

/** Whether each byte of a block is as it was written, after that block. */
export function holdsTogether(bytes: Buffer, { link }: BlockHead, linkBefore: Buffer): boolean {
  const start = bytes.subarray(0, LINK_AT);
  return linked(linkBefore, start, bytes.subarray(HEAD_LENGTH)).equals(link);
}

/** The lines of a block. */
export function linesOf(bytes: Buffer, { kind }: BlockHead): Promise<Buffer> {
  return inflated(bytes, { maxOutputLength: longestOf(kind), chunkSize: CHUNK_BYTES });
}
