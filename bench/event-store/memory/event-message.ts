import { bytesSize, FieldReader, numberSize, putBytes, putNumber } from './wire';

/** An event to be answered: its proposal and its stream's identifier are messages as the client sent them. */
export type AnsweredEvent = Readonly<{
  proposal: Buffer;
  stream: Buffer;
  revision: number;
  position: number;
}>;

const CREATED_TICKS = '17600000000000000';
const TAG = {
  event: 0x0a,
  recorded: 0x0a,
  commit: 0x18,
  stream: 0x12,
  revision: 0x18,
  preparePosition: 0x20,
  commitPosition: 0x28,
  metadata: 0x32,
  key: 0x0a,
  value: 0x12,
} as const;

/** What a field of a proposed event is called in a recorded one: id, metadata, custom metadata, data. */
const RECORDED_TAGS: readonly number[] = [0, 0x0a, 0x32, 0x3a, 0x42];

const created = createdEntry();

function createdEntry(): Buffer {
  const key = Buffer.from('created');
  const value = Buffer.from(CREATED_TICKS);
  const size = bytesSize(key.length) + bytesSize(value.length);
  const bytes = Buffer.alloc(bytesSize(size));
  const at = putNumber(bytes, 0, TAG.metadata, size);
  putBytes(bytes, putBytes(bytes, at, TAG.key, key), TAG.value, value);
  return bytes;
}

/** The `ReadResp` of an event. A recorded event has the fields of its proposal under other numbers, so they are copied as they are. */
export function eventAnswer({ proposal, stream, revision, position }: AnsweredEvent): Buffer {
  const recordedSize =
    proposal.length +
    created.length +
    bytesSize(stream.length) +
    numberSize(revision) +
    2 * numberSize(position);
  const eventSize = bytesSize(recordedSize) + numberSize(position);
  const bytes = Buffer.allocUnsafe(bytesSize(eventSize));
  let at = putNumber(bytes, 0, TAG.event, eventSize);
  at = putNumber(bytes, at, TAG.recorded, recordedSize);
  at = putRecordedFields(bytes, at, proposal);
  bytes.set(created, at);
  at = putBytes(bytes, at + created.length, TAG.stream, stream);
  at = putNumber(bytes, at, TAG.revision, revision);
  at = putNumber(bytes, at, TAG.preparePosition, position);
  at = putNumber(bytes, at, TAG.commitPosition, position);
  putNumber(bytes, at, TAG.commit, position);
  return bytes;
}

function putRecordedFields(bytes: Buffer, at: number, proposal: Buffer): number {
  bytes.set(proposal, at);
  const fields = new FieldReader(proposal);
  while (fields.next()) bytes[at + fields.tagAt] = RECORDED_TAGS[fields.field] ?? 0;
  return at + proposal.length;
}
