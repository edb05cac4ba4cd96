// The API as it is, with a stopwatch around its ports, and its processor profile on demand.
import { Session as Inspector } from 'node:inspector/promises';
import {
  AccountExecutor,
  AccountSurroundings,
  BusinessClock,
  MachineBusinessClock,
  PostgresSessionStore,
  ReferenceBooks,
  SessionStore,
} from '#application';
import { EventLog, EventStoreDbEventLog } from '#event-log';
import {
  announceReady,
  createLogger,
  createTokenVerifier,
  loadApiConfiguration,
  runProcess,
  SystemMachineClock,
  tlsMaterial,
} from '#platform';
import { openProjectionWaiter, openReadModels } from '#read-models';
import { applicationProviders } from '../../apps/api/src/application-parts';
import { createApp } from '../../apps/api/src/create-app';
import { profileSummary } from './profile-summary';
import { Stopwatch } from './stopwatch';
import { WatchedExecutor, WatchedLog, WatchedSessions, WatchedVerifier } from './watched-parts';

const NAME = 'watched api';
const SAMPLING_MICROSECONDS = 200;

/** Answers its parent: what the stopwatch shows, or where the processor time went since profiling was begun. */
function answerParent(watch: Stopwatch): void {
  const inspector = new Inspector();
  inspector.connect();
  const answers: Readonly<Record<string, () => Promise<unknown>>> = {
    times: () => Promise.resolve(watch.medians()),
    profile: async () => {
      await inspector.post('Profiler.enable');
      await inspector.post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
      await inspector.post('Profiler.start');
      return 'begun';
    },
    profiled: async () => profileSummary((await inspector.post('Profiler.stop')).profile),
  };
  process.on('message', (question) => {
    void answers[String(question)]?.().then((answer) => process.send?.(answer));
  });
}

async function serve(): Promise<void> {
  const machine = new SystemMachineClock();
  const configuration = loadApiConfiguration();
  const logger = createLogger(NAME, configuration.logLevel);
  const watch = new Stopwatch();
  const { eventStoreUrl, databaseUrl, publicUrl, unauthenticated } = configuration;
  const log = new WatchedLog(new EventStoreDbEventLog({ connectionString: eventStoreUrl }), watch);
  const tables = await openReadModels(databaseUrl);
  const waiter = openProjectionWaiter({ databaseUrl, reader: tables });
  const business = await MachineBusinessClock.open(tables, machine);
  const sessions = new WatchedSessions(new PostgresSessionStore(tables), watch);
  const app = await createApp({
    ...{ tables, log, waiter, publicUrl, unauthenticated, logger },
    verifier: new WatchedVerifier(await createTokenVerifier(configuration, machine), watch),
    tls: await tlsMaterial(configuration, machine),
    application: [
      ...applicationProviders({ tables, log, waiter, business, machine, logger }),
      { provide: SessionStore, useValue: sessions },
      {
        provide: AccountExecutor,
        useFactory: (
          of: EventLog,
          clock: BusinessClock,
          books: ReferenceBooks,
          surroundings: AccountSurroundings,
        ) => new WatchedExecutor(of, clock, { books, surroundings }, watch),
        inject: [EventLog, BusinessClock, ReferenceBooks, AccountSurroundings],
      },
    ],
  });
  await app.listen(configuration.port, configuration.host);
  answerParent(watch);
  announceReady();
}

runProcess(NAME, async (asked) => {
  await serve();
  await asked;
});
