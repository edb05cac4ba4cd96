import { type Coverage, coverageLines, missing } from './coverage';
import { auditedBy, firstFailing } from './lives-run';
import { LIVES_FOR_COVERAGE, livesAsked, seedAsked } from './lives-asked';
import { ALL_AUDITORS } from './auditors/all-auditors';

const MINUTES_20 = 1_200_000;

describe('in 2,000 whole lives of accounts that pay in every way', () => {
  const coverage: Coverage = new Map();
  const seed = seedAsked();
  const lives = livesAsked(LIVES_FOR_COVERAGE);

  let story: string | undefined = 'No life was lived';

  it(
    "every auditor's books agree with every step",
    () => {
      process.stdout.write(`${lives} lives, LIVES_SEED=${seed}\n`);
      story = firstFailing({ seed, lives }, auditedBy(ALL_AUDITORS, coverage), auditedBy());
      expect(story).toBeUndefined();
    },
    MINUTES_20,
  );

  it('every event, rejection and outcome occurs', () => {
    // Fewer lives, asked for by hand or ended by a failing one, need not meet everything.
    if (lives < LIVES_FOR_COVERAGE || story !== undefined) return;
    if (missing(coverage).length > 0)
      process.stdout.write(`${coverageLines(coverage).join('\n')}\n`);
    expect(missing(coverage)).toEqual([]);
  });
});
