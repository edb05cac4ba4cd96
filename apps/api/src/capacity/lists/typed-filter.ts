import { Calendar } from '#ledger-core';
import { type FieldKind } from '#read-models';
import { isWellFormedText, NOT_WELL_FORMED } from '#event-log';
import { badParameter } from '../../http/errors/refusal';
import { type FilterExpression, type Literal, parseFilter } from './filter.parser';

/** The properties a list may be filtered by: how callers write each, in lower case, and what it holds. */
export type Filterable<Field extends string> = Readonly<{
  named: ReadonlyMap<string, Field>;
  kinds: Readonly<Record<Field, FieldKind>>;
  /** For messages: every property as it is best written. */
  accepts: string;
}>;

/** A filter whose properties are known and whose values fit them. */
type TypedFilter<Field extends string> =
  | Readonly<{ join: 'and' | 'or'; of: readonly TypedFilter<Field>[] }>
  | Readonly<{
      join: 'none';
      condition: Readonly<{ field: Field; value: string | number | boolean }>;
    }>;

const FILTER = '$filter';

/** @throws Refusal 400 that says what is accepted. */
export function typedFilter<Field extends string>(
  text: string,
  fields: Filterable<Field>,
): TypedFilter<Field> {
  if (!isWellFormedText(text)) throw badParameter(FILTER, NOT_WELL_FORMED);
  const reading = parseFilter(text);
  if (reading.kind === 'filter') return typed(reading.filter, fields);
  throw badParameter(
    FILTER,
    `${reading.why}; comparisons are written property eq value, joined by and, or and parentheses, with text in single quotes`,
  );
}

function typed<Field extends string>(
  expression: FilterExpression,
  fields: Filterable<Field>,
): TypedFilter<Field> {
  if (expression.join !== 'none')
    return { join: expression.join, of: expression.of.map((each) => typed(each, fields)) };
  const { property, literal } = expression;
  const field = fieldNamed(property, fields, FILTER);
  return {
    join: 'none',
    condition: { field, value: valueOf(property, literal, fields.kinds[field]) },
  };
}

/** The property of a name in any case. @throws Refusal 400 that names all there are. */
export function fieldNamed<Field extends string>(
  name: string,
  { named, accepts }: Filterable<Field>,
  target: string,
): Field {
  const field = named.get(name.toLowerCase());
  if (field !== undefined) return field;
  throw badParameter(
    target,
    `'${name.slice(0, 64)}' is no property it takes; those are ${accepts}`,
  );
}

function valueOf(property: string, literal: Literal, kind: FieldKind): string | number | boolean {
  const value = READ[kind.holds](literal, kind);
  if (value !== undefined) return value;
  const given = literal.quoted ? `'${literal.text.slice(0, 64)}'` : literal.text.slice(0, 64);
  const accepted = kind.holds === 'word' ? `one of ${kind.words.join(', ')}` : ACCEPTED[kind.holds];
  throw badParameter(FILTER, `${property} is compared with ${accepted}, not with ${given}`);
}

const ACCEPTED: Readonly<Record<Exclude<FieldKind['holds'], 'word'>, string>> = {
  name: 'text in single quotes',
  text: 'text in single quotes',
  count: 'a whole number',
  flag: 'true or false',
  day: 'a day such as 2021-01-31',
  instant: 'an instant such as 2021-01-31T08:00:00Z',
};

type Read = (literal: Literal, kind: FieldKind) => string | number | boolean | undefined;

const quotedText: Read = ({ quoted, text }) => (quoted ? text : undefined);

const READ: Readonly<Record<FieldKind['holds'], Read>> = {
  word: ({ text }, kind) =>
    kind.holds === 'word'
      ? kind.words.find((word) => word.toLowerCase() === text.toLowerCase())
      : undefined,
  name: quotedText,
  text: quotedText,
  count: ({ text }) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
  flag: ({ text }) => ({ true: true, false: false })[text.toLowerCase()],
  day: ({ text }) => (Calendar.isDay(text) ? text : undefined),
  instant: ({ text }) => instantOf(text),
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;

function instantOf(text: string): string | undefined {
  return INSTANT.test(text) && Calendar.isInstant(text) ? Calendar.instant(text) : undefined;
}
