/** Writes fields one after the other; lengths are known before, so nothing is moved. */
export class WireBuffer {
  readonly buffer: Buffer;
  private end = 0;

  constructor(length: number) {
    this.buffer = Buffer.allocUnsafe(length);
  }

  /** Begins a field that is a message of this length, to be written next. */
  open(tag: number, length: number): this {
    this.buffer[this.end] = tag;
    this.end += 1;
    this.varint(length);
    return this;
  }

  bytes(tag: number, value: Uint8Array): this {
    this.open(tag, value.length).buffer.set(value, this.end);
    this.end += value.length;
    return this;
  }

  number(tag: number, value: bigint): this {
    this.buffer[this.end] = tag;
    this.end += 1;
    let rest = value;
    for (; rest > BigInt(Number.MAX_SAFE_INTEGER); rest >>= 7n) {
      this.buffer[this.end] = Number(rest & 0x7fn) | 0x80;
      this.end += 1;
    }
    this.varint(Number(rest));
    return this;
  }

  private varint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) {
      this.buffer[this.end] = (rest % 128) | 0x80;
      this.end += 1;
    }
    this.buffer[this.end] = rest;
    this.end += 1;
  }
}

/** What a field of so many bytes takes, with its tag and length. */
export const fieldSize = (length: number): number => 1 + varintSize(length) + length;
/** What a field that is a number takes, with its tag. */
export const numberSize = (value: bigint): number =>
  1 + Math.max(1, Math.ceil(value.toString(2).length / 7));
function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) size += 1;
  return size;
}
