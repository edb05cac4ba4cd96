import { type RecordedEvent } from '../storage/event-storage.port';
import { fieldSize, numberSize, WireBuffer } from './wire-buffer';

/** Tags of the protocol buffers that carry one event: field number and wire type in a byte. */
const TAG = {
  answerEvent: 0x0a,
  readEvent: 0x0a,
  readCommitPosition: 0x18,
  id: 0x0a,
  idString: 0x12,
  stream: 0x12,
  streamName: 0x1a,
  revision: 0x18,
  preparePosition: 0x20,
  commitPosition: 0x28,
  metadata: 0x32,
  metadataKey: 0x0a,
  metadataValue: 0x12,
  customMetadata: 0x3a,
  data: 0x42,
} as const;

const ID_LENGTH = 36;

/** The `ReadResp` of an event, its id as text: the same message as the generated classes make, in one allocation. */
export function encodeEventAnswer(event: RecordedEvent): Buffer {
  const stream = Buffer.from(event.stream, 'utf8');
  const texts: readonly (readonly [string, Buffer])[] = [
    ['type', Buffer.from(event.type, 'utf8')],
    ['content-type', event.isJson ? JSON_TYPE : BYTES_TYPE],
    ['created', Buffer.from(String(event.createdTicks), 'latin1')],
  ];
  const recordedLength =
    fieldSize(fieldSize(ID_LENGTH)) +
    fieldSize(fieldSize(stream.length)) +
    numberSize(event.revision) +
    2 * numberSize(event.position) +
    texts.reduce((sum, [key, value]) => sum + fieldSize(entrySize(key, value)), 0) +
    fieldSize(event.metadata.length) +
    fieldSize(event.data.length);
  const readLength = fieldSize(recordedLength) + numberSize(event.position);
  const out = new WireBuffer(fieldSize(readLength));
  out.open(TAG.answerEvent, readLength).open(TAG.readEvent, recordedLength);
  out.open(TAG.id, fieldSize(ID_LENGTH)).bytes(TAG.idString, Buffer.from(event.id, 'latin1'));
  out.open(TAG.stream, fieldSize(stream.length)).bytes(TAG.streamName, stream);
  out.number(TAG.revision, event.revision);
  out.number(TAG.preparePosition, event.position).number(TAG.commitPosition, event.position);
  for (const [key, value] of texts) {
    out.open(TAG.metadata, entrySize(key, value));
    out.bytes(TAG.metadataKey, Buffer.from(key, 'latin1')).bytes(TAG.metadataValue, value);
  }
  out.bytes(TAG.customMetadata, event.metadata).bytes(TAG.data, event.data);
  return out.number(TAG.readCommitPosition, event.position).buffer;
}

const JSON_TYPE = Buffer.from('application/json');
const BYTES_TYPE = Buffer.from('application/octet-stream');

const entrySize = (key: string, value: Uint8Array): number =>
  fieldSize(key.length) + fieldSize(value.length);
