const PARENT_GONE_EXIT_CODE = 1;
const LOOK_MS = 250;
/** Noted as early as can be: a parent that goes while this process starts has gone too. */
const STARTED_BY = process.ppid;

/** What a process tells its supervisor. */
export const READY_MESSAGE = 'ready';
export const DATABASE_MESSAGE = 'the database answers';

/**
 * Ends this process as soon as the supervisor that started it is gone, however it ended. Does nothing
 * in a process that was started by hand. Call it first thing in `main`.
 */
export function exitWhenParentGoes(): void {
  if (process.channel === undefined) return;
  process.once('disconnect', () => {
    process.exit(PARENT_GONE_EXIT_CODE);
  });
  // The channel must not keep a process alive that has nothing left to do.
  process.channel.unref();
}

/** Tells the supervisor that this process does its work from now on: for those that no port and no health check shows. */
export function announceReady(): void {
  process.send?.(READY_MESSAGE);
}

/** Tells the supervisor that the database has answered: what takes long from now on is work, not a wait for somebody who may never come. */
export function announceDatabase(): void {
  process.send?.(DATABASE_MESSAGE);
}

/**
 * Hears when the `npm start` or `npx` that this process runs under is gone: whoever killed that meant this.
 * A process that a shell or a service manager started is left alone.
 */
export function whenNpmGoes(heard: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === STARTED_BY) return;
    clearInterval(timer);
    heard();
  }, LOOK_MS);
  timer.unref();
}
