import { EventStoreDbEventLog } from '#event-log';
import {
  announceDatabase,
  announceReady,
  createLogger,
  databaseFailure,
  loadProjectorConfiguration,
  type ProjectorConfiguration,
  runProcess,
} from '#platform';
import { migrate, openReadModels, startProjector } from '#read-models';

const NAME = 'projector';

async function migrated({ databaseUrl, logLevel }: ProjectorConfiguration): Promise<void> {
  const logger = createLogger(NAME, logLevel);
  try {
    const dataSource = await openReadModels(databaseUrl);
    announceDatabase();
    try {
      const migrations = await migrate(dataSource);
      if (migrations.length > 0) logger.info({ migrations }, 'the tables are of this release now');
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    throw databaseFailure(error, databaseUrl, 'LEDGER_DATABASE_URL');
  }
}

/** Projects until asked to stop. @throws when it must not go on. */
async function project(configuration: ProjectorConfiguration, asked: Promise<void>): Promise<void> {
  const { databaseUrl, eventStoreUrl, logLevel } = configuration;
  const eventLog = new EventStoreDbEventLog({ connectionString: eventStoreUrl });
  const log = createLogger(NAME, logLevel);
  const projector = startProjector({ databaseUrl, eventLog, log, onActive: announceReady });
  try {
    await Promise.race([projector.finished, asked]);
  } finally {
    await projector.stop();
    await eventLog.close();
  }
}

runProcess(NAME, async (asked) => {
  const configuration = loadProjectorConfiguration();
  const stop = new AbortController();
  void asked.then(() => {
    stop.abort();
  });
  await Promise.race([migrated(configuration), asked]);
  if (!stop.signal.aborted) await project(configuration, asked);
});
