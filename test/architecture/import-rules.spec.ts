import { cleanTree, importSamples, type Tree } from './import-samples';
import { answerOf, inTemporaryDirectory, readText, writeTree } from './sample-trees';

type Broken = Readonly<{ rule: string; from: string; to: string }>;
type Verdict = Readonly<{
  rules: readonly string[];
  broken: Readonly<Record<string, readonly Broken[]>>;
}>;

/** What stands around a sample: the real package.json, the front doors it names and the packages it names. */
function surroundings(tree: Tree): Tree {
  const named = Object.values(tree)
    .flatMap((text) => [...text.matchAll(/'([^']+)'/g)])
    .flatMap(([, specifier]) => (specifier === undefined ? [] : [specifier]));
  const doors = named
    .filter((name) => name.startsWith('#') && name !== '#event-lgo')
    .map((name) => [`libs/${name.slice(1)}/src/index.ts`, ''] as const);
  const packages = named
    .filter((name) => /^@?[a-z]/.test(name) && !name.startsWith('node:'))
    .flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })] as const,
      [`node_modules/${name}/index.js`, ''] as const,
    ]);
  return {
    ...Object.fromEntries([...doors, ...packages]),
    'package.json': readText('package.json'),
  };
}

function judge(trees: Readonly<Record<string, Tree>>): Verdict {
  return inTemporaryDirectory((directory) => {
    for (const [name, tree] of Object.entries(trees))
      writeTree(`${directory}/${name}`, { ...surroundings(tree), ...tree });
    return answerOf('judge-imports.mjs', directory) as Verdict;
  });
}

describe('the import rules', () => {
  let verdict: Verdict;
  beforeAll(() => {
    verdict = judge({ ...importSamples, clean: cleanTree });
  }, 60_000);

  it('leave a tree alone that follows them', () => {
    expect(verdict.broken['clean']).toEqual([]);
  });

  it('have a failing sample each, and no sample is left over', () => {
    expect(Object.keys(importSamples).sort()).toEqual([...verdict.rules].sort());
  });

  it.each(Object.keys(importSamples))('catch exactly what breaks %s', (rule) => {
    expect([...new Set(verdict.broken[rule]?.map((each) => each.rule))]).toEqual([rule]);
  });
});
