import { type AddressInfo } from 'node:net';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { CreditCarrier, DailyRun } from '#application';
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
import { carryCredits, CREDIT_LOOK_MILLISECONDS } from './carry-credits';
import { createApp } from './create-app';
import { type DailyRunParts, runDaily } from './daily-runs';
import { Closers } from './closers';
import { openApiOf } from './docs/open-api';
import { ApiMetrics } from './metrics/api-metrics';
import { measuredRuns } from './metrics/measured-runs';

/** What a running API is given and does not close. */
type ApiSurroundings = Readonly<{ log: EventLog; machine: MachineClock; logger: Logger }>;

type RunningApi = Readonly<{
  port: number;
  /** The reference of the API as the code has it. */
  reference: () => OpenAPIObject;
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
  const { databaseUrl, publicUrl, unauthenticated, host, port } = configuration;
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
    ...{ tables, log, waiter, publicUrl, unauthenticated, logger },
    verifier: await createTokenVerifier(configuration, machine),
    tls: await tlsMaterial(configuration, machine),
    application: applicationProviders({ tables, log, waiter, business, machine, logger }),
  });
  closers.add(() => app.close());
  await app.listen(port, host);
  const stopRuns = new AbortController();
  const running = workUntil(app, { tables, business, machine, logger }, stopRuns.signal);
  closers.add(async () => {
    stopRuns.abort();
    app.get(DailyRun).stop();
    await app.close();
    await running;
  });
  const listening = portOf(app.getHttpServer().address());
  logger.info({ port: listening, publicUrl }, 'The API listens.');
  return { port: listening, reference: () => openApiOf(app), stop: () => closers.close() };
}

/** What the API does unasked: it runs the days, and carries credit that is under way. */
function workUntil(
  app: NestFastifyApplication,
  parts: Omit<DailyRunParts, 'run'>,
  stop: AbortSignal,
): Promise<unknown> {
  const { logger } = parts;
  const credits = app.get(CreditCarrier);
  return Promise.all([
    runDaily({ run: measuredRuns(app.get(DailyRun), app.get(ApiMetrics)), ...parts }, stop),
    carryCredits({ credits, logger, pauseMilliseconds: CREDIT_LOOK_MILLISECONDS }, stop),
  ]);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The API has no port');
  return address.port;
}
