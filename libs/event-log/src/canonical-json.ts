import canonicalize from 'canonicalize';

/** The RFC 8785 text of a JSON value: one text for one value, whatever the order of its members. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON has a canonical form');
  return text;
}
