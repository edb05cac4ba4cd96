/** What a scene waits for: noon of a day, with everything done that is due by then. */
export type Until = (day: string) => Promise<void>;

interface Waiting {
  readonly day: string;
  readonly goOn: () => void;
  readonly giveUp: (error: unknown) => void;
}

/**
 * Plays scenes side by side on one clock, which only moves forward: whenever all that still play are waiting,
 * it moves to the earliest of their days. Answers how each ended.
 */
export async function playTogether(
  plays: readonly ((until: Until) => Promise<void>)[],
  moveTo: (day: string) => Promise<void>,
): Promise<readonly PromiseSettledResult<void>[]> {
  let playing = plays.length;
  let waiting: readonly Waiting[] = [];
  const moveOn = (): void => {
    const [day] = waiting.map((each) => each.day).sort();
    if (playing > 0 || day === undefined) return;
    const due = waiting.filter((each) => each.day === day);
    waiting = waiting.filter((each) => each.day !== day);
    playing = due.length;
    moveTo(day).then(
      () => {
        for (const { goOn } of due) goOn();
      },
      (error: unknown) => {
        for (const { giveUp } of due) giveUp(error);
      },
    );
  };
  const oneStops = (): void => {
    playing -= 1;
    moveOn();
  };
  const until: Until = (day) =>
    new Promise((goOn, giveUp) => {
      waiting = [...waiting, { day, goOn, giveUp }];
      oneStops();
    });
  return Promise.allSettled(plays.map((play) => play(until).finally(oneStops)));
}
