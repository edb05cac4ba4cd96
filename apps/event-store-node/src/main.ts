import { startEventStoreNode } from '#event-store-node';
import {
  announceReady,
  createLogger,
  exitWhenParentGoes,
  loadEventStoreNodeConfiguration,
  SystemMachineClock,
} from '#platform';

const NAME = 'event-store-node';

/** Serves until asked to stop. @throws when the node may no longer write. */
async function run(): Promise<void> {
  const asked = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'])
      process.once(signal, () => {
        resolve(undefined);
      });
  });
  const { databaseUrl, host, port, logLevel } = loadEventStoreNodeConfiguration();
  const logger = createLogger(NAME, logLevel);
  const clock = new SystemMachineClock();
  const now = (): number => clock.now().getTime();
  const node = await startEventStoreNode({ databaseUrl, host, port, logger, now });
  announceReady();
  const failure = await Promise.race([node.failed, asked]);
  await node.stop();
  if (failure !== undefined) throw failure;
}

exitWhenParentGoes();
run().then(
  () => {
    process.exit(0);
  },
  (error: unknown) => {
    createLogger(NAME).fatal({ err: error }, 'The event store node cannot go on.');
    process.exit(1);
  },
);
