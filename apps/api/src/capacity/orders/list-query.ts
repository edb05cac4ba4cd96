import { z } from 'zod';
import { badParameter } from '../../http/errors/refusal';

/** More can be neither skipped nor taken. */
const COUNT_MAX = 1_000_000_000;

/** The one value of a query parameter; an empty one is one that was left out. @throws Refusal 400 for several. */
export function textAsked(query: unknown, name: string): string | undefined {
  const value = valueAsked(query, name);
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw badParameter(name, 'is given more than once; give it once');
}

/** A whole number of at least `min`. @throws Refusal 400 for anything else. */
export function countAsked(query: unknown, name: string, min: 0 | 1): number | undefined {
  const text = textAsked(query, name);
  if (text === undefined) return undefined;
  const count = countIn(text);
  if (count !== undefined && count >= min && count <= COUNT_MAX) return count;
  throw badParameter(name, `'${text.slice(0, 64)}' is no whole number from ${min} to ${COUNT_MAX}`);
}

/** The whole number that a text is; `2.0` is one: clients whose numbers have fractions write it so. */
function countIn(text: string): number | undefined {
  return /^\d{1,10}(\.0{1,10})?$/.test(text) ? Number(text) : undefined;
}

/** A count among parameters that a DTO reads: how many to leave out; an empty one is one that was left out. */
export const skipField = z
  .union([z.string(), z.array(z.string())])
  .transform((sent, context) => {
    if (sent === '') return 0;
    const count = typeof sent === 'string' ? countIn(sent) : undefined;
    if (count !== undefined && count <= COUNT_MAX) return count;
    const message = `must be one whole number from 0 to ${COUNT_MAX}`;
    context.issues.push({ code: 'custom', message, input: sent });
    return z.NEVER;
  })
  .meta({ description: 'How many to leave out, as `nextLink` has it: a whole number.' });

/** The address of the page after this one: the same request, with another `skip`. */
export function nextPage(
  place: Readonly<{ publicUrl: string; path: string }>,
  query: unknown,
  skip: Readonly<{ parameter: string; count: number }>,
): string {
  const parameters = Object.entries(query ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' && name !== skip.parameter ? [[name, value] as const] : [],
  );
  const all = [...parameters, [skip.parameter, String(skip.count)] as const];
  const written = all.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return `${place.publicUrl}${place.path}?${written.join('&')}`;
}

function valueAsked(query: unknown, name: string): unknown {
  if (typeof query !== 'object' || query === null) return undefined;
  return new Map<string, unknown>(Object.entries(query)).get(name);
}
