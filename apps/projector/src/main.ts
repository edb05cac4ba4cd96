import { EventStoreDbEventLog } from '#event-log';
import {
  announceReady,
  createLogger,
  exitWhenParentGoes,
  loadProjectorConfiguration,
  type ProjectorConfiguration,
} from '#platform';
import { migrate, openReadModels, startProjector } from '#read-models';

const NAME = 'projector';

async function migrated({ databaseUrl }: ProjectorConfiguration): Promise<void> {
  const dataSource = await openReadModels(databaseUrl);
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
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

async function run(): Promise<void> {
  const configuration = loadProjectorConfiguration();
  const stop = new AbortController();
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'])
      process.once(signal, () => {
        stop.abort();
        resolve();
      });
  });
  await Promise.race([migrated(configuration), asked]);
  if (!stop.signal.aborted) await project(configuration, asked);
}

exitWhenParentGoes();
run().then(
  () => {
    process.exit(0);
  },
  (error: unknown) => {
    createLogger(NAME).fatal({ err: error }, 'The projector cannot go on.');
    process.exit(1);
  },
);
