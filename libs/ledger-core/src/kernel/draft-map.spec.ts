import fc from 'fast-check';
import { DraftMap } from './draft-map';

type Cell = { count: number };
type Cells = Map<string, Cell>;

const RUNS = 300;
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const key = fc.constantFrom(...KEYS);
const step = fc.record({
  act: fc.constantFrom(
    'set' as const,
    'change' as const,
    'get' as const,
    'has' as const,
    'delete' as const,
    'deleteWhileGoingThrough' as const,
    'clear' as const,
    'values' as const,
  ),
  key,
  count: fc.integer({ min: 0, max: 99 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
const base = fc
  .uniqueArray(key)
  .map((keys) => keys.map((each, index): [string, Cell] => [each, { count: index }]));

const copyOf = (entries: readonly (readonly [string, Cell])[]): [string, Cell][] =>
  entries.map(([each, { count }]) => [each, { count }]);

type Acts = Readonly<{
  [Act in Step['act']]: (cells: Cells, key: string, count: number) => unknown;
}>;

/** What a step answers; on a plain map and on a draft it must be the same. */
const ACTS: Acts = {
  set: (cells, on, count) => cells.set(on, { count }) === cells,
  change: (cells, on, count) => {
    const cell = cells.get(on);
    if (cell !== undefined) cell.count = count;
    return cell?.count;
  },
  get: (cells, on) => cells.get(on)?.count,
  has: (cells, on) => cells.has(on),
  delete: (cells, on) => cells.delete(on),
  deleteWhileGoingThrough: (cells, on) => {
    const seen: string[] = [];
    for (const each of cells.keys()) {
      seen.push(each);
      if (each >= on) cells.delete(each);
    }
    return seen;
  },
  clear: (cells) => {
    cells.clear();
    return cells.size;
  },
  values: (cells) => {
    for (const cell of cells.values()) cell.count += 1;
    return cells.size;
  },
};

function answerOf(cells: Cells, { act, key: on, count }: Step): unknown {
  return ACTS[act](cells, on, count);
}

/** Everything a map can be asked for, in its order. */
function shownBy(cells: Cells): unknown {
  const visited: unknown[] = [];
  cells.forEach((cell, each, itself) => visited.push([each, cell.count, itself === cells]));
  return {
    size: cells.size,
    keys: [...cells.keys()],
    values: [...cells.values()].map(({ count }) => count),
    entries: [...cells.entries()].map(([each, { count }]) => [each, count]),
    spread: [...cells].map(([each, { count }]) => [each, count]),
    visited,
    has: KEYS.map((each) => cells.has(each)),
    get: KEYS.map((each) => cells.get(each)?.count),
  };
}

const draftOver = (under: ReadonlyMap<string, Cell>): Cells =>
  new DraftMap<string, Cell>(under, ({ count }) => ({ count }));

/** What every step answers, and all that the map shows after it. One text, for many are compared. */
const storyOf = (cells: Cells, steps: readonly Step[]): string =>
  steps.map((todo) => JSON.stringify([todo, answerOf(cells, todo), shownBy(cells)])).join('\n');

describe('a map laid over another', () => {
  it('behaves as a plain map after every step, and the other stays as it is', () => {
    fc.assert(
      fc.property(base, fc.array(step, { maxLength: 30 }), (entries, steps) => {
        const under: Cells = new Map(copyOf(entries));
        const plain: Cells = new Map(copyOf(entries));
        expect(storyOf(draftOver(under), steps)).toBe(storyOf(plain, steps));
        expect([...under]).toEqual(copyOf(entries));
      }),
      { numRuns: RUNS },
    );
  });

  it('and so does one laid over that, which leaves the one below as it found it', () => {
    const steps = fc.array(step, { maxLength: 15 });
    fc.assert(
      fc.property(base, steps, steps, (entries, first, then) => {
        const plain: Cells = new Map(copyOf(entries));
        const below = draftOver(new Map(copyOf(entries)));
        expect(storyOf(below, first)).toBe(storyOf(plain, first));
        const asItWas = JSON.stringify(shownBy(below));
        expect(storyOf(draftOver(below), then)).toBe(storyOf(plain, then));
        expect(JSON.stringify(shownBy(below))).toBe(asItWas);
      }),
      { numRuns: RUNS },
    );
  });

  it('is a map to whoever asks', () => {
    expect(draftOver(new Map())).toBeInstanceOf(Map);
  });

  it('copies a value once: what was changed in it stays changed', () => {
    let copies = 0;
    const draft = new DraftMap<string, Cell>(new Map([['a', { count: 1 }]]), ({ count }) => {
      copies += 1;
      return { count };
    });
    const cell = draft.get('a');
    if (cell !== undefined) cell.count = 2;
    expect([draft.get('a'), [...draft.values()], copies]).toEqual([
      { count: 2 },
      [{ count: 2 }],
      1,
    ]);
  });

  it('copies nothing that is only counted or looked for', () => {
    const draft = new DraftMap<string, Cell>(new Map([['a', { count: 1 }]]), () => {
      throw new Error('It was copied');
    });
    draft.set('b', { count: 2 });
    expect([draft.size, draft.has('a'), draft.delete('a'), draft.size]).toEqual([2, true, true, 1]);
  });

  it.each([
    ['set again, keeps its place', (map: Cells) => map.set('a', { count: 5 }), ['a', 'b', 'z']],
    [
      'gone and set anew, comes last',
      (map: Cells) => [map.delete('a'), map.set('a', { count: 5 })],
      ['b', 'z', 'a'],
    ],
    [
      'read, gone and set anew, comes last',
      (map: Cells) => [map.get('a'), map.delete('a'), map.set('a', { count: 5 })],
      ['b', 'z', 'a'],
    ],
  ])('a key of the other, %s', (_, act, keys) => {
    const under = () =>
      new Map([
        ['a', { count: 1 }],
        ['b', { count: 2 }],
      ]);
    for (const map of [draftOver(under()), under()]) {
      map.set('z', { count: 26 });
      act(map);
      expect([...map.keys()]).toEqual(keys);
    }
  });
});
