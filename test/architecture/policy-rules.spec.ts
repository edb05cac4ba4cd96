import { type RuledTree } from './policy-page';
import { pageRules, RULES, UNBUILT_RULES } from './policy-rules';
import { breaks, whole } from './policy-rules-samples';
import { treeFiles } from './tree-files';

describe('docs/policy-rules.md tells of every rule where it is', () => {
  const tree: RuledTree = { files: treeFiles(), rules: RULES, unbuilt: UNBUILT_RULES };

  it('of forty-five rules, three of which are not built in full', () => {
    expect([RULES.length, UNBUILT_RULES.length]).toEqual([45, 3]);
  });

  it('and every check of it is seen to fail', () => {
    expect(Object.keys(breaks)).toEqual(pageRules.map(({ says }) => says));
  });

  describe.each(pageRules)('$says', ({ says, gaps }) => {
    it.each(breaks[says] ?? [])('is told: %s', (gap, { path, text }) => {
      const others = whole.files.filter((file) => file.path !== path);
      expect(gaps({ ...whole, files: [...others, { path, text }] })).toEqual([gap]);
    });

    it('leaves alone what is right', () => {
      expect(gaps(whole)).toEqual([]);
    });

    it('holds for this tree', () => {
      expect(gaps(tree)).toEqual([]);
    });
  });
});
