/** Where two answers differ in shape, and how. Never in amounts, names or days: those are each system's own. */
export type Difference = Readonly<{ at: string; what: string }>;

export type ShapedAnswer = Readonly<{
  status: number;
  headers: Readonly<Record<string, unknown>>;
  body: unknown;
}>;

/** Of all headers, those that clients act on. */
const HEADERS = ['location', 'azure-asyncoperation', 'retry-after'];

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'guid'],
  [/^\d{4}-\d{2}-\d{2}$/, 'day'],
  [/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/, 'instant'],
  [/^https:\/\//, 'address'],
  [/^\/(providers|subscriptions)\//i, 'resource id'],
  [/^\d+$/, 'digits'],
];

/** Members whose values are words of an enumeration: the same words, or it is a difference. */
const ENUMERATED = new Set([
  ...['status', 'statusCode', 'provisioningState', 'displayProvisioningState', 'term'],
  ...['billingPlan', 'appliedScopeType', 'userFriendlyAppliedScopeType', 'instanceFlexibility'],
  ...['userFriendlyRenewState', 'reservedResourceType', 'resourceType', 'type', 'grainUnit'],
  ...['valueUnit', 'reasonCode'],
]);
/** Such values may stand in a list, or below a member for each term. */
const LISTS_OF_WORDS = new Set(['terms', 'billingPlans', 'values']);

type Seen = { readonly kinds: Set<string>; count: number };
/** By the name of a member. */
export type Words = ReadonlyMap<string, ReadonlySet<string>>;
type Shapes = ReadonlyMap<string, Readonly<Seen>>;

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'string') return Array.isArray(value) ? 'list' : typeof value;
  return KINDS.find(([pattern]) => pattern.test(value))?.[1] ?? 'text';
}

function isWord(path: string): boolean {
  const [last = '', before = ''] = path.replaceAll('[]', '').split('.').reverse();
  return ENUMERATED.has(last) || LISTS_OF_WORDS.has(last) || LISTS_OF_WORDS.has(before);
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((each: unknown) => ['[]', each] as const);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, member]) => [`.${name}`, member] as const);
}

function collect(value: unknown, path: string, shapes: Map<string, Seen>): void {
  const seen = shapes.get(path) ?? { kinds: new Set(), count: 0 };
  shapes.set(path, seen);
  seen.count += 1;
  seen.kinds.add(typeof value === 'string' && isWord(path) ? `'${value}'` : kindOf(value));
  for (const [name, member] of membersOf(value)) collect(member, `${path}${name}`, shapes);
}

/** Every member of a value with the kinds it has: the elements of a list together, whatever their number. */
function shapesOf(value: unknown): Shapes {
  const shapes = new Map<string, Seen>();
  collect(value, 'body', shapes);
  return shapes;
}

function memberIn(path: string): string {
  return path.replaceAll('[]', '').split('.').at(-1) ?? '';
}

/** Which words each enumerated member has in a number of answers. */
export function wordsIn(bodies: readonly unknown[]): Words {
  const words = new Map<string, Set<string>>();
  for (const [path, { kinds }] of bodies
    .flatMap((body) => [...shapesOf(body)])
    .filter(isEnumeration)) {
    const known = words.get(memberIn(path)) ?? new Set();
    words.set(memberIn(path), new Set([...known, ...kinds]));
  }
  return words;
}

function isEnumeration([path]: readonly [string, unknown]): boolean {
  return isWord(path);
}

function parentOf(path: string): string {
  return path.replace(/(\[\]|\.[^.[\]]+)$/, '');
}

/** A member is told once, not again for each of its own members. */
function outermost(path: string, of: Shapes, other: Shapes): boolean {
  return of.has(path) && !other.has(path) && other.has(parentOf(path));
}

/** Of several elements not all need have a member. */
function isAlwaysThere(path: string, of: Shapes): boolean {
  return path.endsWith('[]') || of.get(path)?.count === of.get(parentOf(path))?.count;
}

function told(kinds: Iterable<string>): string {
  return [...kinds].sort().join(' or ');
}

/** Of the elements of a list it is chance which words a recording shows: any that the real service is known to send will do. */
function strangeKinds(
  at: string,
  theirs: Shapes,
  own: Shapes,
  words: Words,
): readonly Difference[] {
  const [expected, found] = [theirs.get(at)?.kinds, own.get(at)?.kinds];
  if (expected === undefined || found === undefined) return [];
  const elsewhere = at.includes('value[]') ? words.get(memberIn(at)) : undefined;
  const strange = [...found].filter((kind) => !expected.has(kind) && !elsewhere?.has(kind));
  if (strange.length === 0) return [];
  return [{ at, what: `is ${told(strange)}, recorded ${told(expected)}` }];
}

function bodyDifferences(recorded: unknown, ours: unknown, words: Words): readonly Difference[] {
  const theirs = shapesOf(recorded);
  const own = shapesOf(ours);
  const all = [...new Set([...theirs.keys(), ...own.keys()])];
  return all.flatMap((at): readonly Difference[] => {
    if (outermost(at, own, theirs)) return [{ at, what: 'is ours alone' }];
    const isMissing = outermost(at, theirs, own) && isAlwaysThere(at, theirs);
    return isMissing ? [{ at, what: 'is missing' }] : strangeKinds(at, theirs, own, words);
  });
}

function isSent(headers: ShapedAnswer['headers'], name: string): boolean {
  return typeof headers[name] === 'string';
}

function headerDifferences(recorded: ShapedAnswer, ours: ShapedAnswer): readonly Difference[] {
  return HEADERS.flatMap((name) => {
    const expected = isSent(recorded.headers, name);
    if (expected === isSent(ours.headers, name)) return [];
    return [{ at: `header ${name}`, what: expected ? 'is missing' : 'is ours alone' }];
  });
}

/** Everything in which our answer has another shape than the recorded one. */
export function differencesOf(
  recorded: ShapedAnswer,
  ours: ShapedAnswer,
  words: Words = new Map(),
): readonly Difference[] {
  const status =
    recorded.status === ours.status
      ? []
      : [{ at: 'status', what: `is ${ours.status}, recorded ${recorded.status}` }];
  const body = (of: ShapedAnswer): unknown => (of.body === '' ? null : of.body);
  return [
    ...status,
    ...headerDifferences(recorded, ours),
    ...bodyDifferences(body(recorded), body(ours), words),
  ];
}
