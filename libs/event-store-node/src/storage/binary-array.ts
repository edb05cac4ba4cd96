/** The types a parameter's elements may have, by their object ids in PostgreSQL's catalogue. */
const OID = { bool: 16, bytea: 17, int8: 20, text: 25, uuid: 2950 } as const;

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const INT8_BYTES = 8;
const UUID_BYTES = 16;

/**
 * Array parameters in PostgreSQL's binary format: as text a `bytea` takes twice its bytes, and both sides convert each of
 * them. The driver sends a Buffer as it is.
 */
export const binaryArray = {
  int8: (values: readonly bigint[]): Buffer =>
    fixedWidth(OID.int8, INT8_BYTES, values, (out, value, at) => {
      out.writeBigInt64BE(value, at);
    }),
  bool: (values: readonly boolean[]): Buffer =>
    fixedWidth(OID.bool, 1, values, (out, value, at) => {
      out[at] = value ? 1 : 0;
    }),
  uuid: (values: readonly string[]): Buffer =>
    fixedWidth(OID.uuid, UUID_BYTES, values, (out, value, at) => {
      out.write(value.replaceAll('-', ''), at, UUID_BYTES, 'hex');
    }),
  bytea: (values: readonly Uint8Array[]): Buffer => ofBytes(OID.bytea, values),
  text: (values: readonly string[]): Buffer =>
    ofBytes(
      OID.text,
      values.map((value) => Buffer.from(value, 'utf8')),
    ),
};

/** One dimension from 1 on, no nulls; none at all when there is no element. */
function withHeader(oid: number, count: number, elementsBytes: number): Buffer {
  const out = Buffer.allocUnsafe(HEADER_BYTES + elementsBytes);
  out.writeInt32BE(count === 0 ? 0 : 1, 0);
  out.writeInt32BE(0, 4);
  out.writeInt32BE(oid, 8);
  out.writeInt32BE(count, 12);
  out.writeInt32BE(1, 16);
  return count === 0 ? out.subarray(0, 12) : out;
}

function fixedWidth<Value>(
  oid: number,
  width: number,
  values: readonly Value[],
  write: (out: Buffer, value: Value, at: number) => void,
): Buffer {
  const out = withHeader(oid, values.length, values.length * (LENGTH_BYTES + width));
  let at = HEADER_BYTES;
  for (const value of values) {
    at = out.writeInt32BE(width, at);
    write(out, value, at);
    at += width;
  }
  return out;
}

function ofBytes(oid: number, values: readonly Uint8Array[]): Buffer {
  const bytes = values.reduce((sum, { byteLength }) => sum + LENGTH_BYTES + byteLength, 0);
  const out = withHeader(oid, values.length, bytes);
  let at = HEADER_BYTES;
  for (const value of values) {
    at = out.writeInt32BE(value.byteLength, at);
    out.set(value, at);
    at += value.byteLength;
  }
  return out;
}
