/** @throws Error with the sentence, when what should hold does not. */
export function ensure(holds: boolean, complaint: () => string): asserts holds {
  if (!holds) throw new Error(complaint());
}

type Plain = string | number | bigint | boolean | undefined;

/** @throws Error that says what was found and what was expected. */
export function same(what: string, found: Plain, expected: Plain): void {
  if (found !== expected)
    throw new Error(`${what} is ${String(found)}, but should be ${String(expected)}`);
}

/** What the books know by a key. @throws Error when they do not. */
export function known<Key, Value>(books: ReadonlyMap<Key, Value>, key: Key, what: string): Value {
  const found = books.get(key);
  if (found === undefined) throw new Error(`The books know no ${what} ${String(key)}`);
  return found;
}
