import { crc32 } from 'node:zlib';

/** What a block holds. */
export const BLOCK_KINDS = ['header', 'events', 'footer'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** What stands at the beginning of a block, in the extra field of its gzip header. */
export type BlockHead = Readonly<{
  version: number;
  kind: BlockKind;
  /** From 0. */
  number: number;
  /** In the blocks before it. */
  eventsBefore: number;
  events: number;
  /** Of the whole block in the file, this head included. */
  length: number;
  /** SHA-256 of the link of the block before it, and of all of this block but the link. */
  link: Buffer;
}>;

// A gzip header (RFC 1952): deflate, an extra field, no time, unknown system; and the subfield "EA" of the extra field.
const EXTRA_LENGTH = 64;
const SUBFIELD_LENGTH = EXTRA_LENGTH - 4;
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff]);
const EXTRA_START = Buffer.from([EXTRA_LENGTH, 0, 0x45, 0x41, SUBFIELD_LENGTH, 0]);
const START = Buffer.concat([GZIP_HEADER, EXTRA_START]);

const VERSION_AT = 16;
const KIND_AT = 18;
const NUMBER_AT = 20;
const EVENTS_BEFORE_AT = 24;
const EVENTS_AT = 32;
const LENGTH_AT = 36;
const CHECK_AT = 40;
export const LINK_AT = 44;
export const HEAD_LENGTH = 76;

/** The bytes of a head up to its link. */
export function headStart(head: Omit<BlockHead, 'link'>): Buffer {
  const bytes = Buffer.alloc(LINK_AT);
  START.copy(bytes);
  bytes.writeUInt16LE(head.version, VERSION_AT);
  bytes.writeUInt16LE(BLOCK_KINDS.indexOf(head.kind), KIND_AT);
  bytes.writeUInt32LE(head.number, NUMBER_AT);
  bytes.writeBigUInt64LE(BigInt(head.eventsBefore), EVENTS_BEFORE_AT);
  bytes.writeUInt32LE(head.events, EVENTS_AT);
  bytes.writeUInt32LE(head.length, LENGTH_AT);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, CHECK_AT)), CHECK_AT);
  return bytes;
}

/** Whether bytes begin as every block of every version does. */
export function beginsAsBlock(bytes: Buffer): boolean {
  return bytes.subarray(0, START.length).equals(START);
}

/** The head of a block from its first bytes; undefined if they are not as they were written. */
export function headOf(bytes: Buffer): BlockHead | undefined {
  if (bytes.length < HEAD_LENGTH || !beginsAsBlock(bytes)) return undefined;
  if (crc32(bytes.subarray(0, CHECK_AT)) !== bytes.readUInt32LE(CHECK_AT)) return undefined;
  const kind = BLOCK_KINDS[bytes.readUInt16LE(KIND_AT)];
  if (kind === undefined) return undefined;
  return {
    version: bytes.readUInt16LE(VERSION_AT),
    kind,
    number: bytes.readUInt32LE(NUMBER_AT),
    eventsBefore: Number(bytes.readBigUInt64LE(EVENTS_BEFORE_AT)),
    events: bytes.readUInt32LE(EVENTS_AT),
    length: bytes.readUInt32LE(LENGTH_AT),
    link: bytes.subarray(LINK_AT, HEAD_LENGTH),
  };
}
