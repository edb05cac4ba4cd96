import { docsRules } from './docs-links';
import { treeFiles } from './tree-files';

describe('the papers name what is there', () => {
  const files = treeFiles();

  it('and are looked at', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']),
    );
  });

  describe.each(docsRules)('$says', ({ check, breaks, passes }) => {
    it.each(breaks)('is seen to fail for $path: $text', (sample) => {
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
