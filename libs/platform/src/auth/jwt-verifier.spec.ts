import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeJwt,
  exportJWK,
  generateKeyPair,
  type GenerateKeyPairResult,
  importJWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { MachineClock } from '../clock/machine-clock.port';
import { SystemMachineClock } from '../clock/system-clock';
import { EMBEDDED_AUDIENCE, EMBEDDED_ISSUER, issueToken, tenantOf } from './embedded-issuer';
import { createTokenVerifier } from './jwt-verifier';
import { type TokenVerifier } from './token-verifier.port';

class FixedClock extends MachineClock {
  constructor(private readonly at: string) {
    super();
  }
  override now(): Date {
    return new Date(this.at);
  }
}

const NINE = new FixedClock('2026-03-01T09:00:00Z');
const ALICE = { principal: 'alice@contoso.example', roles: ['Ledger.Admin'] };

async function failureOf(verifier: TokenVerifier, authorization: string | undefined) {
  const result = await verifier.verify(authorization);
  return result.kind === 'refused' ? result.failure : result.kind;
}

describe('the embedded issuer', () => {
  let directory = '';
  let verifier: TokenVerifier;
  const configuration = () => ({ dataDirectory: directory, oidc: undefined });
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-issuer-'));
    verifier = await createTokenVerifier(configuration(), NINE);
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  async function signedByIssuer(claims: JWTPayload) {
    const jwk = JSON.parse(readFileSync(join(directory, 'issuer/key.json'), 'utf8')) as object;
    const key = await importJWK({ kty: 'EC', ...jwk }, 'ES256');
    return `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(key)}`;
  }
  const goodClaims = () => ({
    iss: EMBEDDED_ISSUER,
    aud: EMBEDDED_AUDIENCE,
    exp: NINE.now().getTime() / 1_000 + 60,
    oid: 'alice',
    tid: 't',
  });

  it('issues a token that says who, of which tenant, in which roles', async () => {
    const token = await issueToken(directory, ALICE, NINE);
    expect(await verifier.verify(`Bearer ${token}`)).toEqual({
      kind: 'verified',
      principal: {
        oid: 'alice@contoso.example',
        tid: tenantOf('bob@contoso.example'),
        roles: ['Ledger.Admin'],
      },
    });
    expect(decodeJwt(token)).toMatchObject({ sub: 'alice@contoso.example', exp: 1772359200 });
  });

  it('gives one GUID to a domain, whatever its case, and another to another', () => {
    expect(tenantOf('a@contoso.example')).toBe(tenantOf('B@CONTOSO.example'));
    expect(tenantOf('a@contoso.example')).not.toBe(tenantOf('a@fabrikam.example'));
    expect(tenantOf('a@contoso.example')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]{21,}$/);
  });

  it('takes a tenant as given', async () => {
    const token = await issueToken(directory, { ...ALICE, tenant: 'tenant-1' }, NINE);
    expect(decodeJwt(token)['tid']).toBe('tenant-1');
  });

  it('keeps one key from start to start, to its owner only, however many ask first', async () => {
    rmSync(join(directory, 'issuer'), { recursive: true });
    const tokens = await Promise.all([1, 2, 3, 4].map(() => issueToken(directory, ALICE, NINE)));
    const again = await createTokenVerifier(configuration(), NINE);
    for (const token of tokens) expect(await failureOf(again, `Bearer ${token}`)).toBe('verified');
    expect(statSync(join(directory, 'issuer/key.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'issuer')).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['09:59:59', 'verified'],
    ['10:00:00', 'expired'],
    ['08:59:59', 'notYetValid'],
  ])('at %s finds a token of nine for one hour %s', async (time, outcome) => {
    const token = await issueToken(directory, ALICE, NINE);
    const later = await createTokenVerifier(configuration(), new FixedClock(`2026-03-01T${time}Z`));
    expect(await failureOf(later, `Bearer ${token}`)).toBe(outcome);
  });

  it.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ['Basic YTpi', 'malformed'],
    ['Bearer', 'malformed'],
    ['Bearer not.a.token', 'malformed'],
    ['Bearer a b', 'malformed'],
  ])('refuses the header %j as %s', async (header, failure) => {
    expect(await failureOf(verifier, header)).toBe(failure);
  });

  it.each([
    [{ iss: 'urn:else' }, 'wrongIssuer'],
    [{ aud: 'else' }, 'wrongAudience'],
    [{ exp: undefined }, 'claimMissing'],
    [{ oid: undefined }, 'claimMissing'],
    [{ tid: '' }, 'claimMissing'],
    [{ roles: 'Ledger.Admin' }, 'claimMissing'],
    [{ exp: 'soon' }, 'malformed'],
    [{}, 'verified'],
  ])('finds a token with %j to be %s', async (claims, outcome) => {
    const header = await signedByIssuer(
      JSON.parse(JSON.stringify({ ...goodClaims(), ...claims })) as JWTPayload,
    );
    expect(await failureOf(verifier, header)).toBe(outcome);
  });

  it('refuses a token of another key, and one whose text was changed', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const forged = await new SignJWT(goodClaims())
      .setProtectedHeader({ alg: 'ES256' })
      .sign(privateKey);
    expect(await failureOf(verifier, `Bearer ${forged}`)).toBe('badSignature');
    expect(await verifier.verify(`Bearer ${forged}`)).toMatchObject({
      message:
        'The signature of the access token does not verify; was it made for another data directory?',
    });
    const [head = '', , signature = ''] = (await issueToken(directory, ALICE, NINE)).split('.');
    const claims = Buffer.from(JSON.stringify({ ...goodClaims(), oid: 'mallory' }));
    const changed = `${head}.${claims.toString('base64url')}.${signature}`;
    expect(await failureOf(verifier, `Bearer ${changed}`)).toBe('badSignature');
  });

  it('refuses a token signed with the public key as a shared secret, and one not signed at all', async () => {
    const secret = new TextEncoder().encode(
      readFileSync(join(directory, 'issuer/key.json'), 'utf8'),
    );
    const hmac = await new SignJWT(goodClaims()).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    const text = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await failureOf(verifier, `Bearer ${hmac}`)).toBe('wrongAlgorithm');
    const none = `${text({ alg: 'none' })}.${text(goodClaims())}.`;
    expect(await failureOf(verifier, `Bearer ${none}`)).toBe('wrongAlgorithm');
  });

  it('says that a damaged key file may be removed', async () => {
    rmSync(join(directory, 'issuer'), { recursive: true });
    await issueToken(directory, ALICE, NINE);
    const file = join(directory, 'issuer/key.json');
    writeFileSync(file, '{"kty":');
    await expect(issueToken(directory, ALICE, NINE)).rejects.toThrow(/remove it/);
  });
});

