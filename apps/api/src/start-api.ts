import { type AddressInfo } from 'node:net';
import { DailyRun } from '#application';
import { type EventLog } from '#event-log';
import {
  type ApiConfiguration,
  createTokenVerifier,
  type Logger,
  type MachineClock,
  tlsMaterial,
} from '#platform';
import { migrate, openProjectionWaiter, openReadModels } from '#read-models';
import { applicationProviders, openBusinessClock } from './application-parts';
import { createApp } from './create-app';
import { runDaily } from './daily-runs';
import { Closers } from './closers';

/** What a running API is given and does not close. */
export type ApiSurroundings = Readonly<{ log: EventLog; machine: MachineClock; logger: Logger }>;

export type RunningApi = Readonly<{
  port: number;
  /** Answers what is under way, then lets go of the database. */
  stop: () => Promise<void>;
}>;

/** Serves the ledger over HTTPS and runs its days. Throws when it cannot start, leaving nothing open. */
export async function startApi(
  configuration: ApiConfiguration,
  surroundings: ApiSurroundings,
): Promise<RunningApi> {
  const closers = new Closers();
  try {
    return await start(configuration, surroundings, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function start(
  configuration: ApiConfiguration,
  { log, machine, logger }: ApiSurroundings,
  closers: Closers,
): Promise<RunningApi> {
  const { databaseUrl, publicUrl, host, port } = configuration;
  const tables = await openReadModels(databaseUrl);
  closers.add(() => tables.destroy());
  await migrate(tables);
  const waiter = openProjectionWaiter({
    databaseUrl,
    reader: tables,
    onInterruption: (error) => {
      logger.warn({ err: error }, 'no word of the projection; connecting again');
    },
  });
  closers.add(() => waiter.close());
  const business = await openBusinessClock(configuration, { tables, machine, logger });
  const app = await createApp({
    ...{ tables, log, waiter, publicUrl, logger },
    verifier: await createTokenVerifier(configuration, machine),
    tls: await tlsMaterial(configuration, machine),
    application: applicationProviders({ tables, log, waiter, business }),
  });
  closers.add(() => app.close());
  await app.listen(port, host);
  const stopRuns = new AbortController();
  const runs = runDaily(
    { run: app.get(DailyRun), tables, business, machine, logger },
    stopRuns.signal,
  );
  closers.add(async () => {
    stopRuns.abort();
    await app.close();
    await runs;
  });
  const listening = portOf(app.getHttpServer().address());
  logger.info({ port: listening, publicUrl }, 'The API listens.');
  return { port: listening, stop: () => closers.close() };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The API has no port');
  return address.port;
}
