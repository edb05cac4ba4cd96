import { type BusinessClock, type DailyRun } from '#application';
import { Calendar, type Day } from '#ledger-core';
import { type Logger, type MachineClock, sleep } from '#platform';
import { type Reader } from '#read-models';
import { forgetSessions } from './forget-sessions';

/** A run that did not come through is tried again so long after. */
const RETRY_MILLISECONDS = 15_000;
const DAY_MILLISECONDS = 86_400_000;
/** Midnight is asked for again at least this often: a machine may sleep, and its clock may be set. */
const SLEEP_MILLISECONDS_MAX = 600_000;

export type DailyRunParts = Readonly<{
  run: Pick<DailyRun, 'today'>;
  tables: Reader;
  business: BusinessClock;
  machine: MachineClock;
  logger: Logger;
}>;

/** Runs the days that are due, now and after each UTC midnight, one run at a time, until it is aborted. */
export async function runDaily(parts: DailyRunParts, stop: AbortSignal): Promise<void> {
  let doneThrough: Day | undefined;
  while (!stop.aborted) {
    const result = await runOnce(parts, doneThrough);
    doneThrough = result.through;
    const pause = result.isDone ? untilMidnight(parts.machine.now()) : RETRY_MILLISECONDS;
    await sleep(Math.min(pause, SLEEP_MILLISECONDS_MAX), stop).catch(() => undefined);
  }
}

type Run = Readonly<{ isDone: boolean; through: Day | undefined }>;

/** A run that fails is logged and tried again: nothing waits for it, since every command catches up by itself. */
async function runOnce(parts: DailyRunParts, doneThrough: Day | undefined): Promise<Run> {
  const { run, tables, business, logger } = parts;
  try {
    const through = Calendar.dayOf(await business.now());
    if (through === doneThrough) return { isDone: true, through };
    const report = await run.today();
    if (report === 'held') return { isDone: false, through: doneThrough };
    if (report.outcome === 'ran') {
      const { parked, stopped, stuck, waiting } = report;
      if (parked.length + stopped.length + stuck.length + waiting.length > 0)
        logger.error(
          { through, parked, stopped, stuck, waiting },
          'daily run left accounts behind',
        );
      const sessionsForgotten = await forgetSessions(tables, through);
      if (sessionsForgotten > 0) logger.info({ sessionsForgotten }, 'sessions forgotten');
      return { isDone: true, through };
    }
    logger.error({ reason: report.reason }, 'daily run not done; trying again');
  } catch (error) {
    logger.error({ err: error }, 'daily run failed; trying again');
  }
  return { isDone: false, through: doneThrough };
}

function untilMidnight(now: Date): number {
  return DAY_MILLISECONDS - (now.getTime() % DAY_MILLISECONDS);
}
