import { cleanFiles, lintSamples, switchedOff } from './lint-samples';
import { answerOf, inTemporaryDirectory, repositoryRoot, writeTree } from './sample-trees';

type Verdict = Readonly<{
  rules: readonly Readonly<{ id: string; says: string }>[];
  broken: Readonly<Record<string, readonly string[]>>;
}>;

const tsconfig = JSON.stringify({
  extends: `${repositoryRoot}/tsconfig.json`,
  compilerOptions: { rootDir: '.', typeRoots: [`${repositoryRoot}/node_modules/@types`] },
  include: ['apps', 'libs', 'test', 'bench'],
});

function judge(files: Readonly<Record<string, string>>): Verdict {
  return inTemporaryDirectory((directory) => {
    writeTree(directory, { ...files, 'tsconfig.json': tsconfig });
    return answerOf('judge-lint.mjs', directory) as Verdict;
  });
}

describe('the lint rules of the house', () => {
  let verdict: Verdict;
  beforeAll(() => {
    const samples = Object.fromEntries(lintSamples.map(({ path, code }) => [path, code]));
    verdict = judge({ ...samples, ...cleanFiles, ...switchedOff });
  }, 120_000);

  it.each(Object.keys(cleanFiles))('leave %s alone', (path) => {
    expect(verdict.broken[path]).toEqual([]);
  });

  it('have a failing sample each, and no sample is left over', () => {
    const sampled = new Set(lintSamples.map(({ breaks }) => breaks));
    expect([...sampled].sort()).toEqual(verdict.rules.map(({ id }) => id).sort());
  });

  it('are asked about files of different names', () => {
    expect(new Set(lintSamples.map(({ path }) => path)).size).toBe(lintSamples.length);
  });

  it.each(lintSamples)('catch $breaks in $path', ({ breaks, path }) => {
    const says = verdict.rules.find(({ id }) => id === breaks)?.says;
    expect([...new Set(verdict.broken[path])]).toEqual([says]);
  });

  it('cannot be switched off inside a file', () => {
    expect(verdict.broken[Object.keys(switchedOff).join()]).toEqual([
      expect.stringContaining('noInlineConfig'),
    ]);
  });
});
