import { type TidyRule } from './tidy-rules';
import { type TreeFile } from './tree-files';

/** Each rule is seen to fail for what breaks it, leaves alone what is right, and holds for this tree. */
export function describeRules(rules: readonly TidyRule[], files: readonly TreeFile[]): void {
  describe.each(rules)('$says', ({ check, breaks, passes }) => {
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
}
