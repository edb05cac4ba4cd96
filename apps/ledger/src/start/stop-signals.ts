import { type MachineClock, whenNpmGoes } from '#platform';

/** npm and the terminal both pass Ctrl-C on: what comes this close together is one request. */
const SAME_REQUEST_MS = 1_000;
const SIGNALS: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

export interface StopRequests {
  readonly stop: (signal: string) => void;
  /** Somebody asked again because stopping takes too long. */
  readonly force: () => void;
}

/** Hears the signals that ask this process to stop, from now on. */
export function onStopSignals({ stop, force }: StopRequests, clock: MachineClock): void {
  let first: number | undefined;
  const hear = (signal: string): void => {
    const at = clock.now().getTime();
    if (first === undefined) {
      first = at;
      stop(signal);
    } else if (at - first > SAME_REQUEST_MS) force();
  };
  for (const signal of SIGNALS)
    process.on(signal, () => {
      hear(signal);
    });
  whenNpmGoes(() => {
    if (first === undefined) hear('the end of npm');
  });
}
