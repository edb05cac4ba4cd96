import { startEventStoreNode } from '#event-store-node';
import {
  announceReady,
  createLogger,
  databaseFailure,
  ensurePortIsFree,
  loadEventStoreNodeConfiguration,
  runProcess,
  SystemMachineClock,
} from '#platform';

const NAME = 'event-store-node';
const DATABASE_KEY = 'LEDGER_EVENTSTORE_NODE_DATABASE_URL';
const ADDRESS_KEYS = { host: 'LEDGER_EVENTSTORE_NODE_HOST', port: 'LEDGER_EVENTSTORE_NODE_PORT' };

/** Serves until asked to stop. @throws when the node may no longer write. */
runProcess(NAME, async (asked) => {
  const { databaseUrl, host, port, logLevel } = loadEventStoreNodeConfiguration();
  const logger = createLogger(NAME, logLevel);
  const clock = new SystemMachineClock();
  const now = (): number => clock.now().getTime();
  await ensurePortIsFree([host], port, ADDRESS_KEYS);
  const options = { databaseUrl, host, port, logger, now };
  const starting = startEventStoreNode(options).catch((error: unknown) => {
    throw databaseFailure(error, databaseUrl, DATABASE_KEY);
  });
  const node = await Promise.race([starting, asked]);
  if (node === undefined) return;
  announceReady();
  const failure = await Promise.race([node.failed, asked]);
  await node.stop();
  if (failure instanceof Error) throw failure;
});
