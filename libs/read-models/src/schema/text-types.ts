import { types } from 'pg';

type Oid = Parameters<typeof types.getTypeParser>[0];
type Format = Parameters<typeof types.getTypeParser>[1];

const { INT8, NUMERIC, DATE, TIMESTAMPTZ } = types.builtins;

/** Types whose text is kept: money and counts exactly, days as days. */
const KEPT_AS_TEXT: ReadonlySet<Oid> = new Set([INT8, NUMERIC, DATE]);

function asText(value: string): string {
  return value;
}

/** RFC 3339 in UTC with milliseconds, as the ledger writes an instant. */
function asInstant(value: string): string {
  const offset = /[+-]\d\d$/.test(value) ? ':00' : '';
  return new Date(value.replace(' ', 'T') + offset).toISOString();
}

function parserOf(oid: Oid, format?: Format): unknown {
  if (format === 'binary') return types.getTypeParser(oid, 'binary');
  if (KEPT_AS_TEXT.has(oid)) return asText;
  return oid === TIMESTAMPTZ ? asInstant : types.getTypeParser(oid, 'text');
}

/** How values come out of PostgreSQL, whoever asks: no float, no Date, no day that a time zone moved. */
export const textTypes = { getTypeParser: parserOf };
