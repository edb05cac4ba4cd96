import { EventLogUnavailable, EventStoreDbEventLog } from '#event-log';
import { type Configuration, messageOf } from '#platform';
import { type CommandSurroundings } from '../command-surroundings';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { type JsonOption } from '../options';
import { runningSystem } from '../start/running-system';
import { readLog } from './log-stats';
import { logStatsJson, logStatsText } from './log-stats.text';
import { configurationFor, type StoreOptions } from './store-options';

export type StatsRequest = StoreOptions & JsonOption;

const CREDENTIALS = /\/\/[^@/]*@/;

/** The event store that is meant: the one named, or that of the system that runs. */
export async function eventStoreOf({
  eventStoreUrl,
  dataDirectory,
}: Configuration): Promise<string> {
  const url = eventStoreUrl ?? (await runningSystem(dataDirectory))?.eventStoreUrl;
  if (url !== undefined) return url;
  throw new CannotGoOn(
    `No system with an event store of its own runs on ${dataDirectory}: start it with "ledger start", name its directory with --data-dir, or name an event store with --url or LEDGER_EVENTSTORE_URL.`,
    EXIT.unavailable,
  );
}

function unreachable(url: string, error: EventLogUnavailable): CannotGoOn {
  const place = url.replace(CREDENTIALS, '//');
  const why = error.cause === undefined ? '' : ` (${messageOf(error.cause)})`;
  return new CannotGoOn(
    `The event store at ${place} cannot be read: ${error.message}${why}. Start it, or name another with --url.`,
    EXIT.unavailable,
  );
}

/** `ledger event-log stats`: what the log holds, read once from its first event. */
export async function eventLogStats(
  { json, ...options }: StatsRequest,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const url = await eventStoreOf(configurationFor(options));
  const log = new EventStoreDbEventLog({ connectionString: url });
  try {
    const reading = await readLog(log, { clock, say: terminal.say });
    terminal.print(json ? logStatsJson(reading) : logStatsText(reading, terminal.styling));
    return EXIT.done;
  } catch (error) {
    throw error instanceof EventLogUnavailable ? unreachable(url, error) : error;
  } finally {
    await log.close();
  }
}
