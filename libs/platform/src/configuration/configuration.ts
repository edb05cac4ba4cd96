import { resolve } from 'node:path';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error';
import { type ConfigurationKeyName } from './configuration-keys';
import { isLoopback, LOG_LEVELS, type LogLevel } from './configuration-kinds';
import { type Environment, isKeyName, readValues, type Values } from './read-values';

export { ConfigurationError, type ConfigurationProblem, type Environment };

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
  };
  readonly oidc: { readonly issuer: string; readonly audience: string } | undefined;
  /** What the command line calls the API with; undefined: a token of the embedded issuer. */
  readonly token: string | undefined;
  /** RFC 3339, UTC, milliseconds; undefined when the test clock is off. */
  readonly testClock: string | undefined;
  readonly tlsFiles: { readonly certificate: string; readonly key: string } | undefined;
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

function pairOf(one: string | undefined, other: string | undefined): [string, string] | undefined {
  return one === undefined || other === undefined ? undefined : [one, other];
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

function configurationOf(values: Values): Configuration {
  const port = required(numberOf(values.LEDGER_PORT), 'LEDGER_PORT');
  const oidc = pairOf(values.LEDGER_OIDC_ISSUER, values.LEDGER_OIDC_AUDIENCE);
  const tls = pairOf(values.LEDGER_TLS_CERT, values.LEDGER_TLS_KEY);
  const clock = values.LEDGER_TEST_CLOCK;
  return {
    dataDirectory: resolve(required(values.LEDGER_DATA_DIR, 'LEDGER_DATA_DIR')),
    host: required(values.LEDGER_HOST, 'LEDGER_HOST'),
    port,
    publicUrl: (values.LEDGER_PUBLIC_URL ?? `https://localhost:${port}`).replace(/\/+$/, ''),
    eventStoreUrl: values.LEDGER_EVENTSTORE_URL,
    databaseUrl: values.LEDGER_DATABASE_URL,
    eventStoreNode: {
      databaseUrl: values.LEDGER_EVENTSTORE_NODE_DATABASE_URL,
      host: required(values.LEDGER_EVENTSTORE_NODE_HOST, 'LEDGER_EVENTSTORE_NODE_HOST'),
      port: numberOf(values.LEDGER_EVENTSTORE_NODE_PORT),
    },
    oidc: oidc && { issuer: oidc[0], audience: oidc[1] },
    token: values.LEDGER_TOKEN,
    testClock: clock === undefined ? undefined : new Date(clock).toISOString(),
    tlsFiles: tls && { certificate: resolve(tls[0]), key: resolve(tls[1]) },
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
