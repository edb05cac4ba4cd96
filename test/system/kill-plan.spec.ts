import { killPlanOf, TARGETS } from './kill-plan';

const killsOf = (seed: number, kills: number) =>
  killPlanOf(seed, kills).flatMap(({ target, then }) => [
    target,
    ...(then === undefined ? [] : [then.target]),
  ]);

describe('a plan of kills', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(killPlanOf(7, 40)).toEqual(killPlanOf(7, 40));
    expect(killPlanOf(8, 40)).not.toEqual(killPlanOf(7, 40));
  });

  it.each([1, 5, 6, 7, 40, 41])('has %d kills when that many are asked for', (kills) => {
    expect(killsOf(7, kills)).toHaveLength(kills);
  });

  it('strikes each target once when there are as many kills as targets', () => {
    expect(killsOf(7, TARGETS.length).sort()).toEqual([...TARGETS].sort());
  });

  it('strikes some while the system still recovers from the kill before', () => {
    expect(killPlanOf(7, 40).some(({ then }) => then !== undefined)).toBe(true);
  });
});
