import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { issuerSilence } from './oidc-keys';

describe('the issuer, looked at when the api starts', () => {
  let server: Server;
  let issuer = '';
  let answer: readonly [status: number, body: string] = [200, '{}'];
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(answer[0]).end(answer[1]);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('is fine when it speaks for itself', async () => {
    answer = [200, JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` })];
    expect(await issuerSilence(issuer)).toBeUndefined();
  });

  it('is waited for when it is away', async () => {
    answer = [503, ''];
    expect(await issuerSilence(issuer)).toMatch(/answered 503/);
    expect(await issuerSilence('http://127.0.0.1:1')).toMatch(/bad port|ECONNREFUSED/);
  });

  it.each([
    ['another issuer', 200, '{"issuer":"https://other.example","jwks_uri":"https://x.example/k"}'],
    ['no issuer', 200, '{}'],
    ['a page', 200, '<html>'],
    ['nothing', 404, ''],
  ])('is refused when %s answers there', async (_, status, body) => {
    answer = [status, body];
    await expect(issuerSilence(issuer)).rejects.toThrow(/LEDGER_OIDC_ISSUER/);
  });
});
