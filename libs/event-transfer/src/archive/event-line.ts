import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { type TransferredEvent } from '../transferred-event';
import { createdText, ticksOf } from './created-text';

/** Before it stand texts, in which a quotation mark is always escaped: the first is the field. */
const LENGTHS = ',"bytes":[';
const LENGTHS_END = ']'.charCodeAt(0);
const LINE_END = '}';
const LINE_BREAK = 0x0a;

const head = z.strictObject({
  stream: z.string(),
  revision: z.number().int().nonnegative(),
  id: z.string(),
  type: z.string(),
  created: z.string(),
  json: z.boolean(),
});
const lengths = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A field of the line that gives back the very same bytes: JSON stands as it is, spaces, digits and doubled keys
 * included, unless it holds a line break; all else in base64; nothing for no bytes.
 */
function bytesField(name: string, { buffer, byteOffset, length }: Uint8Array): string {
  if (length === 0) return '';
  const bytes = Buffer.from(buffer, byteOffset, length);
  if (isUtf8(bytes) && !bytes.includes(LINE_BREAK)) {
    const text = bytes.toString('utf8');
    if (isJson(text)) return `,"${name}":${text}`;
  }
  return `,"${name}Base64":"${bytes.toString('base64')}"`;
}

/** An event as one line of JSON, with its line break. */
export function eventLine(event: TransferredEvent): string {
  const { stream, id, type, data, metadata } = event;
  const revision = Number(event.revision);
  if (!Number.isSafeInteger(revision)) throw new RangeError(`Revision ${revision} of ${stream}`);
  const created = createdText(event.createdTicks);
  const first = JSON.stringify({ stream, revision, id, type, created, json: event.isJson });
  const sizes = `${LENGTHS}${data.length},${metadata.length}]`;
  return `${first.slice(0, -1)}${sizes}${bytesField('data', data)}${bytesField('metadata', metadata)}}\n`;
}

/** Reads a line from left to right. */
class LineBytes {
  constructor(
    private readonly line: Buffer,
    private at: number,
  ) {}

  took(text: string): boolean {
    const end = this.at + text.length;
    if (this.line.toString('latin1', this.at, end) !== text) return false;
    this.at = end;
    return true;
  }

  take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.line.length) throw new SyntaxError('The line ends too early');
    const taken = this.line.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  get isAtEnd(): boolean {
    return this.at === this.line.length;
  }
}

const BASE64_GROUP = { bytes: 3, digits: 4 };

function base64Length(length: number): number {
  return Math.ceil(length / BASE64_GROUP.bytes) * BASE64_GROUP.digits;
}

function expect(condition: boolean): void {
  if (!condition) throw new SyntaxError('The line is not that of an event');
}

function bytesOf(name: string, length: number, rest: LineBytes): Buffer {
  if (length === 0) return Buffer.alloc(0);
  if (rest.took(`,"${name}":`)) return rest.take(length);
  expect(rest.took(`,"${name}Base64":"`));
  const bytes = Buffer.from(rest.take(base64Length(length)).toString('latin1'), 'base64');
  expect(bytes.length === length && rest.took('"'));
  return bytes;
}

/** The event of a line, without its line break. @throws SyntaxError or ZodError for a line that `eventLine` does not make */
export function eventOf(line: Buffer): TransferredEvent {
  const sizesAt = line.indexOf(LENGTHS);
  const sizesEnd = line.indexOf(LENGTHS_END, sizesAt);
  expect(sizesAt > 0 && sizesEnd > 0);
  const first: unknown = JSON.parse(`${line.toString('utf8', 0, sizesAt)}}`);
  const { stream, revision, id, type, created, json } = head.parse(first);
  const sizes: unknown = JSON.parse(
    line.toString('latin1', sizesAt + LENGTHS.length - 1, sizesEnd + 1),
  );
  const [dataLength, metadataLength] = lengths.parse(sizes);
  const rest = new LineBytes(line, sizesEnd + 1);
  const data = bytesOf('data', dataLength, rest);
  const metadata = bytesOf('metadata', metadataLength, rest);
  expect(rest.took(LINE_END) && rest.isAtEnd);
  const createdTicks = ticksOf(created);
  if (createdTicks === undefined) throw new SyntaxError(`${created} is no instant`);
  const place = { stream, revision: BigInt(revision), id, type };
  return { ...place, isJson: json, createdTicks, data, metadata };
}
