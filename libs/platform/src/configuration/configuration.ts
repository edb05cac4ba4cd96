import { resolve } from 'node:path';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error';
import { type ConfigurationKeyName } from './configuration-keys';
import { isLoopback, LOG_LEVELS, type LogLevel } from './configuration-kinds';
import { type Environment, isKeyName, readValues, type Values } from './read-values';

export { ConfigurationError, type ConfigurationProblem, type Environment };

/** A certificate chain and its private key: two files. */
export interface PemFiles {
  readonly certificate: string;
  readonly key: string;
}

/** The whole configuration, parsed. Paths are absolute; `undefined` means the embedded default. */
export interface Configuration {
  readonly dataDirectory: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly eventStoreUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly eventStoreNode: {
    readonly databaseUrl: string | undefined;
    readonly host: string;
    readonly port: number | undefined;
    /** undefined: no health endpoint and no metrics. */
    readonly httpPort: number | undefined;
    readonly tlsFiles: PemFiles | undefined;
    /** Who may call it; undefined: whoever reaches it. Never without TLS. */
    readonly login: { readonly user: string; readonly password: string } | undefined;
  };
  readonly oidc: { readonly issuer: string; readonly audience: string } | undefined;
  /** What the command line calls the API with; undefined: a token of the embedded issuer. */
  readonly token: string | undefined;
  /** RFC 3339, UTC, milliseconds; undefined when the test clock is off. */
  readonly testClock: string | undefined;
  readonly tlsFiles: PemFiles | undefined;
  /** How often one address may fail to say who calls before it is held up. */
  readonly unauthenticated: { readonly max: number; readonly seconds: number };
  readonly logLevel: LogLevel;
}

function togetherOrNeither(
  values: Values,
  one: ConfigurationKeyName,
  other: ConfigurationKeyName,
): readonly ConfigurationProblem[] {
  if ((values[one] === undefined) === (values[other] === undefined)) return [];
  const [missing, given] = values[one] === undefined ? [one, other] : [other, one];
  return [{ key: missing, message: `must be set too, since ${given} is` }];
}

function embeddedIssuerStaysHome(values: Values): readonly ConfigurationProblem[] {
  const host = values.LEDGER_HOST ?? '';
  if (values.LEDGER_OIDC_ISSUER !== undefined || isLoopback(host)) return [];
  return [
    {
      key: 'LEDGER_OIDC_ISSUER',
      message: `must be set, since LEDGER_HOST is ${host}: the embedded issuer serves this machine only. Set an issuer, or LEDGER_HOST=127.0.0.1`,
    },
  ];
}

/** No client of EventStoreDB sends a password over a connection that others can read. */
function passwordNeedsTls(values: Values): readonly ConfigurationProblem[] {
  const { LEDGER_EVENTSTORE_NODE_PASSWORD: password, LEDGER_EVENTSTORE_NODE_TLS_CERT: tls } =
    values;
  if (password === undefined || tls !== undefined) return [];
  return [
    {
      key: 'LEDGER_EVENTSTORE_NODE_TLS_CERT',
      message:
        'must be set, since LEDGER_EVENTSTORE_NODE_PASSWORD is: clients send a password over TLS only, so nobody could get in',
    },
  ];
}

function portsDiffer(values: Values): readonly ConfigurationProblem[] {
  const { LEDGER_EVENTSTORE_NODE_PORT: port, LEDGER_EVENTSTORE_NODE_HTTP_PORT: http } = values;
  if (http === undefined || port === undefined || Number(http) !== Number(port)) return [];
  const message = 'must not be that of LEDGER_EVENTSTORE_NODE_PORT: each needs a port of its own';
  return [{ key: 'LEDGER_EVENTSTORE_NODE_HTTP_PORT', message }];
}

function pairOf(one: string | undefined, other: string | undefined): [string, string] | undefined {
  return one === undefined || other === undefined ? undefined : [one, other];
}

