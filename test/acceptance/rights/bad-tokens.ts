import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportSPKI, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { ADMIN, type LedgerSystem } from '../../support/ledger-system';
import { CONTOSO } from './principals';

const ISSUER = 'urn:reservation-ledger:embedded-issuer';
const AUDIENCE = 'https://management.azure.com';
const HOUR_SECONDS = 3_600;

type Key = Parameters<SignJWT['sign']>[0];

async function keysOf(dataDirectory: string) {
  const text = await readFile(join(dataDirectory, 'issuer', 'key.json'), 'utf8');
  const { d, ...open } = JSON.parse(text) as Readonly<Record<string, string>>;
  const { kid = '' } = open;
  const secret = await importJWK(
    { kty: 'EC', ...open, ...(d === undefined ? {} : { d }) },
    'ES256',
  );
  const published = await importJWK({ kty: 'EC', ...open }, 'ES256');
  if (published instanceof Uint8Array) throw new Error('The key of the issuer is no pair');
  return { secret, kid, published: await exportSPKI(published) };
}

/** `Authorization` headers that nobody is known by: of an administrator, but for what their names say. */
export async function badTokens(
  system: LedgerSystem,
): Promise<ReadonlyMap<string, string | undefined>> {
  const { secret, kid, published } = await keysOf(system.dataDirectory);
  const now = Math.floor(Date.now() / 1_000);
  const good = {
    ...{ iss: ISSUER, aud: AUDIENCE, sub: ADMIN.principal, oid: ADMIN.principal, tid: CONTOSO },
    ...{ roles: ADMIN.roles, iat: now, nbf: now, exp: now + HOUR_SECONDS },
  };
  const signed = (claims: JWTPayload, key: Key = secret, alg = 'ES256', by = kid) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid: by, typ: 'JWT' }).sign(key);
  const without = (name: keyof typeof good): JWTPayload =>
    Object.fromEntries(Object.entries(good).filter(([claim]) => claim !== name));
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const stranger = await generateKeyPair('ES256');
  const [head = '', , signature = ''] = (await signed(good)).split('.');
  const bearers: Readonly<Record<string, string>> = {
    'that is no token': 'not.a.token',
    'of another issuer': await signed({ ...good, iss: 'urn:somebody:else' }),
    'for another audience': await signed({ ...good, aud: 'https://graph.microsoft.com' }),
    'that is not signed (alg none)': `${part({ alg: 'none', typ: 'JWT' })}.${part(good)}.`,
    'signed by the public key as a shared secret (HS256)': await signed(
      good,
      new TextEncoder().encode(published),
      'HS256',
    ),
    'that has expired': await signed({ ...good, exp: now - 1 }),
    'that is not valid yet': await signed({ ...good, nbf: now + HOUR_SECONDS }),
    'signed by a key that nobody published': await signed(
      good,
      stranger.privateKey,
      'ES256',
      'unknown',
    ),
    'signed by another key under the name of the issuer’s': await signed(good, stranger.privateKey),
    'whose claims were changed': `${head}.${part({ ...good, oid: 'mallory' })}.${signature}`,
    'without an oid': await signed(without('oid')),
    'without a tid': await signed(without('tid')),
    'with an oid that is empty': await signed({ ...good, oid: '' }),
    'that never expires': await signed(without('exp')),
  };
  // The claims are right, and the key is: what refuses the others is what their names say.
  const control = await system.ledger(ADMIN).send('GET', '/ledger/v1/clock', undefined, {
    authorization: `Bearer ${await signed(good)}`,
  });
  if (control.status !== 200) throw new Error(`A good token was refused: ${control.status}`);
  return new Map<string, string | undefined>([
    ['none', undefined],
    ['of another scheme', 'Basic cm9vdDpyb290'],
    ...Object.entries(bearers).map(([name, token]) => [name, `Bearer ${token}`] as const),
  ]);
}
