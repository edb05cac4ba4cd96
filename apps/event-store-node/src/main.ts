import { startEventStoreNode } from '#event-store-node';
import {
  announceReady,
  createLogger,
  databaseFailure,
  loadEventStoreNodeConfiguration,
  runProcess,
  SystemMachineClock,
} from '#platform';
import { ensureAddressesAreFree } from './addresses';
import { serveHealthAndMetrics } from './http/health-and-metrics.server';
import { nodeMetrics } from './metrics/node-metrics';
import { tlsOf, warnOfStrangers } from './who-gets-in';

const NAME = 'event-store-node';
const DATABASE_KEY = 'LEDGER_EVENTSTORE_NODE_DATABASE_URL';

/** Serves until asked to stop. @throws when the node may no longer write. */
runProcess(NAME, async (asked) => {
  const configuration = loadEventStoreNodeConfiguration();
  const { databaseUrl, host, port, httpPort, login } = configuration;
  const logger = createLogger(NAME, configuration.logLevel);
  const clock = new SystemMachineClock();
  const metrics = nodeMetrics();
  await ensureAddressesAreFree(configuration);
  const starting = startEventStoreNode({
    ...{ databaseUrl, host, port, login, logger, tls: await tlsOf(configuration) },
    now: () => clock.now().getTime(),
    observer: metrics.observer,
  }).catch((error: unknown) => {
    throw databaseFailure(error, databaseUrl, DATABASE_KEY);
  });
  const node = await Promise.race([starting, asked]);
  if (node === undefined) return;
  metrics.watch(node);
  const http =
    httpPort === undefined
      ? undefined
      : await serveHealthAndMetrics(host, httpPort, { node, metrics });
  warnOfStrangers(configuration, logger);
  announceReady();
  const failure = await Promise.race([node.failed, asked]);
  await node.stop();
  await http?.close();
  if (failure instanceof Error) throw failure;
});
