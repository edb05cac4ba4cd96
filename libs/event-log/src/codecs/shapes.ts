import { z } from 'zod';

type OptionalKeys<Data> = {
  [Key in keyof Data]-?: Partial<Pick<Data, Key>> extends Pick<Data, Key> ? Key : never;
}[keyof Data];

/** A parser for every member of `Data`, optional ones marked so: a member left out does not compile. */
type Shape<Data> = {
  readonly [Key in keyof Data]-?: Key extends OptionalKeys<Data>
    ? z.ZodExactOptional<z.ZodType<Exclude<Data[Key], undefined>>>
    : z.ZodType<Data[Key]>;
};

/** An object with exactly the members of `Data`. One too many is refused like one too few. */
export function exactly<Data extends object>(shape: Shape<Data>): z.ZodType<Data> {
  return accepted<Data>(z.strictObject(shape));
}

/** The type of what a parser lets through. No parser here changes what it reads, so that the value itself is taken. */
export function accepted<Data>(parser: z.ZodType): z.ZodType<Data> {
  return z.custom<Data>().check(({ value, issues }) => {
    const parsed = parser.safeParse(value);
    if (!parsed.success) issues.push(...issuesOf(parsed.error, value));
  });
}

/** One of the texts of a union; the record makes sure that none is forgotten. */
export function oneOf<Union extends string>(
  every: Readonly<Record<Union, true>>,
): z.ZodType<Union> {
  return z.custom<Union>((value) => typeof value === 'string' && Object.hasOwn(every, value), {
    error: `not one of ${Object.keys(every).join(', ')}`,
  });
}

/** One of the texts of a list. */
export function oneOfList<Union extends string>(list: readonly Union[]): z.ZodType<Union> {
  const known: ReadonlySet<unknown> = new Set(list);
  return z.custom<Union>((value) => known.has(value), { error: `not one of ${list.join(', ')}` });
}

type TagText<Union, Tag extends keyof Union> = `${Union[Tag] & (string | boolean)}`;
type CaseOf<Union, Tag extends PropertyKey, Text> =
  Union extends Readonly<Record<Tag, infer Value extends string | boolean>>
    ? `${Value}` extends Text
      ? Union
      : never
    : never;

/** One case of a union told apart by a tag; the record makes sure that none is forgotten. */
export function taggedBy<Union extends object, Tag extends keyof Union & string>(
  tag: Tag,
  cases: { readonly [Text in TagText<Union, Tag>]: z.ZodType<CaseOf<Union, Tag, Text>> },
): z.ZodType<Union> {
  const parsers = new Map<string, z.ZodType<Union>>(Object.entries(cases));
  return z.custom<Union>().check(({ value, issues }) => {
    const parsed = parsers.get(String(memberOf(value, tag)))?.safeParse(value);
    if (parsed === undefined) {
      const message = `not one of ${[...parsers.keys()].join(', ')}`;
      issues.push({ code: 'custom', path: [tag], message, input: value });
    } else if (!parsed.success) issues.push(...issuesOf(parsed.error, value));
  });
}

function issuesOf(error: z.ZodError, input: unknown): z.core.$ZodRawIssue[] {
  return error.issues.map(({ path, message }) => ({ code: 'custom', path, message, input }));
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
