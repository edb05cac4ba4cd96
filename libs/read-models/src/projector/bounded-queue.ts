/** Hands items from one loop to another, which takes as many at once as have gathered in the meantime. */
export type BoundedQueue<Item> = Readonly<{
  /** Resolves when there is room for more. */
  put: (item: Item) => Promise<void>;
  /** All that waits, up to `weightMax` or one item; resolves as soon as there is any, and to nothing once closed. */
  take: (weightMax: number) => Promise<readonly Item[]>;
  /** Nothing goes in any more, and what waits is dropped. */
  close: () => void;
}>;

/** A queue in which at most `weightMax` waits; an item that is heavier by itself is let in alone. */
export function boundedQueue<Item>(
  weightMax: number,
  weightOf: (item: Item) => number,
): BoundedQueue<Item> {
  let items: Item[] = [];
  let weight = 0;
  let closed = false;
  let changed = signal();
  const tell = (): void => {
    changed.resolve();
    changed = signal();
  };
  return {
    put: async (item) => {
      while (!closed && weight > 0 && weight + weightOf(item) > weightMax) await changed.promise;
      if (closed) return;
      items.push(item);
      weight += weightOf(item);
      tell();
    },
    take: async (most) => {
      while (!closed && items.length === 0) await changed.promise;
      const taken = items.slice(0, countWithin(items, most, weightOf));
      items = items.slice(taken.length);
      weight = items.reduce((sum, item) => sum + weightOf(item), 0);
      tell();
      return taken;
    },
    close: () => {
      closed = true;
      items = [];
      weight = 0;
      tell();
    },
  };
}

function countWithin<Item>(
  items: readonly Item[],
  weightMax: number,
  weightOf: (item: Item) => number,
): number {
  let weight = 0;
  const tooMany = items.findIndex((item, place) => {
    weight += weightOf(item);
    return place > 0 && weight > weightMax;
  });
  return tooMany === -1 ? items.length : tooMany;
}

function signal(): Readonly<{ promise: Promise<void>; resolve: () => void }> {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
