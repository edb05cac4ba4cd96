import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MachineClock } from '../clock/machine-clock.port';
import { type Configuration, type PemFiles } from '../configuration/configuration';
import { type ConfigurationKeyName } from '../configuration/configuration-keys';
import { PlainError } from '../failures/plain-failure';
import { messageOf } from '../failures/system-error';
import { withDirectoryLock } from '../files/directory-lock';
import { makePrivateDirectory, readIfThere, replaceFile } from '../files/durable-file';
import {
  type CertifiedKey,
  lastsLongEnough,
  makeAuthority,
  makeServerCertificate,
  namesHost,
} from './certificates';

const PUBLIC_FILE = 0o644;
const ALWAYS_NAMED = ['localhost', '127.0.0.1', '::1'];

/** What an HTTPS server needs (PEM), and the file its callers have to trust. */
export interface TlsMaterial {
  readonly certificate: string;
  readonly key: string;
  readonly trustFile: string;
  readonly trust: string;
}

export interface TlsFiles {
  readonly directory: string;
  readonly authority: string;
  readonly authorityKey: string;
  readonly certificate: string;
  readonly key: string;
}

/** Where the embedded certificates live below the data directory. */
export function tlsFilesOf(dataDirectory: string): TlsFiles {
  const directory = join(dataDirectory, 'tls');
  return {
    directory,
    authority: join(directory, 'ca.pem'),
    authorityKey: join(directory, 'ca-key.pem'),
    certificate: join(directory, 'server.pem'),
    key: join(directory, 'server-key.pem'),
  };
}

/** Two files cannot be replaced at once: after a crash in between, the halves do not fit and are made again. */
function fits({ certificate, key }: CertifiedKey): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

async function readPair(certificate: string, key: string): Promise<CertifiedKey | undefined> {
  const [certificateText, keyText] = [await readIfThere(certificate), await readIfThere(key)];
  if (certificateText === undefined || keyText === undefined) return undefined;
  const pair = { certificate: certificateText, key: keyText };
  return fits(pair) ? pair : undefined;
}

function isGoodServer(
  server: CertifiedKey,
  authority: CertifiedKey,
  names: readonly string[],
  now: Date,
): boolean {
  const signer = new X509Certificate(authority.certificate);
  return (
    new X509Certificate(server.certificate).verify(signer.publicKey) &&
    lastsLongEnough(server.certificate, now) &&
    names.every((name) => namesHost(server.certificate, name))
  );
}

async function authorityOf(files: TlsFiles, now: Date): Promise<CertifiedKey> {
  const existing = await readPair(files.authority, files.authorityKey);
  if (existing !== undefined && lastsLongEnough(existing.certificate, now)) return existing;
  const made = await makeAuthority(now);
  await replaceFile(files.authorityKey, made.key);
  await replaceFile(files.authority, made.certificate, PUBLIC_FILE);
  return made;
}

async function serverOf(
  files: TlsFiles,
  authority: CertifiedKey,
  names: readonly string[],
  now: Date,
): Promise<CertifiedKey> {
  const existing = await readPair(files.certificate, files.key);
  if (existing !== undefined && isGoodServer(existing, authority, names, now)) return existing;
  const made = await makeServerCertificate(authority, names, now);
  await replaceFile(files.key, made.key);
  await replaceFile(files.certificate, made.certificate, PUBLIC_FILE);
  return made;
}

/** The embedded certificates, made or renewed where needed; any number of processes may ask at once. */
export async function embeddedTls(
  dataDirectory: string,
  extraNames: readonly string[],
  clock: MachineClock,
): Promise<TlsMaterial> {
  const files = tlsFilesOf(dataDirectory);
  const names = [...new Set([...ALWAYS_NAMED, ...extraNames])];
  await makePrivateDirectory(files.directory);
  return withDirectoryLock(files.directory, 'certificates', async () => {
    const authority = await authorityOf(files, clock.now());
    const server = await serverOf(files, authority, names, clock.now());
    return { ...server, trustFile: files.authority, trust: authority.certificate };
  });
}

async function pemIn(file: string, key: ConfigurationKeyName): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new PlainError(`${file} cannot be read (${messageOf(error)}): correct ${key}.`);
  }
}

/** The keys of the configuration that name a certificate and its private key. */
type PemKeys = Readonly<Record<keyof PemFiles, ConfigurationKeyName>>;

/** An operator's certificate and key. Throws PlainError when they cannot be read or do not belong together. */
export async function certifiedKeyIn(files: PemFiles, keys: PemKeys): Promise<CertifiedKey> {
  const certificate = await pemIn(files.certificate, keys.certificate);
  const key = await pemIn(files.key, keys.key);
  if (!fits({ certificate, key }))
    throw new PlainError(
      `${files.key} is not the private key of the certificate in ${files.certificate}, or one of them is no PEM file: correct ${keys.key} and ${keys.certificate}.`,
    );
  return { certificate, key };
}

async function operatorTls(files: PemFiles): Promise<TlsMaterial> {
  const keys = { certificate: 'LEDGER_TLS_CERT', key: 'LEDGER_TLS_KEY' } as const;
  const pair = await certifiedKeyIn(files, keys);
  return { ...pair, trustFile: files.certificate, trust: pair.certificate };
}

/** What the API serves HTTPS with: the operator's files if configured, else the embedded ones. */
export function tlsMaterial(
  configuration: Pick<Configuration, 'dataDirectory' | 'publicUrl' | 'tlsFiles'>,
  clock: MachineClock,
): Promise<TlsMaterial> {
  const { tlsFiles, dataDirectory, publicUrl } = configuration;
  if (tlsFiles !== undefined) return operatorTls(tlsFiles);
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
  return embeddedTls(dataDirectory, [host], clock);
}
