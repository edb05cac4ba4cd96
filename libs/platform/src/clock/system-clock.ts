import { MachineClock } from './machine-clock.port';

/** The machine's own clock: the only place of the system that asks it. */
export class SystemMachineClock extends MachineClock {
  override now(): Date {
    return new Date();
  }
}

/** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const giveUp = (): void => {
      clearTimeout(timer);
      fail(signal?.reason instanceof Error ? signal.reason : new Error('the wait was given up'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      done();
    }, ms);
    if (signal?.aborted === true) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
}
