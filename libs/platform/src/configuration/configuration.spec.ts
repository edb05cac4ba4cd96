import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { ConfigurationError, loadConfiguration, unknownKeys } from './configuration';
import { configurationKeys } from './configuration-keys';
import { environmentWith } from './environment';
import { loadApiConfiguration, loadEventStoreNodeConfiguration } from './process-configuration';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfiguration(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n');
    throw error;
  }
}

const STORES = {
  LEDGER_EVENTSTORE_URL: 'esdb://127.0.0.1:2113?tls=false',
  LEDGER_DATABASE_URL: 'postgres://ledger:secret@127.0.0.1:5432/ledger',
};

describe('the configuration', () => {
  it('is whole on an empty environment: the embedded system on this machine', () => {
    expect(loadConfiguration({})).toEqual({
      dataDirectory: resolve('.ledger'),
      host: '127.0.0.1',
      port: 8443,
      publicUrl: 'https://localhost:8443',
      eventStoreUrl: undefined,
      databaseUrl: undefined,
      eventStoreNode: {
        ...{ databaseUrl: undefined, host: '127.0.0.1', port: undefined, httpPort: undefined },
        ...{ tlsFiles: undefined, login: undefined },
      },
      oidc: undefined,
      token: undefined,
      testClock: undefined,
      tlsFiles: undefined,
      unauthenticated: { max: 100, seconds: 60 },
      logLevel: 'info',
    });
  });

  it('reads every key', () => {
    const configuration = loadConfiguration({
      ...STORES,
      LEDGER_DATA_DIR: 'somewhere',
      LEDGER_HOST: '0.0.0.0',
      LEDGER_PORT: '9443',
      LEDGER_PUBLIC_URL: 'https://ledger.example/',
      LEDGER_EVENTSTORE_NODE_DATABASE_URL: 'postgres://u:p@db/eventstore',
      LEDGER_EVENTSTORE_NODE_HOST: '::1',
      LEDGER_EVENTSTORE_NODE_PORT: '2115',
      LEDGER_EVENTSTORE_NODE_HTTP_PORT: '2114',
      LEDGER_EVENTSTORE_NODE_TLS_CERT: 'node.pem',
      LEDGER_EVENTSTORE_NODE_TLS_KEY: '/node-key.pem',
      LEDGER_EVENTSTORE_NODE_USER: 'ledger',
      LEDGER_EVENTSTORE_NODE_PASSWORD: 'hunter2: the sequel',
      LEDGER_OIDC_ISSUER: 'https://login.example/t',
      LEDGER_OIDC_AUDIENCE: 'api://ledger',
      LEDGER_TOKEN: 'header.claims.signature',
      LEDGER_TEST_CLOCK: '2021-01-15T01:00:00+01:00',
      LEDGER_TLS_CERT: 'c.pem',
      LEDGER_TLS_KEY: '/k.pem',
      LEDGER_UNAUTHENTICATED_MAX: '7',
      LEDGER_UNAUTHENTICATED_SECONDS: '30',
      LEDGER_LOG_LEVEL: 'debug',
    });
    expect(configuration).toEqual({
      dataDirectory: resolve('somewhere'),
      host: '0.0.0.0',
      port: 9443,
      publicUrl: 'https://ledger.example',
      eventStoreUrl: STORES.LEDGER_EVENTSTORE_URL,
      databaseUrl: STORES.LEDGER_DATABASE_URL,
      eventStoreNode: {
        ...{ databaseUrl: 'postgres://u:p@db/eventstore', host: '::1', port: 2115, httpPort: 2114 },
        tlsFiles: { certificate: resolve('node.pem'), key: '/node-key.pem' },
        login: { user: 'ledger', password: 'hunter2: the sequel' },
      },
      oidc: { issuer: 'https://login.example/t', audience: 'api://ledger' },
      token: 'header.claims.signature',
      testClock: '2021-01-15T00:00:00.000Z',
      tlsFiles: { certificate: resolve('c.pem'), key: '/k.pem' },
      unauthenticated: { max: 7, seconds: 30 },
      logLevel: 'debug',
    });
    expect(isAbsolute(configuration.dataDirectory)).toBe(true);
  });

  it('takes an empty value for an unset one', () => {
    expect(loadConfiguration({ LEDGER_PORT: '', LEDGER_OIDC_ISSUER: '' }).port).toBe(8443);
  });

  it.each([
    ['--port (LEDGER_PORT)', '0', 'a port from 1 to 65535'],
    ['--port (LEDGER_PORT)', '65536', 'a port from 1 to 65535'],
    ['--port (LEDGER_PORT)', '84x3', 'a port from 1 to 65535'],
    ['LEDGER_UNAUTHENTICATED_MAX', '0', 'a whole number from 1 to 1000000'],
    ['LEDGER_UNAUTHENTICATED_SECONDS', '1000001', 'a whole number from 1 to 1000000'],
    ['LEDGER_HOST', 'a b', 'an IP address or host name, such as 127.0.0.1 or 0.0.0.0'],
    ['--url (LEDGER_PUBLIC_URL)', 'http://localhost:8443', 'an https:// address'],
    [
      '--test-clock (LEDGER_TEST_CLOCK)',
      '2021-01-15',
      'an RFC 3339 instant, such as 2021-01-15T00:00:00Z',
    ],
    [
      '--test-clock (LEDGER_TEST_CLOCK)',
      '2021-02-30T00:00:00Z',
      'an RFC 3339 instant, such as 2021-01-15T00:00:00Z',
    ],
    ['LEDGER_EVENTSTORE_NODE_USER', 'ops:root', 'a name without a colon'],
    ['LEDGER_LOG_LEVEL', 'loud', 'one of trace, debug, info, warn, error, fatal, silent'],
  ])('refuses %s=%s and says what would be accepted', (named, value, accepts) => {
    const key = /LEDGER_\w+/.exec(named)?.[0] ?? '';
    expect(problemsOf({ [key]: value })).toEqual([
      `${named}: "${value}" is not accepted; it must be ${accepts}`,
    ]);
  });

  it.each([
    ['LEDGER_DATABASE_URL', 'mysql://ledger:hunter2@h/d', 'an address such as postgres://user:'],
    ['LEDGER_EVENTSTORE_URL', 'http://ops:hunter2@h', 'an address such as esdb://'],
    ['LEDGER_EVENTSTORE_NODE_DATABASE_URL', 'hunter2', 'an address such as postgres://user:'],
  ])('refuses a wrong %s without repeating the password in it', (key, value, accepts) => {
    const [problem = '', ...others] = problemsOf({ [key]: value });
    expect(problem).toContain(
      `${key}: its value is not accepted (it may hold a password and is not shown); it must be ${accepts}`,
    );
    expect([problem, ...others].join()).not.toContain('hunter2');
    expect(others).toEqual([]);
  });

  it('takes an address of several event store nodes', () => {
    const url = 'esdb://a.example:2113,b.example:2113,c.example:2113?tls=true';
    expect(loadConfiguration({ LEDGER_EVENTSTORE_URL: url }).eventStoreUrl).toBe(url);
  });

  it.each(['http://login.example', 'ftp://login.example', 'login.example'])(
    'refuses %s as issuer: its keys could be forged on the way',
    (issuer) => {
      const problems = problemsOf({ LEDGER_OIDC_ISSUER: issuer, LEDGER_OIDC_AUDIENCE: 'a' });
      expect(problems).toEqual([expect.stringContaining('LEDGER_OIDC_ISSUER')]);
    },
  );

  it('names all that is wrong at once', () => {
    expect(problemsOf({ LEDGER_PORT: 'x', LEDGER_LOG_LEVEL: 'y' })).toHaveLength(2);
  });

  it.each([
    [{ LEDGER_TLS_CERT: 'c.pem' }, 'LEDGER_TLS_KEY: must be set too, since LEDGER_TLS_CERT is'],
    [{ LEDGER_TLS_KEY: 'k.pem' }, 'LEDGER_TLS_CERT: must be set too, since LEDGER_TLS_KEY is'],
    [
      { LEDGER_OIDC_ISSUER: 'https://i.example' },
      'LEDGER_OIDC_AUDIENCE: must be set too, since LEDGER_OIDC_ISSUER is',
    ],
    [
      { LEDGER_EVENTSTORE_NODE_TLS_CERT: 'c.pem' },
      'LEDGER_EVENTSTORE_NODE_TLS_KEY: must be set too, since LEDGER_EVENTSTORE_NODE_TLS_CERT is',
    ],
    [
      { LEDGER_EVENTSTORE_NODE_USER: 'ledger' },
      'LEDGER_EVENTSTORE_NODE_PASSWORD: must be set too, since LEDGER_EVENTSTORE_NODE_USER is',
    ],
  ])('refuses half a pair: %j', (environment, problem) => {
    expect(problemsOf(environment)).toEqual([problem]);
  });

  it('refuses a password of the event store node without TLS, for no client would send it', () => {
    const login = {
      LEDGER_EVENTSTORE_NODE_USER: 'ledger',
      LEDGER_EVENTSTORE_NODE_PASSWORD: 'hunter2',
    };
    expect(problemsOf(login)).toEqual([
      'LEDGER_EVENTSTORE_NODE_TLS_CERT: must be set, since LEDGER_EVENTSTORE_NODE_PASSWORD is: clients send a password over TLS only, so nobody could get in',
    ]);
  });

  it('gives health and metrics of the event store node a port of their own', () => {
    const ports = { LEDGER_EVENTSTORE_NODE_PORT: '2114', LEDGER_EVENTSTORE_NODE_HTTP_PORT: '2114' };
    expect(problemsOf(ports)).toEqual([
      'LEDGER_EVENTSTORE_NODE_HTTP_PORT: must not be that of LEDGER_EVENTSTORE_NODE_PORT: each needs a port of its own',
    ]);
  });

  it('keeps the embedded issuer on this machine', () => {
    expect(problemsOf({ LEDGER_HOST: '0.0.0.0' })).toEqual([
      expect.stringContaining('LEDGER_OIDC_ISSUER: must be set, since LEDGER_HOST is 0.0.0.0'),
    ]);
    expect(problemsOf({ LEDGER_HOST: 'localhost' })).toEqual([]);
  });

  it('finds misspelt keys, and leaves those of tests alone', () => {
    const environment = { LEDGER_DATABASE_UR: 'x', LEDGER_TEST_EVENTSTORE_URL: 'x', HOME: '/' };
    expect(unknownKeys(environment)).toEqual(['LEDGER_DATABASE_UR']);
  });

  it('describes every key in a sentence', () => {
    for (const key of Object.values(configurationKeys))
      expect(key.description).toMatch(/^[A-Z].*\.$/);
  });
});

