import { webcrypto, X509Certificate as Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

cryptoProvider.set(webcrypto);

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
const SERVER_DAYS = 397;
const RENEWAL_DAYS = 30;
/** Clocks of two machines differ; a certificate that starts "now" would be refused by the slower one. */
const STARTS_EARLIER_DAYS = 1;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A certificate and its private key, both PEM. */
export interface CertifiedKey {
  readonly certificate: string;
  readonly key: string;
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return `${PemConverter.encode(der, PemConverter.PrivateKeyTag)}\n`;
}

function keyOf(pem: string): Promise<webcrypto.CryptoKey> {
  const der = PemConverter.decodeFirst(pem);
  return webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
}

function validity(now: Date, days: number): { notBefore: Date; notAfter: Date } {
  return {
    notBefore: new Date(now.getTime() - STARTS_EARLIER_DAYS * DAY_MS),
    notAfter: new Date(now.getTime() + days * DAY_MS),
  };
}

/** A certificate authority that lasts ten years. */
export async function makeAuthority(now: Date): Promise<CertifiedKey> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Reservation ledger on this machine, O=Reservation ledger',
    ...validity(now, AUTHORITY_DAYS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await pemOf(keys.privateKey) };
}

/** Strict verifiers (Python 3.13) refuse a certificate that does not name its authority's key. */
async function serverExtensions(
  publicKey: webcrypto.CryptoKey,
  authority: X509Certificate,
  names: readonly string[],
): Promise<Extension[]> {
  const alternatives = names.map((value) => ({
    type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const),
    value,
  }));
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(alternatives),
    await SubjectKeyIdentifierExtension.create(publicKey),
    await AuthorityKeyIdentifierExtension.create(authority),
  ];
}

/** A server certificate for these host names and addresses, signed by the authority; it lasts 397 days. */
export async function makeServerCertificate(
  signer: CertifiedKey,
  names: readonly string[],
  now: Date,
): Promise<CertifiedKey> {
  const authority = new X509Certificate(signer.certificate);
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=Reservation ledger',
    issuer: authority.subject,
    ...validity(now, SERVER_DAYS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await keyOf(signer.key),
    extensions: await serverExtensions(keys.publicKey, authority, names),
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await pemOf(keys.privateKey) };
}

/** Whether a certificate will still hold in 30 days. */
export function lastsLongEnough(certificate: string, now: Date): boolean {
  const end = Date.parse(new Certificate(certificate).validTo);
  return end - now.getTime() > RENEWAL_DAYS * DAY_MS;
}

/** Whether a certificate is good for a host name or address. */
export function namesHost(certificate: string, name: string): boolean {
  const parsed = new Certificate(certificate);
  const match = isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name);
  return match !== undefined;
}
