import { createHash } from 'node:crypto';

/** Chance that a seed repeats: the same seed and the same questions in the same order give the same answers. */
export type Chance = Readonly<{
  /** A whole number from `least` to `most`, both included. */
  between: (least: number, most: number) => number;
  /** True once in `n` times. */
  onceIn: (n: number) => boolean;
  oneOf: <Item>(items: readonly [Item, ...Item[]]) => Item;
  shuffled: <Item>(items: readonly Item[]) => Item[];
  guid: () => string;
}>;

/** A chance of its own for each name, so that who asks first has no bearing on the others. */
export function chanceOf(seed: number, name: string): Chance {
  let state = createHash('sha256').update(`${seed} ${name}`).digest().readUInt32LE(0);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return {
    between,
    onceIn: (n) => between(1, n) === 1,
    oneOf: (items) => items[between(0, items.length - 1)] ?? items[0],
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
    guid: () => guidOf(`${seed} ${name} ${next()}`),
  };
}

/** A GUID that the same text always gives. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
