import { EventStoreDbEventLog } from '#event-log';
import {
  addressesReachedBy,
  announceReady,
  type ApiConfiguration,
  createLogger,
  databaseFailure,
  ensurePortIsFree,
  issuerSilence,
  loadApiConfiguration,
  type Logger,
  runProcess,
  sleep,
  SystemMachineClock,
} from '#platform';
import { startApi } from './start-api';

const NAME = 'api';
/** What is under way when the process is told to stop has this long. */
const STOP_MILLISECONDS_MAX = 10_000;
const ADDRESS_KEYS = { host: 'LEDGER_HOST', port: 'LEDGER_PORT' };

/** An issuer that is away keeps nobody from starting: its keys are asked for again with each token. */
async function warnOfSilentIssuer({ oidc }: ApiConfiguration, logger: Logger): Promise<void> {
  if (oidc === undefined) return;
  const why = await issuerSilence(oidc.issuer);
  if (why !== undefined)
    logger.warn({ issuer: oidc.issuer, why }, 'the token issuer does not answer; calls are 503');
}

runProcess(NAME, async (asked) => {
  const configuration = loadApiConfiguration();
  const { host, port, databaseUrl, eventStoreUrl, logLevel } = configuration;
  const logger = createLogger(NAME, logLevel);
  await ensurePortIsFree(await addressesReachedBy(host), port, ADDRESS_KEYS);
  await warnOfSilentIssuer(configuration, logger);
  const log = new EventStoreDbEventLog({ connectionString: eventStoreUrl });
  const surroundings = { log, machine: new SystemMachineClock(), logger };
  const starting = startApi(configuration, surroundings).catch((error: unknown) => {
    throw databaseFailure(error, databaseUrl, 'LEDGER_DATABASE_URL');
  });
  const api = await Promise.race([starting, asked]);
  if (api === undefined) return;
  announceReady();
  await asked;
  await Promise.race([api.stop().then(() => log.close()), sleep(STOP_MILLISECONDS_MAX)]);
});
