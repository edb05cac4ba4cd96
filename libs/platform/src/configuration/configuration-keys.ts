import { type ConfigurationKind } from './configuration-kinds';

export type ProcessName = 'ledger' | 'api' | 'projector' | 'event-store-node';

/** One key of the environment; `whenUnset` says in words what an absent key without a default means. */
export interface ConfigurationKey {
  readonly kind: ConfigurationKind;
  readonly default?: string;
  readonly whenUnset?: string;
  /** Its value is, or may hold, a secret: no message ever repeats it. */
  readonly secret?: true;
  /** The key whose value the file holds that this key names. */
  readonly holds?: string;
  /** The option of the command line that says the same, for the verbs that have it. */
  readonly option?: string;
  readonly readBy: readonly ProcessName[];
  readonly description: string;
}

const ALL: readonly ProcessName[] = ['ledger', 'api', 'projector', 'event-store-node'];

/** Every key of the environment that this system reads. The reference page is made from it. */
export const configurationKeys = {
  LEDGER_DATA_DIR: {
    kind: 'directory',
    default: '.ledger',
    option: '--data-dir',
    readBy: ALL,
    description:
      'Where the embedded PostgreSQL, the certificates and the key of the embedded issuer live.',
  },
  LEDGER_HOST: {
    kind: 'host',
    default: '127.0.0.1',
    readBy: ['ledger', 'api'],
    description:
      'The address the API listens on. Any other than loopback needs LEDGER_OIDC_ISSUER: the embedded issuer serves this machine only.',
  },
  LEDGER_PORT: {
    kind: 'port',
    default: '8443',
    option: '--port',
    readBy: ['ledger', 'api'],
    description: 'The HTTPS port of the API.',
  },
  LEDGER_PUBLIC_URL: {
    kind: 'httpsUrl',
    whenUnset: 'https://localhost:<LEDGER_PORT>',
    option: '--url',
    readBy: ['ledger', 'api'],
    description:
      'What callers type to reach the API; stands in Location headers. Several processes behind one address are all given that.',
  },
  LEDGER_EVENTSTORE_URL: {
    kind: 'eventStoreUrl',
    whenUnset: 'the embedded event store is started and used',
    secret: true,
    readBy: ['ledger', 'api', 'projector'],
    description: 'The EventStoreDB that holds the log.',
  },
  LEDGER_EVENTSTORE_URL_FILE: {
    kind: 'secretFile',
    whenUnset: 'LEDGER_EVENTSTORE_URL says it',
    holds: 'LEDGER_EVENTSTORE_URL',
    readBy: ['ledger', 'api', 'projector'],
    description: 'A file that holds the value of LEDGER_EVENTSTORE_URL, in its place.',
  },
  LEDGER_DATABASE_URL: {
    kind: 'databaseUrl',
    whenUnset: 'the embedded PostgreSQL is started and used',
    secret: true,
    readBy: ['ledger', 'api', 'projector'],
    description: 'The PostgreSQL database of read models, sessions and prices.',
  },
  LEDGER_DATABASE_URL_FILE: {
    kind: 'secretFile',
    whenUnset: 'LEDGER_DATABASE_URL says it',
    holds: 'LEDGER_DATABASE_URL',
    readBy: ['ledger', 'api', 'projector'],
    description: 'A file that holds the value of LEDGER_DATABASE_URL, in its place.',
  },
  LEDGER_EVENTSTORE_NODE_DATABASE_URL: {
    kind: 'databaseUrl',
    whenUnset: 'the embedded PostgreSQL is started and used',
    secret: true,
    readBy: ['ledger', 'event-store-node'],
    description: 'The PostgreSQL database in which the embedded event store keeps its events.',
  },
  LEDGER_EVENTSTORE_NODE_HOST: {
    kind: 'host',
    default: '127.0.0.1',
    readBy: ['ledger', 'event-store-node'],
    description:
      'The address the embedded event store listens on. Without TLS and a password whoever reaches it may write to the log.',
  },
  LEDGER_EVENTSTORE_NODE_PORT: {
    kind: 'port',
    whenUnset: 'a free port when `ledger start` runs the whole system, else 2113',
    readBy: ['ledger', 'event-store-node'],
    description: 'The gRPC port of the embedded event store.',
  },
  LEDGER_EVENTSTORE_NODE_HTTP_PORT: {
    kind: 'port',
    whenUnset: 'it answers neither; a usual choice is 2114',
    readBy: ['ledger', 'event-store-node'],
    description:
      'The port on which the embedded event store answers, over plain HTTP on LEDGER_EVENTSTORE_NODE_HOST, whether it is healthy, and its metrics.',
  },
  LEDGER_EVENTSTORE_NODE_TLS_CERT: {
    kind: 'file',
    whenUnset: 'the embedded event store speaks without TLS',
    readBy: ['event-store-node'],
    description:
      'The certificate chain (PEM) of an embedded event store that is started by itself; goes with LEDGER_EVENTSTORE_NODE_TLS_KEY. It has to name the host that clients dial.',
  },
  LEDGER_EVENTSTORE_NODE_TLS_KEY: {
    kind: 'file',
    whenUnset: 'the embedded event store speaks without TLS',
    readBy: ['event-store-node'],
    description: 'The private key (PEM) of LEDGER_EVENTSTORE_NODE_TLS_CERT.',
  },
  LEDGER_EVENTSTORE_NODE_USER: {
    kind: 'userName',
    whenUnset: 'everybody who reaches the embedded event store may use it',
    readBy: ['event-store-node'],
    description:
      'The one user of an embedded event store that is started by itself; goes with LEDGER_EVENTSTORE_NODE_PASSWORD, and needs TLS.',
  },
  LEDGER_EVENTSTORE_NODE_PASSWORD: {
    kind: 'text',
    whenUnset: 'everybody who reaches the embedded event store may use it',
    secret: true,
    readBy: ['event-store-node'],
    description: 'The password of LEDGER_EVENTSTORE_NODE_USER.',
  },
  LEDGER_EVENTSTORE_NODE_PASSWORD_FILE: {
    kind: 'secretFile',
    whenUnset: 'LEDGER_EVENTSTORE_NODE_PASSWORD says it',
    holds: 'LEDGER_EVENTSTORE_NODE_PASSWORD',
    readBy: ['event-store-node'],
    description: 'A file that holds the value of LEDGER_EVENTSTORE_NODE_PASSWORD, in its place.',
  },
  LEDGER_OIDC_ISSUER: {
    kind: 'issuer',
    whenUnset: 'the embedded issuer, whose tokens `ledger token` prints',
    readBy: ['ledger', 'api'],
    description: 'The OpenID Connect issuer whose access tokens are accepted.',
  },
  LEDGER_OIDC_AUDIENCE: {
    kind: 'text',
    whenUnset: 'the audience of the embedded issuer; required with LEDGER_OIDC_ISSUER',
    readBy: ['ledger', 'api'],
    description: 'The audience (`aud`) an access token must name.',
  },
  LEDGER_TOKEN: {
    kind: 'text',
    whenUnset: 'a token of the embedded issuer is made for the call',
    secret: true,
    readBy: ['ledger'],
    description: 'The access token with which the command line calls the API.',
  },
  LEDGER_TEST_CLOCK: {
    kind: 'instant',
    whenUnset: 'business time is the time of the machine',
    option: '--test-clock',
    readBy: ['ledger', 'api'],
    description: 'Turns the test clock on: business time starts here and moves only when told.',
  },
  LEDGER_TLS_CERT: {
    kind: 'file',
    whenUnset: 'a certificate is made in <LEDGER_DATA_DIR>/tls',
    readBy: ['ledger', 'api'],
    description: 'The certificate chain (PEM) of the API; goes with LEDGER_TLS_KEY.',
  },
  LEDGER_TLS_KEY: {
    kind: 'file',
    whenUnset: 'a key is made in <LEDGER_DATA_DIR>/tls',
    readBy: ['ledger', 'api'],
    description: 'The private key (PEM) of LEDGER_TLS_CERT.',
  },
  LEDGER_UNAUTHENTICATED_MAX: {
    kind: 'count',
    default: '100',
    readBy: ['ledger', 'api'],
    description:
      'How many requests without a good access token one address may send in LEDGER_UNAUTHENTICATED_SECONDS; more are answered 429. Requests with one are never held up.',
  },
  LEDGER_UNAUTHENTICATED_SECONDS: {
    kind: 'count',
    default: '60',
    readBy: ['ledger', 'api'],
    description: 'The seconds in which LEDGER_UNAUTHENTICATED_MAX is counted.',
  },
  LEDGER_LOG_LEVEL: {
    kind: 'logLevel',
    default: 'info',
    readBy: ALL,
    description: 'The least severe log lines that are written.',
  },
} as const satisfies Record<string, ConfigurationKey>;

export type ConfigurationKeyName = keyof typeof configurationKeys;
