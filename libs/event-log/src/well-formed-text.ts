/** Why a text is refused that `isWellFormedText` does not let through. */
export const NOT_WELL_FORMED = 'holds half a character or NUL';

/** Whether UTF-8 and the tables can hold a text as it is: no unpaired surrogate, no NUL. */
export function isWellFormedText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/** Whether that is so of every text of a JSON value, the names of its members among them. */
export function hasWellFormedTexts(json: unknown): boolean {
  // A list of what is left instead of a recursion: what stands in a log may be nested deeper than a stack.
  const left: unknown[] = [json];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string' && !isWellFormedText(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) left.push(name, member);
  }
  return true;
}
