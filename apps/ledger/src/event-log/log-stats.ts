import {
  type EventLog,
  LEDGER_STREAM_PREFIXES,
  type LoggedEvent,
  type LogSubscription,
  type Position,
} from '#event-log';
import { type MachineClock } from '#platform';
import { countEvent, emptyLogTally, type LogTally } from './log-tally';

/** A reading that is over sooner needs no word of how far it is. */
const PROGRESS_MS = 2_000;
/** The clock is asked once in so many events. */
const LOOK_EVERY = 1_000;

/** A tally, and how long it took to read the events. */
export interface LogReading {
  readonly tally: LogTally;
  readonly seconds: number;
}

export interface ReadingWatch {
  readonly clock: MachineClock;
  readonly say: (text: string) => void;
}

const MS_PER_SECOND = 1_000;

function progress({ all }: LogTally, ms: number): string {
  const rate = Math.round((all.events * MS_PER_SECOND) / ms);
  return `${all.events} events read, ${rate} a second, up to ${all.last ?? 'the start'}`;
}

/** What is delivered up to a position; the log may hold nothing of the ledger's there. */
async function* eventsUpTo(messages: LogSubscription, head: Position): AsyncGenerator<LoggedEvent> {
  for await (const message of messages) {
    if (message.kind === 'caughtUp') return;
    const position = message.kind === 'event' ? message.event.position : message.position;
    if (message.kind === 'event' && position <= head) yield message.event;
    if (position >= head) return;
  }
}

/** Reads the ledger's events from the first to the one that is the last now; what is written meanwhile is not waited for. */
export async function readLog(log: EventLog, { clock, say }: ReadingWatch): Promise<LogReading> {
  const tally = emptyLogTally();
  const head = await log.head();
  if (head === undefined) return { tally, seconds: 0 };
  const began = clock.now().getTime();
  const elapsed = (): number => clock.now().getTime() - began;
  const messages = log.subscribeToAll({ after: 'start', prefixes: LEDGER_STREAM_PREFIXES });
  let saidAt = 0;
  try {
    for await (const event of eventsUpTo(messages, head)) {
      countEvent(tally, event);
      if (tally.all.events % LOOK_EVERY !== 0 || elapsed() - saidAt < PROGRESS_MS) continue;
      saidAt = elapsed();
      say(progress(tally, saidAt));
    }
  } finally {
    await messages.stop();
  }
  return { tally, seconds: elapsed() / MS_PER_SECOND };
}
