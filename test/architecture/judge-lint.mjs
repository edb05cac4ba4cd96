// Judges sample files by the real lint rules, typed. Its own process, because ESLint loads its configuration as an ES module and jest runs CommonJS.
// Usage: node judge-lint.mjs <directory with a tsconfig.json>; prints {"rules": [{id, says}], "broken": {file: [what was said]}}.
// A restriction of no-restricted-syntax counts as a rule of its own: its id is the selector, and it says its message.
import { relative, resolve } from 'node:path';
import { ESLint } from 'eslint';
import config from '../../eslint.config.mjs';

const [, , cwd] = process.argv;
const rules = new Map();
for (const { name, rules: own = {} } of config) {
  if (!name?.startsWith('house/')) continue;
  for (const [id, setting] of Object.entries(own)) {
    if (id === 'no-restricted-syntax')
      for (const { selector, message } of setting.slice(1)) rules.set(selector, message);
    else if (setting !== 'off') rules.set(id, id);
  }
}

const eslint = new ESLint({
  cwd,
  overrideConfigFile: resolve(import.meta.dirname, '../../eslint.config.mjs'),
  overrideConfig: { languageOptions: { parserOptions: { tsconfigRootDir: cwd } } },
});
const broken = {};
for (const { filePath, messages } of await eslint.lintFiles(['apps', 'libs', 'test', 'bench']))
  broken[relative(cwd, filePath)] = messages.map(({ ruleId, message }) =>
    ruleId === null || ruleId === 'no-restricted-syntax' ? message : ruleId,
  );
process.stdout.write(
  JSON.stringify({ rules: [...rules].map(([id, says]) => ({ id, says })), broken }),
);
