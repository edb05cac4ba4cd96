const TURN_MS_MAX = 50;

/** Lets everybody else go on when a search has gone on for long: it answers what to wait for, or nothing. */
export type FairTurns = () => Promise<void> | undefined;

export const UNHINDERED: FairTurns = () => undefined;

/** For a search whose every step may take long: a regular expression that a client wrote. */
export function fairTurns(): FairTurns {
  let since = performance.now();
  return () => {
    if (performance.now() - since < TURN_MS_MAX) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
