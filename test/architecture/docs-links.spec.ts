import { docsRules } from './docs-links';
import { describeRules } from './holds-for-the-tree';
import { treeFiles } from './tree-files';

describe('the papers name what is there', () => {
  const files = treeFiles();

  it('and are looked at', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']),
    );
  });

  describeRules(docsRules, files);
});
