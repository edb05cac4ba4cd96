import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type KeyLike,
  SignJWT,
} from 'jose';
import { v5 as uuidV5 } from 'uuid';
import { z } from 'zod';
import { type MachineClock } from '../clock/machine-clock.port';
import { PlainError } from '../failures/plain-failure';
import { createFileOnce, makePrivateDirectory, readIfThere } from '../files/durable-file';

export const EMBEDDED_ISSUER = 'urn:reservation-ledger:embedded-issuer';
export const EMBEDDED_AUDIENCE = 'https://management.azure.com';
export const EMBEDDED_ALGORITHM = 'ES256';
const LIFETIME_SECONDS = 3_600;

const keySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
});
type IssuerKey = z.infer<typeof keySchema>;

export interface TokenRequest {
  /** The text that becomes `oid`: an e-mail address, as a rule. */
  readonly principal: string;
  readonly tenant?: string | undefined;
  readonly roles: readonly string[];
  readonly lifetimeSeconds?: number | undefined;
}

/** The tenant of a principal when none is named: a GUID that depends on the domain of its address alone. */
export function tenantOf(principal: string): string {
  const domain = principal.slice(principal.lastIndexOf('@') + 1).toLowerCase();
  return uuidV5(domain, uuidV5.DNS);
}

async function newKey(): Promise<IssuerKey> {
  const { privateKey } = await generateKeyPair(EMBEDDED_ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return keySchema.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
}

function parseKey(text: string, file: string): IssuerKey {
  try {
    return keySchema.parse(JSON.parse(text));
  } catch {
    throw new PlainError(
      `${file} does not hold the issuer's key; remove it and a new one is made (tokens issued so far end).`,
    );
  }
}

async function issuerKey(dataDirectory: string): Promise<IssuerKey> {
  const directory = join(dataDirectory, 'issuer');
  const file = join(directory, 'key.json');
  await makePrivateDirectory(directory);
  const text =
    (await readIfThere(file)) ?? (await createFileOnce(file, JSON.stringify(await newKey())));
  return parseKey(text, file);
}

async function importKey(jwk: JWK): Promise<KeyLike> {
  const key = await importJWK(jwk, EMBEDDED_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error('an EC key was expected');
  return key;
}

/** The public key of the embedded issuer, which is made if there is none yet. */
export async function embeddedIssuerKey(dataDirectory: string): Promise<KeyLike> {
  const { kty, crv, x, y, kid } = await issuerKey(dataDirectory);
  return importKey({ kty, crv, x, y, kid });
}

/** An access token of the embedded issuer, by the machine's time; one hour unless told otherwise. */
export async function issueToken(
  dataDirectory: string,
  request: TokenRequest,
  clock: MachineClock,
): Promise<string> {
  const key = await issuerKey(dataDirectory);
  const issuedAt = Math.floor(clock.now().getTime() / 1_000);
  const tid = request.tenant ?? tenantOf(request.principal);
  return new SignJWT({ oid: request.principal, tid, roles: [...request.roles] })
    .setProtectedHeader({ alg: EMBEDDED_ALGORITHM, kid: key.kid, typ: 'JWT' })
    .setIssuer(EMBEDDED_ISSUER)
    .setAudience(EMBEDDED_AUDIENCE)
    .setSubject(request.principal)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + (request.lifetimeSeconds ?? LIFETIME_SECONDS))
    .sign(await importKey(key));
}