describe('an address that a file holds', () => {
  const url = 'postgres://ledger:hunter2@db:5432/ledger';
  let directory: string;
  const fileOf = (text: string): string => {
    const file = join(directory, 'address');
    writeFileSync(file, text);
    return file;
  };
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-secrets-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it.each(['', '\n', '\r\n'])('is the value of its key, without the end %j of the file', (end) => {
    expect(loadConfiguration({ LEDGER_DATABASE_URL_FILE: fileOf(url + end) }).databaseUrl).toBe(
      url,
    );
  });

  it('may be that of the event store', () => {
    const cluster = 'esdb+discover://ops:hunter2@cluster.example:2113';
    const file = fileOf(`${cluster}\n`);
    expect(loadConfiguration({ LEDGER_EVENTSTORE_URL_FILE: file }).eventStoreUrl).toBe(cluster);
  });

  it('is refused when its key is set too: nobody could tell which counts', () => {
    const environment = { LEDGER_DATABASE_URL: url, LEDGER_DATABASE_URL_FILE: fileOf(url) };
    expect(problemsOf(environment)).toEqual([
      'LEDGER_DATABASE_URL_FILE: must not be set, since LEDGER_DATABASE_URL is: one of the two says it',
    ]);
  });

  it('is named by its file, not shown, when it is wrong', () => {
    const file = fileOf('hunter2');
    expect(problemsOf({ LEDGER_DATABASE_URL_FILE: file })).toEqual([
      `LEDGER_DATABASE_URL_FILE: what ${file} holds is not accepted (it may hold a password and is not shown); it must be an address such as postgres://user:password@host:5432/ledger`,
    ]);
  });

  it('is missed when the file is not there', () => {
    const file = join(directory, 'nowhere');
    expect(problemsOf({ LEDGER_DATABASE_URL_FILE: file })).toEqual([
      expect.stringContaining('LEDGER_DATABASE_URL_FILE: its file cannot be read: ENOENT'),
    ]);
  });

  it('gives way to an address that a process is started with', () => {
    process.env['LEDGER_DATABASE_URL_FILE'] = fileOf(url);
    try {
      const other = 'postgres://u:p@127.0.0.1:5433/other';
      const child = environmentWith({ LEDGER_DATABASE_URL: other });
      expect(loadConfiguration(child).databaseUrl).toBe(other);
      expect(loadConfiguration(environmentWith({ LEDGER_PORT: '1' })).databaseUrl).toBe(url);
    } finally {
      delete process.env['LEDGER_DATABASE_URL_FILE'];
    }
  });
});

describe('the configuration of one process', () => {
  it('gives the api both stores', () => {
    expect(loadApiConfiguration(STORES)).toMatchObject({
      eventStoreUrl: STORES.LEDGER_EVENTSTORE_URL,
      databaseUrl: STORES.LEDGER_DATABASE_URL,
    });
  });

  it('says which address an api started alone lacks', () => {
    expect(() => loadApiConfiguration({})).toThrow(/^LEDGER_EVENTSTORE_URL: must be set/);
  });

  it('gives the event store node its database and the usual port', () => {
    const databaseUrl = 'postgres://u:p@127.0.0.1:5432/eventstore';
    expect(
      loadEventStoreNodeConfiguration({ LEDGER_EVENTSTORE_NODE_DATABASE_URL: databaseUrl }),
    ).toEqual({
      ...{ databaseUrl, host: '127.0.0.1', port: 2113, httpPort: undefined, logLevel: 'info' },
      ...{ tlsFiles: undefined, login: undefined },
    });
  });
});
