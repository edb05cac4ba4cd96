import { bytesSize, FieldReader, numberSize, putBytes, putNumber } from './wire';

/** What is looked at in one chunk of a batch append. All of it lies in the message as it came. */
export type AppendChunk = Readonly<{
  correlationId: Buffer;
  /** The identifier of the stream as a message; empty in a chunk that repeats no options. */
  stream: Buffer;
  proposals: readonly Buffer[];
  isFinal: boolean;
}>;

const NOTHING: Buffer = Buffer.alloc(0);
const REQUEST = { correlationId: 1, options: 2, proposal: 3, isFinal: 4 } as const;
const STREAM_OF_OPTIONS = 1;

/** Reads a chunk as far as it takes to answer it. */
export function appendChunk(bytes: Buffer): AppendChunk {
  const reader = new FieldReader(bytes);
  const proposals: Buffer[] = [];
  let correlationId: Buffer = NOTHING;
  let stream: Buffer = NOTHING;
  let isFinal = false;
  while (reader.next()) {
    if (reader.field === REQUEST.proposal) proposals.push(reader.value);
    else if (reader.field === REQUEST.correlationId) correlationId = reader.value;
    else if (reader.field === REQUEST.options) stream = streamOf(bytes, reader);
    else if (reader.field === REQUEST.isFinal) isFinal = reader.number === 1;
  }
  return { correlationId, stream, proposals, isFinal };
}

function streamOf(bytes: Buffer, { start, end }: FieldReader): Buffer {
  const options = new FieldReader(bytes, start, end);
  while (options.next()) if (options.field === STREAM_OF_OPTIONS) return options.value;
  return NOTHING;
}

const ANSWER = { correlationId: 0x0a, success: 0x1a, stream: 0x22 } as const;
const SUCCESS = { revision: 0x08, position: 0x1a } as const;
const POSITION = { commit: 0x08, prepare: 0x10 } as const;

export type Appended = Readonly<{
  correlationId: Buffer;
  stream: Buffer;
  revision: number;
  position: number;
}>;

/** The `BatchAppendResp` of an append that was done. */
export function appendedAnswer(appended: Appended): Buffer {
  const { correlationId, stream, revision, position } = appended;
  const positionSize = 2 * numberSize(position);
  const successSize = numberSize(revision) + bytesSize(positionSize);
  const size = bytesSize(correlationId.length) + bytesSize(successSize) + bytesSize(stream.length);
  const bytes = Buffer.allocUnsafe(size);
  let at = putBytes(bytes, 0, ANSWER.correlationId, correlationId);
  at = putNumber(bytes, at, ANSWER.success, successSize);
  at = putNumber(bytes, at, SUCCESS.revision, revision);
  at = putNumber(bytes, at, SUCCESS.position, positionSize);
  at = putNumber(bytes, at, POSITION.commit, position);
  at = putNumber(bytes, at, POSITION.prepare, position);
  putBytes(bytes, at, ANSWER.stream, stream);
  return bytes;
}
