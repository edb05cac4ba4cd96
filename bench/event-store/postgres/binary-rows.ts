import { randomFillSync } from 'node:crypto';
import { CONTENT, DATA_BYTES, METADATA_BYTES } from '../content';

/** The columns of an event, in the order of the rows below. */
export const EVENT_COLUMNS =
  'position, stream_number, stream_revision, event_id, event_type, is_json, created_ticks, data, metadata';
const COLUMNS = EVENT_COLUMNS.split(', ').length;

/** The signature, flags and extension of PostgreSQL's binary COPY, and what ends it. */
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const TRAILER = Buffer.from([0xff, 0xff]);

const BIGINT = Buffer.alloc(8);
const UUID_BYTES = 16;
const CREATED_TICKS = 17_600_000_000_000_000n;

const FIELDS = [
  ...[BIGINT, BIGINT, BIGINT, Buffer.alloc(UUID_BYTES)],
  ...[Buffer.from(CONTENT.type), Buffer.from([1]), BIGINT, DATA_BYTES, METADATA_BYTES],
];
const LENGTH_BYTES = 4;
const ROW = rowOf(FIELDS);
const AT = {
  position: placeOf(0),
  stream: placeOf(1),
  revision: placeOf(2),
  id: placeOf(3),
  created: placeOf(6),
};

export type EventPlace = Readonly<{ position: number; streamNumber: number; revision: number }>;

function rowOf(fields: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(2);
  head.writeInt16BE(COLUMNS);
  const parts = fields.flatMap((field) => {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeInt32BE(field.length);
    return [length, field];
  });
  return Buffer.concat([head, ...parts]);
}

function placeOf(column: number): number {
  const before = FIELDS.slice(0, column).reduce(
    (sum, { length }) => sum + LENGTH_BYTES + length,
    0,
  );
  return 2 + before + LENGTH_BYTES;
}

/** Events as rows of a binary COPY: the same bytes but for places and ids. */
export function binaryRows(places: readonly EventPlace[]): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER.length + places.length * ROW.length + TRAILER.length);
  bytes.set(HEADER, 0);
  let at = HEADER.length;
  for (const { position, streamNumber, revision } of places) {
    bytes.set(ROW, at);
    bytes.writeBigInt64BE(BigInt(position), at + AT.position);
    bytes.writeBigInt64BE(BigInt(streamNumber), at + AT.stream);
    bytes.writeBigInt64BE(BigInt(revision), at + AT.revision);
    randomFillSync(bytes, at + AT.id, UUID_BYTES);
    bytes.writeBigInt64BE(CREATED_TICKS + BigInt(position), at + AT.created);
    at += ROW.length;
  }
  bytes.set(TRAILER, at);
  return bytes;
}
