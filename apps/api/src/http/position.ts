/** A position as `x-ledger-position` gave it; undefined when the text is none. */
export function parsedPosition(text: string): bigint | undefined {
  return /^\d{1,19}$/.test(text) ? BigInt(text) : undefined;
}