describe("the operator's issuer", () => {
  const clock = new SystemMachineClock();
  let server: Server;
  let keys: GenerateKeyPairResult;
  let issuer = '';
  let says = '';
  let up = true;
  beforeEach(async () => {
    keys = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256' };
    up = true;
    server = createServer((request, response) => {
      const documents: Record<string, object> = {
        '/t/.well-known/openid-configuration': { issuer: says, jwks_uri: `${issuer}/keys` },
        '/t/keys': { keys: [jwk] },
      };
      const found = up ? documents[request.url ?? ''] : undefined;
      response.writeHead(found === undefined ? 503 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(found ?? {}));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    issuer = says = `http://127.0.0.1:${(server.address() as AddressInfo).port}/t`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const verifierOf = () =>
    createTokenVerifier(
      { dataDirectory: '/nowhere', oidc: { issuer, audience: 'api://ledger' } },
      clock,
    );
  async function tokenOf({ key = keys.privateKey, kid = 'k1', alg = 'RS256', age = 0 } = {}) {
    const now = Math.floor(clock.now().getTime() / 1_000);
    const token = await new SignJWT({ oid: 'o1', tid: 't1', roles: ['Ledger.Auditor'] })
      .setProtectedHeader({ alg, kid })
      .setIssuer(issuer)
      .setAudience('api://ledger')
      .setExpirationTime(now + 60 - age)
      .sign(key);
    return `Bearer ${token}`;
  }

  it('is believed by the keys it publishes', async () => {
    expect(await (await verifierOf()).verify(await tokenOf())).toEqual({
      kind: 'verified',
      principal: { oid: 'o1', tid: 't1', roles: ['Ledger.Auditor'] },
    });
  });

  it('is allowed half a minute of difference between two clocks', async () => {
    expect(await failureOf(await verifierOf(), await tokenOf({ age: 80 }))).toBe('verified');
    expect(await failureOf(await verifierOf(), await tokenOf({ age: 100 }))).toBe('expired');
  });

  it('is not believed for a key it does not publish, nor for a forged signature', async () => {
    const other = await generateKeyPair('RS256');
    const verifier = await verifierOf();
    expect(await failureOf(verifier, await tokenOf({ kid: 'k2' }))).toBe('unknownKey');
    expect(await verifier.verify(await tokenOf({ key: other.privateKey }))).toMatchObject({
      failure: 'badSignature',
      message: 'The signature of the access token does not verify.',
    });
  });

  it('does not make a token of the embedded issuer good', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'ledger-issuer-'));
    const token = await issueToken(directory, ALICE, clock);
    rmSync(directory, { recursive: true });
    expect(await failureOf(await verifierOf(), `Bearer ${token}`)).toBe('unknownKey');
  });

  it('is asked again after it could not be reached', async () => {
    const verifier = await verifierOf();
    up = false;
    expect(await failureOf(verifier, await tokenOf())).toBe('issuerUnreachable');
    up = true;
    expect(await failureOf(verifier, await tokenOf())).toBe('verified');
  });

  it('must speak for itself', async () => {
    says = 'https://somebody.example';
    expect(await failureOf(await verifierOf(), await tokenOf())).toBe('issuerUnreachable');
  });
});
