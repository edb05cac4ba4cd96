import {
  type Configuration,
  ConfigurationError,
  type Environment,
  loadConfiguration,
} from './configuration';
import { type ConfigurationKeyName } from './configuration-keys';

const EVENT_STORE_NODE_PORT = 2113;
const STARTED_ALONE =
  'must be set when this process is started alone; `ledger start` sets it for the whole system';

/** What the command line alone reads is not part of it. */
export type ApiConfiguration = Omit<Configuration, 'token'> & {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
};
export type ProjectorConfiguration = ApiConfiguration;
export type EventStoreNodeConfiguration = Configuration['eventStoreNode'] & {
  readonly databaseUrl: string;
  readonly port: number;
  readonly logLevel: Configuration['logLevel'];
};

function given(value: string | undefined, key: ConfigurationKeyName): string {
  if (value === undefined) throw new ConfigurationError([{ key, message: STARTED_ALONE }]);
  return value;
}

/** What the api process needs, with the addresses of both stores. Throws ConfigurationError. */
export function loadApiConfiguration(environment?: Environment): ApiConfiguration {
  const configuration = loadConfiguration(environment);
  return {
    ...configuration,
    eventStoreUrl: given(configuration.eventStoreUrl, 'LEDGER_EVENTSTORE_URL'),
    databaseUrl: given(configuration.databaseUrl, 'LEDGER_DATABASE_URL'),
  };
}

/** What the projector process needs, with the addresses of both stores. Throws ConfigurationError. */
export function loadProjectorConfiguration(environment?: Environment): ProjectorConfiguration {
  return loadApiConfiguration(environment);
}

/** What the event-store-node process needs. Throws ConfigurationError. */
export function loadEventStoreNodeConfiguration(
  environment?: Environment,
): EventStoreNodeConfiguration {
  const { eventStoreNode, logLevel } = loadConfiguration(environment);
  return {
    ...eventStoreNode,
    databaseUrl: given(eventStoreNode.databaseUrl, 'LEDGER_EVENTSTORE_NODE_DATABASE_URL'),
    port: eventStoreNode.port ?? EVENT_STORE_NODE_PORT,
    logLevel,
  };
}
