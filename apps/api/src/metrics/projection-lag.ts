import { type EventLog, LEDGER_STREAM_PREFIXES } from '#event-log';
import { type MachineClock } from '#platform';
import { type ProjectionWaiter } from '#read-models';

export type LagParts = Readonly<{
  log: EventLog;
  waiter: Pick<ProjectionWaiter, 'position'>;
  machine: MachineClock;
}>;

/** A log that does not answer by then is not known to be ahead. */
const ANSWER_MILLISECONDS_MAX = 1_000;
const MILLISECONDS = 1_000;

/** For how many seconds the oldest event that is not in the tables has stood in the log; NaN when nobody can tell. */
export async function projectionLagSeconds(parts: LagParts): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<number>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MILLISECONDS_MAX, Number.NaN);
  });
  try {
    return await Promise.race([lag(parts), tooLate]);
  } catch {
    // The log cannot be read: readiness says why.
    return Number.NaN;
  } finally {
    clearTimeout(timer);
  }
}

async function lag({ log, waiter, machine }: LagParts): Promise<number> {
  const projected = waiter.position();
  const head = await log.headOf(LEDGER_STREAM_PREFIXES);
  if (head === undefined || projected >= head) return 0;
  const after = projected < 0n ? 'start' : projected;
  const subscription = log.subscribeToAll({ after, prefixes: LEDGER_STREAM_PREFIXES });
  try {
    for await (const message of subscription) {
      if (message.kind === 'caughtUp') return 0;
      if (message.kind !== 'event') continue;
      const age = machine.now().getTime() - Date.parse(message.event.created);
      return Math.max(age, 0) / MILLISECONDS;
    }
    return Number.NaN;
  } finally {
    await subscription.stop();
  }
}
