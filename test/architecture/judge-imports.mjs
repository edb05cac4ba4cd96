// Judges sample trees by the real import rules. Its own process, because dependency-cruiser is an ES module and jest runs CommonJS.
// Usage: node judge-imports.mjs <directory of trees>; prints {"rules": [name], "broken": {tree: [{rule, from, to}]}}.
import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
const [, , trees] = process.argv;
const broken = {};
for (const tree of readdirSync(trees)) {
  const baseDir = join(trees, tree);
  const sources = readdirSync(baseDir).filter((name) =>
    ['apps', 'libs', 'test', 'bench'].includes(name),
  );
  // Aliases are resolved by package.json alone, so a tree needs no tsconfig.json.
  const { tsConfig: _, ...rest } = options;
  const { output } = await cruise(
    sources,
    {
      ...rest,
      baseDir,
      validate: true,
      ruleSet: { forbidden },
    },
    options.enhancedResolveOptions,
  );
  broken[tree] = output.summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to,
  }));
}
process.stdout.write(JSON.stringify({ rules: forbidden.map(({ name }) => name), broken }));