function pemFilesOf(
  certificate: string | undefined,
  key: string | undefined,
): PemFiles | undefined {
  const pair = pairOf(certificate, key);
  return pair && { certificate: resolve(pair[0]), key: resolve(pair[1]) };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function required<T>(value: T | undefined, key: ConfigurationKeyName): T {
  if (value === undefined) throw new Error(`${key} has no default`);
  return value;
}

function unauthenticatedOf(values: Values): Configuration['unauthenticated'] {
  const { LEDGER_UNAUTHENTICATED_MAX: max, LEDGER_UNAUTHENTICATED_SECONDS: seconds } = values;
  return {
    max: required(numberOf(max), 'LEDGER_UNAUTHENTICATED_MAX'),
    seconds: required(numberOf(seconds), 'LEDGER_UNAUTHENTICATED_SECONDS'),
  };
}

function eventStoreNodeOf(values: Values): Configuration['eventStoreNode'] {
  const {
    LEDGER_EVENTSTORE_NODE_TLS_CERT: certificate,
    LEDGER_EVENTSTORE_NODE_TLS_KEY: key,
    LEDGER_EVENTSTORE_NODE_USER: user,
    LEDGER_EVENTSTORE_NODE_PASSWORD: password,
  } = values;
  const login = pairOf(user, password);
  return {
    databaseUrl: values.LEDGER_EVENTSTORE_NODE_DATABASE_URL,
    host: required(values.LEDGER_EVENTSTORE_NODE_HOST, 'LEDGER_EVENTSTORE_NODE_HOST'),
    port: numberOf(values.LEDGER_EVENTSTORE_NODE_PORT),
    httpPort: numberOf(values.LEDGER_EVENTSTORE_NODE_HTTP_PORT),
    tlsFiles: pemFilesOf(certificate, key),
    login: login && { user: login[0], password: login[1] },
  };
}

function configurationOf(values: Values): Configuration {
  const port = required(numberOf(values.LEDGER_PORT), 'LEDGER_PORT');
  const oidc = pairOf(values.LEDGER_OIDC_ISSUER, values.LEDGER_OIDC_AUDIENCE);
  const clock = values.LEDGER_TEST_CLOCK;
  return {
    dataDirectory: resolve(required(values.LEDGER_DATA_DIR, 'LEDGER_DATA_DIR')),
    host: required(values.LEDGER_HOST, 'LEDGER_HOST'),
    port,
    publicUrl: (values.LEDGER_PUBLIC_URL ?? `https://localhost:${port}`).replace(/\/+$/, ''),
    eventStoreUrl: values.LEDGER_EVENTSTORE_URL,
    databaseUrl: values.LEDGER_DATABASE_URL,
    eventStoreNode: eventStoreNodeOf(values),
    oidc: oidc && { issuer: oidc[0], audience: oidc[1] },
    token: values.LEDGER_TOKEN,
    testClock: clock === undefined ? undefined : new Date(clock).toISOString(),
    tlsFiles: pemFilesOf(values.LEDGER_TLS_CERT, values.LEDGER_TLS_KEY),
    unauthenticated: unauthenticatedOf(values),
    logLevel: LOG_LEVELS.find((level) => level === values.LEDGER_LOG_LEVEL) ?? 'info',
  };
}

/** The configuration of this process: the only reader of the environment. Throws ConfigurationError. */
export function loadConfiguration(environment: Environment = process.env): Configuration {
  const values = readValues(environment);
  const problems = [
    ...togetherOrNeither(values, 'LEDGER_OIDC_ISSUER', 'LEDGER_OIDC_AUDIENCE'),
    ...togetherOrNeither(values, 'LEDGER_TLS_CERT', 'LEDGER_TLS_KEY'),
    ...embeddedIssuerStaysHome(values),
    ...togetherOrNeither(
      values,
      'LEDGER_EVENTSTORE_NODE_TLS_CERT',
      'LEDGER_EVENTSTORE_NODE_TLS_KEY',
    ),
    ...togetherOrNeither(values, 'LEDGER_EVENTSTORE_NODE_USER', 'LEDGER_EVENTSTORE_NODE_PASSWORD'),
    ...passwordNeedsTls(values),
    ...portsDiffer(values),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return configurationOf(values);
}

/** Keys that look like ours and are not: most often a misspelling, worth a warning at the start. */
export function unknownKeys(environment: Environment = process.env): readonly string[] {
  return Object.keys(environment).filter(
    (name) => name.startsWith('LEDGER_') && !name.startsWith('LEDGER_TEST_') && !isKeyName(name),
  );
}
