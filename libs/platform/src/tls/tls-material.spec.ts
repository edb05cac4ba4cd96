import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MachineClock } from '../clock/machine-clock.port';
import { SystemMachineClock } from '../clock/system-clock';
import { embeddedTls, tlsFilesOf, type TlsMaterial, tlsMaterial } from './tls-material';

const DAY_MS = 86_400_000;

class ShiftedClock extends MachineClock {
  constructor(private readonly days: number) {
    super();
  }
  override now(): Date {
    return new Date(new SystemMachineClock().now().getTime() + this.days * DAY_MS);
  }
}

function answerOf(port: number, host: string, ca: string): Promise<string> {
  return new Promise((done, fail) => {
    request({ port, host, ca, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', done);
    })
      .once('error', fail)
      .end();
  });
}

async function withServer<T>(tls: TlsMaterial, use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer({ cert: tls.certificate, key: tls.key }, (_, response) => {
    response.end('over TLS');
  });
  await once(server.listen(0, '::'), 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await use(port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('the embedded certificates', () => {
  const clock = new SystemMachineClock();
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-tls-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('carry a real TLS handshake by name and by both loopback addresses', async () => {
    const tls = await embeddedTls(directory, [], clock);
    await withServer(tls, async (port) => {
      for (const host of ['localhost', '127.0.0.1', '::1'])
        expect(await answerOf(port, host, tls.trust)).toBe('over TLS');
    });
  });

  it('are not trusted by who does not know the authority', async () => {
    const tls = await embeddedTls(directory, [], clock);
    const stranger = mkdtempSync(join(tmpdir(), 'ledger-tls-'));
    const { trust } = await embeddedTls(stranger, [], clock);
    rmSync(stranger, { recursive: true });
    await withServer(tls, async (port) => {
      await expect(answerOf(port, 'localhost', trust)).rejects.toThrow(/signature|certificate/i);
    });
  });

  it('pass the strictest check of OpenSSL', async () => {
    const files = tlsFilesOf(directory);
    await embeddedTls(directory, [], clock);
    const verdict = execFileSync('openssl', [
      ...['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'localhost'],
      ...['-CAfile', files.authority, files.certificate],
    ]);
    expect(verdict.toString()).toContain('OK');
  });

  it('keep their keys to the owner', async () => {
    const files = tlsFilesOf(directory);
    await embeddedTls(directory, [], clock);
    const modes = [files.directory, files.authorityKey, files.key, files.authority].map(
      (file) => statSync(file).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o644]);
  });

  it('stay the same from one start to the next', async () => {
    const first = await embeddedTls(directory, [], clock);
    expect(await embeddedTls(directory, [], clock)).toEqual(first);
  });

  it('are made once by many that ask at the same time', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => embeddedTls(directory, [], clock)),
    );
    expect(new Set(all.map(({ certificate }) => certificate)).size).toBe(1);
  });

  it.each([
    [366, 'kept', 'kept'],
    [368, 'kept', 'new'],
    [3_621, 'new', 'new'],
  ])('%d days later find the authority %s and the server %s', async (days, authority, server) => {
    const first = await embeddedTls(directory, [], clock);
    const later = await embeddedTls(directory, [], new ShiftedClock(days));
    expect(later.trust === first.trust ? 'kept' : 'new').toBe(authority);
    expect(later.certificate === first.certificate ? 'kept' : 'new').toBe(server);
  });

  it('name the public host as soon as there is one', async () => {
    const first = await embeddedTls(directory, [], clock);
    const second = await tlsMaterial(
      { dataDirectory: directory, publicUrl: 'https://ledger.internal:8443', tlsFiles: undefined },
      clock,
    );
    expect(second.trust).toBe(first.trust);
    expect(new X509Certificate(second.certificate).checkHost('ledger.internal')).toBeDefined();
    expect(new X509Certificate(second.certificate).checkHost('localhost')).toBeDefined();
  });

  it('are made again when a crash left a key that does not fit', async () => {
    const files = tlsFilesOf(directory);
    const first = await embeddedTls(directory, [], clock);
    writeFileSync(files.key, readFileSync(files.authorityKey));
    const second = await embeddedTls(directory, [], clock);
    expect(second.certificate).not.toBe(first.certificate);
    await withServer(second, async (port) => {
      expect(await answerOf(port, 'localhost', first.trust)).toBe('over TLS');
    });
  });
});

describe("the operator's certificate", () => {
  it('is used as it is, and refused with a key that is not its own', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'ledger-tls-'));
    const clock = new SystemMachineClock();
    const files = tlsFilesOf(directory);
    const made = await embeddedTls(directory, [], clock);
    const configuration = { dataDirectory: '/nowhere', publicUrl: 'https://localhost' };
    const right = { certificate: files.certificate, key: files.key };
    const wrong = { certificate: files.certificate, key: files.authorityKey };
    expect(await tlsMaterial({ ...configuration, tlsFiles: right }, clock)).toEqual({
      certificate: made.certificate,
      key: made.key,
      trustFile: files.certificate,
      trust: made.certificate,
    });
    await expect(tlsMaterial({ ...configuration, tlsFiles: wrong }, clock)).rejects.toThrow(
      /ca-key\.pem is not the private key .*server\.pem.* correct LEDGER_TLS_KEY/,
    );
    rmSync(directory, { recursive: true });
  });
});
