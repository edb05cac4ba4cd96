import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import {
  type Configuration,
  environmentWith,
  issueToken,
  loadConfiguration,
  type MachineClock,
  messageOf,
  readIfThere,
  tlsFilesOf,
} from '#platform';
import { CannotGoOn } from '../exit-codes';
import { type ConnectionOptions, overridesOf } from '../options';
import { type Runtime } from '../start/runtime-file';
import { runningSystem } from '../start/running-system';

/** Where an API is, whom to trust there, and who calls. */
export interface Connection {
  /** Without a slash at its end. */
  readonly url: string;
  /** The data directory whose system was meant, where none runs there: its address is a guess then. */
  readonly stoppedDirectory: string | undefined;
  /** Certificates (PEM). */
  readonly trust: readonly string[];
  /** The fingerprint of the very certificate of this ledger, whatever name it is reached by. */
  readonly ownCertificate: string | undefined;
  /** Made when it is asked for: health needs none. */
  readonly token: () => Promise<string>;
}

/** Whoever may read the key of a data directory may be anybody: a name that tells in the log how it was asked. */
const OPERATOR = { principal: 'ledger-cli@localhost', roles: ['Ledger.Admin'] };

type Trust = Pick<Connection, 'trust' | 'ownCertificate'>;

/** Where the configuration names a certificate, the ledger of this machine shows that one and no other. */
async function trusted(
  ca: string | undefined,
  runtime: Runtime | undefined,
  { dataDirectory, tlsFiles }: Configuration,
): Promise<Trust> {
  if (ca !== undefined)
    return { trust: [await pemOf(ca, `--ca ${ca}`)], ownCertificate: undefined };
  const own = await readIfThere(
    runtime?.certificateAuthority ?? tlsFilesOf(dataDirectory).authority,
  );
  const trust = [...rootCertificates, ...(own === undefined ? [] : [own])];
  if (tlsFiles === undefined) return { trust, ownCertificate: undefined };
  const pem = await pemOf(tlsFiles.certificate, `LEDGER_TLS_CERT ${tlsFiles.certificate}`);
  return { trust: [...trust, pem], ownCertificate: new X509Certificate(pem).fingerprint256 };
}

async function pemOf(file: string, named: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CannotGoOn(`${named} cannot be read: ${messageOf(error)}`);
  }
}

/** Where the embedded issuer of a data directory keeps its key. */
export function issuerKeyFile(dataDirectory: string): string {
  return join(dataDirectory, 'issuer', 'key.json');
}

async function tokenFor(
  { token, oidc, dataDirectory }: Configuration,
  clock: MachineClock,
): Promise<string> {
  if (token !== undefined) return token;
  if (oidc !== undefined)
    throw new CannotGoOn(
      `LEDGER_OIDC_ISSUER is set: get an access token from ${oidc.issuer} and set LEDGER_TOKEN to it.`,
    );
  // A misspelt directory is not given an issuer of its own.
  if ((await readIfThere(issuerKeyFile(dataDirectory))) === undefined)
    throw new CannotGoOn(
      `No ledger keeps its things in ${dataDirectory}: name its directory with --data-dir, start one there with "ledger start", or set LEDGER_TOKEN to call another with --url.`,
    );
  return issueToken(dataDirectory, OPERATOR, clock);
}

/** The connection that the options of a verb, the environment and the data directory come to. */
export async function connectionOf(
  options: ConnectionOptions,
  clock: MachineClock,
): Promise<Connection> {
  const overrides = { ...overridesOf(options), LEDGER_PUBLIC_URL: options.url };
  const configuration = loadConfiguration(environmentWith(overrides));
  const { dataDirectory, publicUrl } = configuration;
  const runtime = await runningSystem(dataDirectory);
  return {
    url: options.url === undefined ? (runtime?.url ?? publicUrl) : publicUrl,
    stoppedDirectory:
      options.url === undefined && runtime === undefined ? dataDirectory : undefined,
    ...(await trusted(options.ca, runtime, configuration)),
    token: () => tokenFor(configuration, clock),
  };
}
