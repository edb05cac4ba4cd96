import { type Logger, type MachineClock } from '#platform';
import { EXIT, type ExitCode } from '../exit-codes';
import { onStopSignals } from './stop-signals';
import { type System } from './system';

async function stopInOrder(system: System, logger: Logger): Promise<ExitCode> {
  try {
    await system.stop();
    return EXIT.done;
  } catch (error) {
    logger.error({ err: error }, 'could not stop in order');
    return EXIT.failed;
  }
}

/** Runs the system until a signal asks for its end; answers whether it was stopped in order. */
export async function runUntilStopped(
  system: System,
  onReady: () => Promise<void>,
  logger: Logger,
  clock: MachineClock,
): Promise<ExitCode> {
  const asked = new AbortController();
  const over = new Promise<ExitCode>((done) => {
    const stop = (signal: string): void => {
      logger.info({ signal }, 'asked to stop');
      asked.abort();
      void stopInOrder(system, logger).then(done);
    };
    const force = (): void => {
      logger.warn('asked again: everything ends at once');
      system.kill();
      done(EXIT.failed);
    };
    onStopSignals({ stop, force }, clock);
  });
  try {
    await system.start();
    if (!asked.signal.aborted) await onReady();
  } catch (error) {
    if (!asked.signal.aborted) {
      await system.stop();
      throw error;
    }
  }
  return over;
}
