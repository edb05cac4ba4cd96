import { type ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type RecordedEvent } from './event-storage.port';
import { copyOut } from './statements';

/** Before the first row of a binary copy: 11 bytes of signature, 4 of flags, 4 of the length of an extension there is none of. */
const HEADER_BYTES = 19;
const FIELD_COUNT_BYTES = 2;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;
/** In place of a row's number of fields, after the last row. */
const NO_MORE_ROWS = -1;

/**
 * The events of a query with the columns of `EVENT_COLUMNS`, the name of the stream before them unless it is given. Copied out in PostgreSQL's binary format: as text, which
 * the driver's rows are, a `bytea` takes twice its bytes, and both sides convert each of them.
 */
export async function copiedEvents(
  client: ClientBase,
  query: string,
  stream?: string,
): Promise<readonly RecordedEvent[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(copyTo(copyOut(query)))) chunks.push(chunk as Buffer);
  return eventsOf(Buffer.concat(chunks), stream);
}

/** Reads the events of a binary copy. Their bytes are views on what was copied. */
export function eventsOf(copied: Buffer, stream?: string): readonly RecordedEvent[] {
  const rows = new CopiedRows(copied);
  const events: RecordedEvent[] = [];
  while (rows.next())
    events.push({
      stream: stream ?? rows.text(),
      position: rows.int8(),
      revision: rows.int8(),
      id: rows.uuid(),
      type: rows.text(),
      isJson: rows.bool(),
      createdTicks: rows.int8(),
      data: rows.bytes(),
      metadata: rows.bytes(),
    });
  return events;
}

/** Goes through a binary copy, row by row and field by field. */
class CopiedRows {
  private at = HEADER_BYTES;

  constructor(private readonly copied: Buffer) {}

  next(): boolean {
    const fields = this.copied.readInt16BE(this.at);
    this.at += FIELD_COUNT_BYTES;
    return fields !== NO_MORE_ROWS;
  }

  bytes(): Buffer {
    const length = this.copied.readInt32BE(this.at);
    if (length === NULL_LENGTH) throw new Error('A column of an event is null.');
    const start = this.at + LENGTH_BYTES;
    this.at = start + length;
    return this.copied.subarray(start, this.at);
  }

  int8(): bigint {
    return this.bytes().readBigInt64BE(0);
  }

  bool(): boolean {
    return this.bytes()[0] === 1;
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  uuid(): string {
    const digits = this.bytes().toString('hex');
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
  }
}
