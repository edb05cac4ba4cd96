/** What kind of JSON a caller sent, in a word that stands after "not". */
export function kindOfInput(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'an object';
  if (typeof input === 'string') return 'text';
  if (typeof input === 'number') return 'a number';
  return input === true ? 'true' : 'false';
}
