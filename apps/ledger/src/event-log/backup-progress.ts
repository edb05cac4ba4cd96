import { type CommandSurroundings } from '../command-surroundings';
import { grouped } from '../presentation/money-text';

/** What is over sooner needs no word of how far it is. */
const PROGRESS_MS = 2_000;
const MS_PER_SECOND = 1_000;
const PERCENT = 100;

/** Hears how many events are `done`, as in "events read", and how much of all that is, from 0 to 1. */
export type SayProgress = (events: number, done: string, share: number | undefined) => void;

/** Says about every two seconds how far it is, how much that is, and how fast it goes at the moment. */
export function progressOf({
  clock,
  terminal,
}: Pick<CommandSurroundings, 'clock' | 'terminal'>): SayProgress {
  let [saidAt, eventsThen, doneThen] = [clock.now().getTime(), 0, ''];
  return (events, done, share) => {
    if (done !== doneThen) eventsThen = 0;
    doneThen = done;
    const at = clock.now().getTime();
    if (at - saidAt < PROGRESS_MS) return;
    const rate = Math.round(((events - eventsThen) * MS_PER_SECOND) / (at - saidAt));
    const part = share === undefined ? '' : ` (${Math.floor(share * PERCENT)} %)`;
    terminal.say(
      `${grouped(String(events))} events ${done}${part}, ${grouped(String(rate))} a second`,
    );
    [saidAt, eventsThen] = [at, events];
  };
}
