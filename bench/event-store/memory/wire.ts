/** Field number and wire type in a byte: every field looked at here has a number below 16. */
const FIELD_SHIFT = 3;
const WIRE_TYPE_MASK = 7;
const LENGTH_DELIMITED = 2;
const VARINT = 0;

/** Goes through the fields of a protocol buffers message without copying any. */
export class FieldReader {
  field = 0;
  /** Where the field begins with its tag, and where its value begins and ends. */
  tagAt = 0;
  start = 0;
  end: number;
  /** The number of a varint field; the length of a delimited one. */
  number = 0;

  constructor(
    readonly bytes: Buffer,
    from = 0,
    private readonly upTo = bytes.length,
  ) {
    this.end = from;
  }

  next(): boolean {
    if (this.end >= this.upTo) return false;
    this.tagAt = this.end;
    const tag = this.bytes[this.tagAt] ?? 0;
    this.field = tag >> FIELD_SHIFT;
    this.start = this.tagAt + 1;
    this.readNumber();
    const type = tag & WIRE_TYPE_MASK;
    if (type !== LENGTH_DELIMITED && type !== VARINT)
      throw new RangeError(`A field of wire type ${type} is not expected`);
    this.end = type === LENGTH_DELIMITED ? this.start + this.number : this.start;
    return true;
  }

  get value(): Buffer {
    return this.bytes.subarray(this.start, this.end);
  }

  private readNumber(): void {
    this.number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.start] ?? 0;
      this.start += 1;
      this.number += (byte & 0x7f) * scale;
      if (byte < 128) return;
    }
  }
}

export function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Writes a varint at a place and answers the place behind it. */
export function putVarint(bytes: Buffer, at: number, value: number): number {
  let rest = value;
  let place = at;
  for (; rest > 127; rest = Math.floor(rest / 128)) {
    bytes[place] = (rest % 128) | 128;
    place += 1;
  }
  bytes[place] = rest;
  return place + 1;
}

/** Writes a varint field and answers the place behind it. */
export function putNumber(bytes: Buffer, at: number, tag: number, value: number): number {
  bytes[at] = tag;
  return putVarint(bytes, at + 1, value);
}

/** Writes a field that holds these bytes and answers the place behind it. */
export function putBytes(bytes: Buffer, at: number, tag: number, value: Buffer): number {
  const place = putNumber(bytes, at, tag, value.length);
  bytes.set(value, place);
  return place + value.length;
}

export const numberSize = (value: number): number => 1 + varintSize(value);
export const bytesSize = (length: number): number => 1 + varintSize(length) + length;
