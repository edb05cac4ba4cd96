import { FENCED, KILLED, strikesOf, type StrikeStep } from './strike-plan';

function first(seed: number, count: number): readonly StrikeStep[] {
  const steps: StrikeStep[] = [];
  for (const step of strikesOf(seed)) {
    if (steps.length === count) break;
    steps.push(step);
  }
  return steps;
}

describe('strikes', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(first(7, 40)).toEqual(first(7, 40));
    expect(first(8, 40)).not.toEqual(first(7, 40));
  });

  it('meet every target among the first ten', () => {
    const targets = new Set(first(7, 10).map(({ target }) => target));
    expect([...targets].sort()).toEqual([...KILLED, ...FENCED].sort());
  });

  it('come a second time while everything still starts, but never after a fencing', () => {
    const twice = first(7, 100).filter(({ then }) => then !== undefined);
    expect(twice.length).toBeGreaterThan(10);
    for (const { target } of twice) expect(FENCED).not.toContain(target);
  });
});
