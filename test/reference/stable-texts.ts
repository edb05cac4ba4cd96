import { v5 } from 'uuid';

const MINTED = '5b2f2e9c-3a5b-5d6e-9f0a-1c2d3e4f5a6b';
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const PUBLISHED_AT = 'https://localhost:8443';

/** No business day of the story is so late: what is, the machine's clock has said. */
const BY_THE_MACHINE = /\b20(2[5-9]|[3-9]\d)-\d{2}-\d{2}T[\d:.]+Z/g;
const PLAYED_AT = '2025-01-01T12:00:00.000Z';

/**
 * Makes two plays of one story the same text: the ids that the ledger mints become ids that depend only on the order in
 * which they came, its address the one it has by default, and the times that its machine says one and the same.
 */
export function stableTexts(
  publicUrl: string,
  given: ReadonlySet<string>,
): <Value>(value: Value) => Value {
  const stable = new Map<string, string>();
  const stableId = (id: string): string => {
    if (given.has(id)) return id;
    const known = stable.get(id) ?? v5(String(stable.size + 1), MINTED);
    stable.set(id, known);
    return known;
  };
  return (value) =>
    value === undefined
      ? value
      : parsedAs(
          value,
          JSON.stringify(value)
            .replaceAll(publicUrl, PUBLISHED_AT)
            .replace(BY_THE_MACHINE, PLAYED_AT)
            .replace(GUID, stableId),
        );
}

function parsedAs<Value>(_: Value, text: string): Value {
  return JSON.parse(text) as Value;
}
