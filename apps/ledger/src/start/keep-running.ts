import { type Logger, type MachineClock, messageOf, sleep } from '#platform';
import { CannotGoOn } from '../exit-codes';
import { type Part, type RunningPart } from './part';
import { pauseAfter, type RestartTiming } from './restart-timing';

/** What watching over a part needs. */
export interface Watch {
  readonly logger: Logger;
  readonly clock: MachineClock;
  readonly timing: RestartTiming;
}

/** A part that is started again whenever it ends, until it is told to stop. */
export interface KeptPart {
  readonly name: string;
  /** Resolves when the part is ready for the first time; rejects if it never will be, or is stopped before. */
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
}

interface Keeping {
  readonly part: Part;
  readonly watch: Watch;
  readonly stopping: AbortController;
  readonly announceReady: () => void;
  running: RunningPart | undefined;
  wasReady: boolean;
}

function isStopping({ stopping }: Keeping): boolean {
  return stopping.signal.aborted;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // Waking up early is what the signal is for, not a failure.
  await sleep(ms, signal).catch(() => undefined);
}

async function becomesReady({ part, watch }: Keeping, gone: AbortSignal): Promise<boolean> {
  const { logger, timing } = watch;
  for (let asked = 1; !gone.aborted; asked += 1) {
    if (await part.isReady()) return !gone.aborted;
    if (asked % timing.pollsBetweenNotices === 0)
      logger.warn({ part: part.name }, 'is up but not ready yet');
    await pause(timing.readinessPoll, gone);
  }
  return false;
}

/** One life of the part, from start to end; answers how it ended. */
async function oneLife(keeping: Keeping): Promise<string> {
  const { part, watch } = keeping;
  const running = await part.launch();
  keeping.running = running;
  if (isStopping(keeping)) await running.stop();
  const gone = new AbortController();
  const ended = running.ended.finally(() => {
    gone.abort();
  });
  watch.logger.info({ part: part.name, partPid: running.pid }, 'started');
  if (await becomesReady(keeping, gone.signal)) {
    keeping.wasReady = true;
    watch.logger.info({ part: part.name, partPid: running.pid }, 'ready');
    keeping.announceReady();
  }
  return ended;
}

async function lives(keeping: Keeping): Promise<void> {
  const { part, watch, stopping } = keeping;
  const { timing, clock, logger } = watch;
  for (let ends = 1; ; ends += 1) {
    const since = clock.now().getTime();
    const how = await oneLife(keeping).catch(
      (error: unknown) => `could not start: ${messageOf(error)}`,
    );
    keeping.running = undefined;
    if (isStopping(keeping)) return;
    if (!keeping.wasReady && ends >= timing.endsBeforeReadyMax)
      throw new CannotGoOn(
        `${part.name} ended ${ends} times before it was ready; the last time it ${how}. The lines above say why.`,
      );
    if (keeping.wasReady && clock.now().getTime() - since >= timing.healthyAfter) ends = 1;
    const pauseMs = pauseAfter(ends, timing);
    logger.warn({ part: part.name, how, pauseMs }, 'ended; it is started again after a pause');
    await pause(pauseMs, stopping.signal);
    if (isStopping(keeping)) return;
  }
}

/** Starts a part and keeps it running until it is told to stop. */
export function keepRunning(part: Part, watch: Watch): KeptPart {
  const stopping = new AbortController();
  let announceReady: () => void = () => undefined;
  const announced = new Promise<void>((done) => (announceReady = done));
  const keeping: Keeping = {
    ...{ part, watch, stopping, running: undefined, wasReady: false },
    announceReady: () => {
      announceReady();
    },
  };
  const over = lives(keeping);
  const neverReady = over.then(() => {
    throw new Error(`${part.name} was stopped before it was ready`);
  });
  const ready = Promise.race([announced, neverReady]);
  ready.catch(() => undefined);
  return {
    name: part.name,
    ready,
    stop: async () => {
      stopping.abort();
      await keeping.running?.stop();
      await over.catch(() => undefined);
    },
    kill: () => {
      stopping.abort();
      keeping.running?.kill();
    },
  };
}
