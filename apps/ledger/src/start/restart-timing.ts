/** All in milliseconds but the count. */
export interface RestartTiming {
  readonly firstPause: number;
  readonly longestPause: number;
  /** Who ran that long is no longer counted as failing. */
  readonly healthyAfter: number;
  readonly readinessPoll: number;
  /** After so many polls in vain it is said again that the part is not ready. */
  readonly pollsBetweenNotices: number;
  /** Who does not answer for that long at the first start is not waited for any longer. */
  readonly absentMax: number;
  /** So many ends before the part was ever ready mean that it never will be. */
  readonly endsBeforeReadyMax: number;
  /** The same for one that says what it lacks: it has waited for that itself. */
  readonly endsForLackMax: number;
}

export const RESTART_TIMING: RestartTiming = {
  firstPause: 250,
  longestPause: 15_000,
  healthyAfter: 30_000,
  readinessPoll: 100,
  pollsBetweenNotices: 150,
  absentMax: 20_000,
  endsBeforeReadyMax: 5,
  endsForLackMax: 2,
};

/** How long to wait before the next start after `ends` ends in a row: twice as long each time, up to a bound. */
export function pauseAfter(ends: number, timing: RestartTiming): number {
  return Math.min(timing.firstPause * 2 ** (ends - 1), timing.longestPause);
}
