/** What a property is compared with, as it was written: text in quotes, or a bare number, word or date. */
export type Literal = Readonly<{ quoted: boolean; text: string }>;

/** A `$filter` of OData as far as Azure's lists take it: `eq`, joined by `and`, `or` and parentheses. */
export type FilterExpression =
  | Readonly<{ join: 'and' | 'or'; of: readonly FilterExpression[] }>
  | Readonly<{ join: 'none'; property: string; literal: Literal }>;

type FilterReading =
  | Readonly<{ kind: 'filter'; filter: FilterExpression }>
  | Readonly<{ kind: 'malformed'; why: string }>;

const LENGTH_MAX = 4_096;
const COMPARISONS_MAX = 50;
const DEPTH_MAX = 20;

type Token = Readonly<{ kind: 'open' | 'close' | 'word' | 'quoted'; text: string }>;
type Cursor = { readonly tokens: readonly Token[]; at: number; comparisons: number };

class Malformed extends Error {}

const TOKEN = /\s*(?:([()])|'((?:[^']|'')*)'|([^\s()']+))/y;

/** Reads a filter. `and` binds before `or`; a quote within quotes is written twice. */
export function parseFilter(text: string): FilterReading {
  try {
    if (text.length > LENGTH_MAX) throw new Malformed(`longer than ${LENGTH_MAX} characters`);
    const cursor: Cursor = { tokens: tokensOf(text.trim()), at: 0, comparisons: 0 };
    const filter = joined(cursor, 'or', 0);
    const rest = cursor.tokens[cursor.at];
    if (rest !== undefined) throw new Malformed(`'and' or 'or' expected before ${shown(rest)}`);
    return { kind: 'filter', filter };
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'malformed', why: error.message };
    throw error;
  }
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Malformed(`a quote that is not closed at character ${at + 1}`);
    const [, bracket, quoted, word] = match;
    if (bracket !== undefined)
      tokens.push({ kind: bracket === '(' ? 'open' : 'close', text: bracket });
    else if (quoted !== undefined)
      tokens.push({ kind: 'quoted', text: quoted.replaceAll("''", "'") });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

function joined(cursor: Cursor, join: 'and' | 'or', depth: number): FilterExpression {
  const part = () => (join === 'or' ? joined(cursor, 'and', depth) : single(cursor, depth));
  const first = part();
  const of = [first];
  while (takesWord(cursor, join)) of.push(part());
  return of.length === 1 ? first : { join, of };
}

function single(cursor: Cursor, depth: number): FilterExpression {
  if (cursor.tokens[cursor.at]?.kind !== 'open') return comparison(cursor);
  if (depth === DEPTH_MAX) throw new Malformed(`parentheses more than ${DEPTH_MAX} deep`);
  cursor.at += 1;
  const inner = joined(cursor, 'or', depth + 1);
  if (cursor.tokens[cursor.at]?.kind !== 'close')
    throw new Malformed(`')' expected before ${shown(cursor.tokens[cursor.at])}`);
  cursor.at += 1;
  return inner;
}

function comparison(cursor: Cursor): FilterExpression {
  cursor.comparisons += 1;
  if (cursor.comparisons > COMPARISONS_MAX)
    throw new Malformed(`more than ${COMPARISONS_MAX} comparisons`);
  const property = next(cursor, 'a property');
  if (property.kind !== 'word') throw new Malformed(`a property expected, not ${shown(property)}`);
  if (!takesWord(cursor, 'eq'))
    throw new Malformed(`'eq' expected before ${shown(cursor.tokens[cursor.at])}`);
  const literal = next(cursor, 'a value');
  if (literal.kind !== 'word' && literal.kind !== 'quoted')
    throw new Malformed(`a value expected, not ${shown(literal)}`);
  const { kind, text } = literal;
  return { join: 'none', property: property.text, literal: { quoted: kind === 'quoted', text } };
}

function next(cursor: Cursor, expected: string): Token {
  const token = cursor.tokens[cursor.at];
  if (token === undefined) throw new Malformed(`${expected} expected at the end`);
  cursor.at += 1;
  return token;
}

function takesWord(cursor: Cursor, word: string): boolean {
  const token = cursor.tokens[cursor.at];
  if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
  cursor.at += 1;
  return true;
}

function shown(token: Token | undefined): string {
  return token === undefined ? 'the end' : `'${token.text.slice(0, 64)}'`;
}
