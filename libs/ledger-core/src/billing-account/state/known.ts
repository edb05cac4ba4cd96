/** An entry that the history must have brought about; without it the history is broken. */
export function known<Key extends string, Value>(
  of: ReadonlyMap<Key, Value>,
  key: Key,
  what: string,
): Value {
  const found = of.get(key);
  if (found === undefined) throw new Error(`The history names an unknown ${what}: ${key}`);
  return found;
}
