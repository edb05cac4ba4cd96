import { EXIT } from '../../apps/ledger/src/exit-codes';
import { explainedIn, logLinesOf } from './log-lines';
import { treeFiles } from './tree-files';

/** Made of what was foreseen and what was not, or by the logger of answers: no text in a call. */
const MADE_ELSEWHERE = ['a bug', 'out of reach', 'request completed', 'request errored'];

describe('the page for operators', () => {
  const files = treeFiles();
  const page = files.find(({ path }) => path === 'docs/operations.md')?.text ?? '';
  const lines = logLinesOf(files);

  it('is compared with the log lines of every process', () => {
    const apps = ['apps/api', 'apps/ledger', 'libs/read-models', 'libs/event-store-node'];
    for (const app of apps) expect(lines.map(({ path }) => path.startsWith(app))).toContain(true);
    expect(lines.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['stream parked', 'daily run left accounts behind', 'cannot go on']),
    );
  });

  it('finds the message of a call over several lines, and none in a test', () => {
    const text = "logger.warn(\n  { a: 'x' },\n  'it rains',\n);";
    expect(
      logLinesOf([
        { path: 'apps/api/src/a.ts', text },
        { path: 'apps/api/src/a.spec.ts', text },
      ]),
    ).toEqual([{ path: 'apps/api/src/a.ts', message: 'it rains' }]);
  });

  it('explains every line that is logged at info or above', () => {
    const explained = explainedIn(page);
    expect(lines.filter(({ message }) => !explained.has(message))).toEqual([]);
  });

  it('explains no line that nobody logs', () => {
    const logged = new Set([...lines.map(({ message }) => message), ...MADE_ELSEWHERE]);
    const section = page.slice(page.indexOf('## What each log line means'));
    const table = section.slice(0, section.indexOf('\n## ', 1));
    expect([...explainedIn(table)].filter((message) => !logged.has(message))).toEqual([]);
  });

  it('explains every exit code', () => {
    const [, section = ''] = /^## Exit codes$(.*?)^## /ms.exec(page) ?? [];
    const codes = [...section.matchAll(/^\| (\d+) /gm)].map(([, code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT));
  });
});
