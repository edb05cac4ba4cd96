import { faultIn } from '#application';
import { EventStoreDbEventLog, recordedStreamName } from '#event-log';
import {
  type Configuration,
  type ConfigurationOverrides,
  environmentWith,
  findPostgres,
  loadConfiguration,
} from '#platform';
import {
  CheckpointMismatch,
  migrate,
  openReadModels,
  type ParkedStream,
  streamsParked,
  unpark,
} from '#read-models';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { LEDGER_DATABASE } from '../start/postgres-part';
import { runningSystem } from '../start/running-system';
import { type Terminal } from '../terminal.port';
import { reportJson, reportText, type StreamReport } from './unpark-report';

export interface UnparkRequest {
  readonly overrides: ConfigurationOverrides;
  /** An account, or a stream as it is listed; undefined for all that is parked. */
  readonly what: string | undefined;
  readonly json: boolean;
}

type Stores = Readonly<{ databaseUrl: string; eventStoreUrl: string }>;

/** Both stores have to be there; the projector may be at work or not. */
async function storesOf(configuration: Configuration): Promise<Stores> {
  const { dataDirectory } = configuration;
  const databaseUrl =
    configuration.databaseUrl ?? (await findPostgres(dataDirectory))?.urlOf(LEDGER_DATABASE);
  const eventStoreUrl =
    configuration.eventStoreUrl ?? (await runningSystem(dataDirectory))?.eventStoreUrl;
  if (databaseUrl !== undefined && eventStoreUrl !== undefined)
    return { databaseUrl, eventStoreUrl };
  throw new CannotGoOn(
    `No system with an event store of its own runs on ${dataDirectory}: start it with "ledger start", or name its directory with --data-dir, or set LEDGER_DATABASE_URL and LEDGER_EVENTSTORE_URL. Unparking reads the event store and writes the tables while the others go on.`,
    EXIT.unavailable,
  );
}

async function migrated(url: string): Promise<void> {
  const dataSource = await openReadModels(url);
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** What is meant of what is parked: the streams of an account, its own first. */
function meant(parked: readonly ParkedStream[], what: string | undefined): readonly ParkedStream[] {
  if (what === undefined) return parked;
  const found = parked.filter(
    ({ stream, billingAccountId }) => stream === what || billingAccountId === what,
  );
  if (found.length === 0) throw new CannotGoOn(notParked(parked, what));
  return found.toSorted((one, other) => (one.stream < other.stream ? -1 : 1));
}

function notParked(parked: readonly ParkedStream[], what: string): string {
  const streams = parked.map(({ stream }) => stream).join(', ');
  return `${what} is not parked. ${streams === '' ? 'Nothing is.' : `Parked are: ${streams}.`}`;
}

/** Every fold that the stream must bear: that of the commands first, which changes nothing. */
async function unparked(
  { stream: name }: ParkedStream,
  { databaseUrl, eventStoreUrl }: Stores,
  terminal: Terminal,
): Promise<StreamReport> {
  const stream = recordedStreamName(name);
  const eventLog = new EventStoreDbEventLog({ connectionString: eventStoreUrl });
  const progress = (events: number): void => {
    terminal.say(`${stream}: ${events} events are in the tables again`);
  };
  try {
    const fault = await faultIn(eventLog, stream);
    if (fault !== undefined) return { outcome: 'broken', ...fault };
    const result = await unpark(stream, { databaseUrl, eventLog, progress });
    if (result.outcome !== 'broken') return result;
    const { revision, eventId, why: reason } = result.fault;
    return { outcome: 'broken', stream, revision, eventId, reason };
  } catch (error) {
    if (error instanceof CheckpointMismatch) throw new CannotGoOn(error.message);
    throw error;
  } finally {
    await eventLog.close();
  }
}

/** `ledger unpark`: reads parked streams again from their first event and lets the ledger go on with them, while it runs. */
export async function unparkStreams(
  { overrides, what, json }: UnparkRequest,
  terminal: Terminal,
): Promise<ExitCode> {
  const stores = await storesOf(loadConfiguration(environmentWith(overrides)));
  await migrated(stores.databaseUrl);
  const reports: StreamReport[] = [];
  for (const parked of meant(await streamsParked(stores.databaseUrl), what))
    reports.push(await unparked(parked, stores, terminal));
  terminal.print(json ? reportJson(reports) : reportText(reports));
  return reports.some(({ outcome }) => outcome === 'broken') ? EXIT.failed : EXIT.done;
}
