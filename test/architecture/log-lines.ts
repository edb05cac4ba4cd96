import { type TreeFile } from './tree-files';

/** A line that a process logs at info or above: where, and its message. */
export type LogLine = Readonly<{ path: string; message: string }>;

const PRODUCTION = /^(apps|libs)\/[^/]+\/src\/.*\.ts$/;
const TEST = /[.-]spec\.ts$/;

/** A call of a logger; what is logged is its first text in quotes after the fields. */
const CALL = /\b(?:log|logger|createLogger\(name\))\.(?:info|warn|error|fatal)\(/g;
const MESSAGE = /'((?:[^'\\]|\\.)+)',?\s*\)$/;
const CALL_LENGTH_MAX = 400;

function messageIn(call: string): string | undefined {
  const end = call.indexOf(');');
  return MESSAGE.exec(call.slice(0, end === -1 ? undefined : end + 1))?.[1];
}

/** Every message that our own code logs at info and above, as far as it stands in the call as a text. */
export function logLinesOf(files: readonly TreeFile[]): readonly LogLine[] {
  return files
    .filter(({ path }) => PRODUCTION.test(path) && !TEST.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(CALL)].flatMap(({ index }) => {
        const message = messageIn(text.slice(index, index + CALL_LENGTH_MAX));
        return message === undefined ? [] : [{ path, message }];
      }),
    );
}

/** The messages of the table of a page: what stands in code quotes in the first column. */
export function explainedIn(page: string): ReadonlySet<string> {
  const rows = page.matchAll(/^\| `([^`]+)`/gm);
  return new Set([...rows].map(([, message = '']) => message));
}
