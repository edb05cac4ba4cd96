import { z } from 'zod';
import { kindOfInput } from './kind-of-input';

type Mistake = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

/** What a field that does not fit its schema is told; undefined leaves it to the schema. */
export function sayMistake(issue: Mistake): string | undefined {
  if (issue.code === 'invalid_type') return sayKind(issue);
  if (issue.code === 'invalid_value') return sayValue(issue);
  if (issue.code === 'invalid_union') return sayUnion(issue);
  if (issue.code === 'too_small') return saySize(issue, 'at least', Number(issue.minimum));
  if (issue.code === 'too_big') return saySize(issue, 'at most', Number(issue.maximum));
  if (issue.code === 'unrecognized_keys') return sayUnknown(issue.inst);
  return undefined;
}

function sayKind(issue: Extract<Mistake, { code: 'invalid_type' }>): string {
  const kind = KINDS[issue.expected] ?? issue.expected;
  const { input } = issue;
  const accepted = issue.expected === 'object' ? objectAccepted(issue.inst) : kind;
  if (input === undefined) return `is needed; ${accepted}`;
  const isFraction = issue.expected === 'int' && typeof input === 'number';
  return `must be ${accepted}, not ${isFraction ? 'a fraction' : kindOfInput(input)}`;
}

/** Of alternatives that differ in kind all kinds are said; one of the right kind that does not fit says why not. */
function sayUnion({
  errors,
  input,
}: Extract<Mistake, { code: 'invalid_union' }>): string | undefined {
  const mistakes = errors.flat();
  const unfit = mistakes.find(({ code }) => code !== 'invalid_type');
  if (unfit?.code === 'unrecognized_keys') return `${namedOf(unfit.keys)}: ${unfit.message}`;
  if (unfit !== undefined) return unfit.message;
  const kinds = mistakes.flatMap((each) => ('expected' in each ? [each.expected] : []));
  const accepted = kinds.map((kind) => KINDS[kind] ?? kind).join(' or ');
  if (input === undefined) return `is needed; ${accepted}`;
  return `must be ${accepted}, not ${kindOfInput(input)}`;
}

/** More names than these are counted. */
const NAMES_SAID_MAX = 20;
/** A name is what a caller wrote, however long that is. */
const NAME_LENGTH_MAX = 60;

/** A field or parameter that there is not, by the names of those that there are. */
function sayUnknown(schema: unknown): string {
  const accepted = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const instead =
    accepted.length === 0 ? 'none is accepted here' : `accepted here: ${namedOf(accepted)}`;
  return `not a field of this request; ${instead}`;
}

/** A list of names that does not grow with what is sent. */
export function namedOf(names: readonly string[]): string {
  const said = names.slice(0, NAMES_SAID_MAX).map(shortened).join(', ');
  const more = names.length - NAMES_SAID_MAX;
  return more > 0 ? `${said} and ${more} more` : said;
}

function shortened(name: string): string {
  return name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX)}…` : name;
}

/** An object is told by what it cannot do without. */
function objectAccepted(schema: unknown): string {
  const needed = neededIn(schema);
  return needed.length === 0 ? 'an object' : `an object with ${needed.join(', ')}`;
}

function neededIn(schema: unknown): readonly string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    if (!(field instanceof z.ZodType) || canBeLeftOut(field)) return [];
    const within = neededIn(field);
    return within.length === 0 ? [name] : within.map((each) => `${name}.${each}`);
  });
}

function canBeLeftOut(field: z.ZodType): boolean {
  return z.object({ field }).safeParse({}).success;
}

function sayValue({ values, input }: Extract<Mistake, { code: 'invalid_value' }>): string {
  const words = values.map(String);
  const accepted = words.length === 1 ? String(words[0]) : `one of ${words.join(', ')}`;
  return input === undefined ? `is needed; ${accepted}` : `must be ${accepted}`;
}

function saySize(
  issue: Extract<Mistake, { code: 'too_small' | 'too_big' }>,
  than: string,
  bound: number,
): string {
  const { origin } = issue;
  const empty = issue.code === 'too_small' && bound === 1;
  if (origin === 'string')
    return empty ? 'must not be empty' : `must have ${than} ${bound} characters`;
  if (origin === 'array')
    return empty ? 'must name at least one' : `must have ${than} ${bound} entries`;
  const isUnsafe = Math.abs(bound) === Number.MAX_SAFE_INTEGER;
  return isUnsafe ? 'must be a whole number of at most 15 digits' : `must be ${than} ${bound}`;
}
