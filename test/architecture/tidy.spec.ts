import { describeRules } from './holds-for-the-tree';
import { tidyRules } from './tidy-rules';
import { treeFiles } from './tree-files';

describe('the tree is tidy', () => {
  const files = treeFiles();

  it('and is looked at: sources, papers and settings', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['libs/ledger-core/src/kernel/money.ts', 'LICENSE', 'package.json']),
    );
  });

  describeRules(tidyRules, files);
});
