const PARENT_GONE_EXIT_CODE = 1;

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
