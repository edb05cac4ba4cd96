import { createContext, Script } from 'node:vm';
import { RecentMap } from '../recent-map';
import { handlerFailure } from './rpc-failure';

/** How long an expression may search one text; the node does nothing else meanwhile. */
const SEARCH_MS_MAX = 100;
const SEARCHED_TEXTS_MAX = 10_000;
/** A name of this length is searched in microseconds by an expression with one repetition. */
const QUICK_TEXT_LENGTH = 4_096;

const REPETITIONS = /[*+?{]/g;
const CHOICE_OR_REFERENCE = /[|]|\\[1-9k]/;

const search = new Script('expression.test(text)');
const surroundings = createContext({ expression: /./, text: '' });

/**
 * Whether a text matches an expression that a client wrote. JavaScript's expressions may search for ever, and only a
 * script with a time limit can be ended; to set one up takes long, so what it found is kept, and expressions that
 * cannot search long do without.
 */
export function boundedSearch(expression: RegExp): (text: string) => boolean {
  const isQuick = searchesQuickly(expression.source);
  const found = new RecentMap<string, boolean>(SEARCHED_TEXTS_MAX);
  return (text) => {
    if (isQuick && text.length <= QUICK_TEXT_LENGTH) return expression.test(text);
    const known = found.get(text);
    if (known !== undefined) return known;
    const matches = limitedSearch(expression, text);
    found.set(text, matches);
    return matches;
  };
}

/** With one repetition, and nothing to choose in it, the steps of a search grow with the square of the text at most. */
function searchesQuickly(pattern: string): boolean {
  return (pattern.match(REPETITIONS) ?? []).length <= 1 && !CHOICE_OR_REFERENCE.test(pattern);
}

function limitedSearch(expression: RegExp, text: string): boolean {
  Object.assign(surroundings, { expression, text });
  try {
    return search.runInContext(surroundings, { timeout: SEARCH_MS_MAX }) === true;
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw handlerFailure(
      `"${expression.source}" searches a name for more than ${SEARCH_MS_MAX} ms.`,
    );
  }
}

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
