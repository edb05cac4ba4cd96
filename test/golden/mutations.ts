/** A sample with one thing changed, and where. */
export type Mutation = Readonly<{ path: string; data: unknown }>;

/** Members that hold whatever the caller sent; what is in them is not for a codec to judge. */
const FREE = new Set(['request', 'inputs', 'answer']);

/** The sample without one of its members, for every member at every depth. */
export function withoutOneMember(data: unknown): readonly Mutation[] {
  return membersOf(data).map(({ path, rebuilt }) => ({ path, data: rebuilt(() => []) }));
}

/** The sample with one member of another kind: text where a number or a flag stood, a number elsewhere. */
export function withOneMemberChanged(data: unknown): readonly Mutation[] {
  return membersOf(data).map(({ path, rebuilt }) => ({
    path,
    data: rebuilt((key, value) => [
      [key, ['number', 'boolean'].includes(typeof value) ? 'many' : 17],
    ]),
  }));
}

/** The sample with null in place of one member: a member is absent, never null. */
export function withOneMemberNull(data: unknown): readonly Mutation[] {
  return membersOf(data).map(({ path, rebuilt }) => ({
    path,
    data: rebuilt((key) => [[key, null]]),
  }));
}

/** The sample with a member that nobody knows, in every object of it. */
export function withOneMemberMore(data: unknown): readonly Mutation[] {
  return objectsOf(data).map(({ path, rebuilt }) => ({
    path,
    data: rebuilt((object) => ({ ...object, surplus: true })),
  }));
}

/**
 * The sample with one text changed, for every text at every depth, those that the caller sent among
 * them. A text that `change` has nothing to say about is passed over.
 */
export function withOneTextChanged(
  data: unknown,
  change: (text: string) => string | undefined,
): readonly Mutation[] {
  return withOneLeafChanged(data, (leaf) => (typeof leaf === 'string' ? change(leaf) : undefined));
}

/** The sample with one number changed, for every number at every depth, those that the caller sent among them. */
export function withOneNumberChanged(data: unknown, wrong: number): readonly Mutation[] {
  return withOneLeafChanged(data, (leaf) => (typeof leaf === 'number' ? wrong : undefined));
}

function withOneLeafChanged(
  data: unknown,
  change: (leaf: unknown) => string | number | undefined,
): readonly Mutation[] {
  if (typeof data !== 'object' || data === null) {
    const changed = change(data);
    return changed === undefined ? [] : [{ path: '', data: changed }];
  }
  return Object.entries(data).flatMap(([key, value]) =>
    withOneLeafChanged(value, change).map((below) => ({
      path: below.path === '' ? key : `${key}.${below.path}`,
      data: replaced(data, key, below.data),
    })),
  );
}

type Plain = Record<string, unknown>;
type MemberPlace = Readonly<{
  path: string;
  rebuilt: (
    change: (key: string, value: unknown) => readonly (readonly [string, unknown])[],
  ) => unknown;
}>;
type ObjectPlace = Readonly<{
  path: string;
  rebuilt: (change: (object: Plain) => Plain) => unknown;
}>;

function membersOf(data: unknown): readonly MemberPlace[] {
  return objectsOf(data).flatMap(({ path, rebuilt }) =>
    keysOf(data, path).map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      rebuilt: (change) =>
        rebuilt((object) =>
          Object.fromEntries(
            Object.entries(object).flatMap(([each, value]) =>
              each === key ? change(each, value) : [[each, value] as const],
            ),
          ),
        ),
    })),
  );
}

/** Every object of a value with the way to build the value anew around it. */
function objectsOf(data: unknown, path = ''): readonly ObjectPlace[] {
  if (typeof data !== 'object' || data === null) return [];
  const below = Object.entries(data).flatMap(([key, value]) =>
    FREE.has(key)
      ? []
      : objectsOf(value, path === '' ? key : `${path}.${key}`).map((place) => ({
          path: place.path,
          rebuilt: (change: (object: Plain) => Plain) => replaced(data, key, place.rebuilt(change)),
        })),
  );
  if (Array.isArray(data)) return below;
  const here = { path, rebuilt: (change: (object: Plain) => Plain) => change({ ...data }) };
  return [here, ...below];
}

function replaced(parent: object, key: string, value: unknown): unknown {
  if (Array.isArray(parent))
    return parent.map((item: unknown, index) => (String(index) === key ? value : item));
  return { ...parent, [key]: value };
}

function keysOf(data: unknown, path: string): readonly string[] {
  const at = path
    .split('.')
    .filter((key) => key !== '')
    .reduce<unknown>(
      (value, key) => Object.entries(value ?? {}).find(([name]) => name === key)?.[1],
      data,
    );
  return Object.keys(at ?? {});
}
