import { EventStoreDbEventLog } from '#event-log';
import {
  announceReady,
  createLogger,
  exitWhenParentGoes,
  loadApiConfiguration,
  sleep,
  SystemMachineClock,
} from '#platform';
import { startApi } from './start-api';

const NAME = 'api';
/** What is under way when the process is told to stop has this long. */
const STOP_MILLISECONDS_MAX = 10_000;

function told(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'])
      process.once(signal, () => {
        resolve();
      });
  });
}

async function run(): Promise<void> {
  const stopped = told();
  const configuration = loadApiConfiguration();
  const logger = createLogger(NAME, configuration.logLevel);
  const log = new EventStoreDbEventLog({ connectionString: configuration.eventStoreUrl });
  const api = await startApi(configuration, { log, machine: new SystemMachineClock(), logger });
  announceReady();
  await stopped;
  await Promise.race([api.stop().then(() => log.close()), sleep(STOP_MILLISECONDS_MAX)]);
}

exitWhenParentGoes();
run().then(
  () => {
    process.exit(0);
  },
  (error: unknown) => {
    createLogger(NAME).fatal({ err: error }, 'The API cannot go on.');
    process.exit(1);
  },
);
