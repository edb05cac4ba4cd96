import { type Logger, type MachineClock, messageOf, plainFailureOf, sleep } from '#platform';
import { CannotGoOn, EXIT } from '../exit-codes';
import { type Part, type PartEnd, type RunningPart } from './part';
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

/** Looks out for one that a part cannot work without, that nobody here starts, and that does not come. */
class Absence {
  #since: number | undefined;

  constructor(private readonly watch: Watch) {}

  /** @throws CannotGoOn when it has not answered for too long. */
  note(absent: string | undefined): void {
    const now = this.watch.clock.now().getTime();
    this.#since = absent === undefined ? undefined : (this.#since ?? now);
    if (absent === undefined || this.#since === undefined) return;
    if (now - this.#since > this.watch.timing.absentMax)
      throw new CannotGoOn(absent, EXIT.unavailable);
  }
}

/** @throws CannotGoOn when whom it cannot work without does not answer, and never did. */
async function becomesReady(keeping: Keeping, gone: AbortSignal): Promise<boolean> {
  const { part, watch } = keeping;
  const { logger, timing } = watch;
  const absence = new Absence(watch);
  for (let asked = 1; !gone.aborted; asked += 1) {
    const { ready, why, absent } = await part.readiness();
    if (ready) return !gone.aborted;
    if (asked % timing.pollsBetweenNotices === 0)
      logger.warn({ part: part.name, why }, 'is up but not ready yet');
    if (!keeping.wasReady) absence.note(absent);
    await pause(timing.readinessPoll, gone);
  }
  return false;
}

/** One life of the part, from start to end; answers how it ended. */
async function oneLife(keeping: Keeping): Promise<PartEnd> {
  const { part, watch } = keeping;
  watch.logger.info({ part: part.name }, 'starting');
  const running = await part.launch();
  keeping.running = running;
  if (isStopping(keeping)) await running.stop();
  const gone = new AbortController();
  const ended = running.ended.finally(() => {
    gone.abort();
  });
  watch.logger.info({ part: part.name, partPid: running.pid }, 'started');
  try {
    if (await becomesReady(keeping, gone.signal)) {
      keeping.wasReady = true;
      watch.logger.info({ part: part.name, partPid: running.pid }, 'ready');
      keeping.announceReady();
    }
  } catch (error) {
    await running.stop();
    throw error;
  }
  return ended;
}

function failedLaunch(error: unknown): PartEnd {
  if (error instanceof CannotGoOn) throw error;
  return { how: `could not start: ${messageOf(error)}`, failure: plainFailureOf(error) };
}

/** @throws CannotGoOn when there is no use in starting a part once more that was never ready. */
function ensureWorthAnother(
  { part, watch }: Keeping,
  { how, failure }: PartEnd,
  ends: number,
): void {
  if (failure?.mayPass === false) throw new CannotGoOn(failure.message);
  const { endsBeforeReadyMax, endsForLackMax } = watch.timing;
  if (ends < (failure === undefined ? endsBeforeReadyMax : endsForLackMax)) return;
  if (failure !== undefined) throw new CannotGoOn(failure.message, EXIT.unavailable);
  throw new CannotGoOn(
    `${part.name} ended ${ends} times before it was ready; the last time it ${how}. Its lines in the log say why.`,
  );
}

function noteOf({ name }: Part, { how, failure }: PartEnd, pauseMs: number): object {
  return { part: name, how, why: failure?.message, pauseMs };
}

async function lives(keeping: Keeping): Promise<void> {
  const { part, watch, stopping } = keeping;
  const { timing, clock, logger } = watch;
  for (let ends = 1; ; ends += 1) {
    const since = clock.now().getTime();
    const end = await oneLife(keeping).catch(failedLaunch);
    keeping.running = undefined;
    if (isStopping(keeping)) return;
    if (!keeping.wasReady) ensureWorthAnother(keeping, end, ends);
    if (keeping.wasReady && clock.now().getTime() - since >= timing.healthyAfter) ends = 1;
    const pauseMs = pauseAfter(ends, timing);
    logger.warn(noteOf(part, end, pauseMs), 'ended; it is started again after a pause');
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
