import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText, repositoryRoot } from './sample-trees';

export type TreeFile = Readonly<{ path: string; text: string }>;

/** Made or installed, never written by hand. */
function ignoredNames(): ReadonlySet<string> {
  const names = readText('.gitignore').split('\n');
  return new Set(['.git', ...names.filter((name) => name !== '')]);
}

/** Every file of the tree as it would be committed, found without git: a release archive has none. */
export function treeFiles(): readonly TreeFile[] {
  const ignored = ignoredNames();
  const walk = (folder: string): readonly TreeFile[] =>
    readdirSync(join(repositoryRoot, folder), { withFileTypes: true })
      .filter(({ name }) => !ignored.has(name))
      .flatMap((entry) => {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) return walk(path);
        return [{ path, text: readFileSync(join(repositoryRoot, path), 'utf8') }];
      });
  return walk('');
}
