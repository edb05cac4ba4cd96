import { tidyRules } from './tidy-rules';
import { treeFiles } from './tree-files';

describe('the tree is tidy', () => {
  const files = treeFiles();

  it('and is looked at: sources, papers and settings', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['libs/ledger-core/src/kernel/money.ts', 'LICENSE', 'package.json']),
    );
  });

  describe.each(tidyRules)('$says', ({ check, breaks, passes }) => {
    it.each(breaks)('is seen to fail for $path', (sample) => {
      const others = passes.filter(({ path }) => path !== sample.path);
      expect(check([...others, sample])).not.toEqual([]);
    });

    it('leaves alone what is right', () => {
      expect(check(passes)).toEqual([]);
    });

    it('holds for this tree', () => {
      expect(check(files)).toEqual([]);
    });
  });
});
