/** A text of a closed list, read back from a column. @throws RangeError when no release wrote it. */
export function known<const Text extends string>(list: readonly Text[], text: string): Text {
  const found = list.find((each) => each === text);
  if (found === undefined) throw new RangeError(`Not one of ${list.join(', ')}: ${text}`);
  return found;
}
