import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { sleep } from '../clock/system-clock';
import { freePort } from '../network/ports';
import { sweepAbandonedPostgres, temporaryPostgresDirectory } from './abandoned';
import {
  type EmbeddedPostgres,
  findPostgres,
  haltPostgres,
  type PostgresOptions,
  startPostgres,
  stopPostgres,
} from './embedded-postgres';
import { findPostmaster, processesIn } from './postmaster';

const NOBODY = 65_534;
const DATABASES = ['ledger', 'eventstore'];

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  // A server that is killed cuts the connection: told by the query, not by an event nobody hears.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

function start(
  directory: string,
  options: Partial<PostgresOptions> = {},
): Promise<EmbeddedPostgres> {
  return startPostgres({ directory, databases: DATABASES, dieWithParent: true, ...options });
}

/** A server is gone for its directory a moment before its process is gone for the machine. */
async function untilNoneIsLeft(data: string): Promise<void> {
  for (let i = 0; i < 200 && processesIn(data).length > 0; i += 1) await sleep(50);
  expect(processesIn(data)).toEqual([]);
}

const KEPT = 'create table if not exists kept as select 42 as answer';

describe('the embedded PostgreSQL', () => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-pg-'));
  });
  afterEach(async () => {
    await stopPostgres(directory);
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('makes its databases and keeps their rows from stop to start', async () => {
    const first = await start(directory);
    await query(first.urlOf('ledger'), KEPT);
    await query(first.urlOf('eventstore'), 'select 1');
    await stopPostgres(directory);
    expect(await findPostgres(directory)).toBeUndefined();
    await untilNoneIsLeft(join(directory, 'postgres'));
    const second = await start(directory);
    expect(second.adopted).toBe(false);
    expect(await query(second.urlOf('ledger'), 'select answer from kept')).toEqual([
      { answer: 42 },
    ]);
  });

  it('lets nobody in without the password', async () => {
    const { port, urlOf } = await start(directory);
    const open = `postgres://ledger@127.0.0.1:${port}/ledger`;
    const guessed = `postgres://ledger:ledger@127.0.0.1:${port}/ledger`;
    await expect(query(open, 'select 1')).rejects.toThrow(/password must be a string/);
    await expect(query(guessed, 'select 1')).rejects.toThrow(/password authentication failed/);
    const rules = await query(
      urlOf('ledger'),
      'select distinct auth_method from pg_hba_file_rules',
    );
    expect(rules).toEqual([{ auth_method: 'scram-sha-256' }]);
  });

  it('keeps the password in a file of its owner, and nowhere else', async () => {
    await start(directory);
    const file = join(directory, 'postgres-password');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{32}\n$/);
    expect(existsSync(join(directory, 'postgres.new.password'))).toBe(false);
    expect(readFileSync(join(directory, 'postgres.log'), 'utf8')).not.toContain(
      readFileSync(file, 'utf8').trim(),
    );
  });

  it('listens on loopback only, on no socket file, and loses nothing in a crash', async () => {
    const { urlOf } = await start(directory);
    const [settings] = await query(
      urlOf('ledger'),
      `select json_object_agg(name, setting) as found from pg_settings where name in
       ('listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'TimeZone')`,
    );
    expect(settings).toEqual({
      found: {
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        data_checksums: 'on',
        TimeZone: 'UTC',
      },
    });
  });

  it('is adopted where it already runs, on whatever port', async () => {
    const first = await start(directory);
    const second = await start(directory, { port: await freePort() });
    expect(second).toMatchObject({ pid: first.pid, port: first.port, adopted: true });
    expect(await findPostgres(directory)).toMatchObject({ pid: first.pid, port: first.port });
  });

  it('is started once by two that start it at the same time', async () => {
    const [one, other] = await Promise.all([start(directory), start(directory)]);
    expect(one.pid).toBe(other.pid);
    expect([one.adopted, other.adopted].sort()).toEqual([false, true]);
  });

  it('starts again after its postmaster was killed, with every committed row', async () => {
    const first = await start(directory);
    await query(first.urlOf('ledger'), KEPT);
    process.kill(first.pid, 'SIGKILL');
    const second = await start(directory);
    expect(second.adopted).toBe(false);
    expect(await query(second.urlOf('ledger'), 'select answer from kept')).toEqual([
      { answer: 42 },
    ]);
  });

  it('starts again after a halt that wrote nothing out', async () => {
    const first = await start(directory);
    await query(first.urlOf('ledger'), KEPT);
    haltPostgres(directory);
    const second = await start(directory);
    expect(await query(second.urlOf('ledger'), 'select answer from kept')).toEqual([
      { answer: 42 },
    ]);
  });

  it('waits out a server that is just stopping instead of adopting it', async () => {
    const first = await start(directory);
    process.kill(first.pid, 'SIGINT');
    const second = await start(directory);
    expect(await query(second.urlOf('ledger'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is not fooled by a pid file whose pid another process got', async () => {
    const first = await start(directory);
    await stopPostgres(directory);
    const file = join(directory, 'postgres', 'postmaster.pid');
    writeFileSync(file, `${process.pid}\n${directory}/postgres\n1\n${first.port}\n\n\n\nready\n`);
    expect(findPostmaster(join(directory, 'postgres'))).toBeUndefined();
    expect((await start(directory)).adopted).toBe(false);
  });

  it('says in the words of the server why it does not start', async () => {
    const squatter = createServer();
    await once(squatter.listen(0, '127.0.0.1'), 'listening');
    const address = squatter.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    await expect(start(directory, { port })).rejects.toThrow(/Address already in use/);
    squatter.close();
  });

  it('ends cleanly when the process that started it is killed', async () => {
    const options = JSON.stringify({ directory, databases: [], dieWithParent: true });
    const program = `require('./libs/platform/src/index.ts').startPostgres(${options})
      .then(({ pid }) => { console.log(pid); setInterval(() => 0, 1000); });`;
    const parent = spawn(
      process.execPath,
      ['--conditions=ledger-source', '--require=./test/support/run-sources.cjs', '-e', program],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(parent.stdout, 'data');
    expect(await findPostgres(directory)).toBeDefined();
    parent.kill('SIGKILL');
    const data = join(directory, 'postgres');
    await untilNoneIsLeft(data);
    expect(readFileSync(join(directory, 'postgres.log'), 'utf8')).toContain(
      'database system is shut down',
    );
  });
});

describe('a cluster of the embedded PostgreSQL', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-pg-'));
  });
  afterEach(async () => {
    await stopPostgres(directory);
    rmSync(directory, { recursive: true });
  });

  it('never starts a cluster that a crash left half-made', async () => {
    mkdirSync(join(directory, 'postgres.new'));
    writeFileSync(join(directory, 'postgres.new', 'PG_VERSION'), '17\n');
    const { urlOf } = await start(directory);
    expect(await query(urlOf('ledger'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says which file to bring back when the password of a cluster is lost', async () => {
    await start(directory);
    await stopPostgres(directory);
    renameSync(join(directory, 'postgres-password'), join(directory, 'elsewhere'));
    await expect(start(directory)).rejects.toThrow(/postgres-password is missing.*backup/);
    renameSync(join(directory, 'elsewhere'), join(directory, 'postgres-password'));
  });

  it('runs as nobody, for root, where it was made that way', async () => {
    const data = join(directory, 'postgres');
    const user = process.getuid?.() === 0 ? NOBODY : statSync(directory).uid;
    chmodSync(directory, 0o755);
    mkdirSync(data, { mode: 0o700 });
    chownSync(data, user, statSync(directory).gid);
    for (let round = 1; round <= 2; round += 1) {
      const { pid, urlOf } = await start(directory, { durable: false });
      expect(await query(urlOf('ledger'), 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(statSync(`/proc/${pid}`).uid).toBe(user);
      await stopPostgres(directory);
    }
  });
});

describe('directories of temporary servers', () => {
  it('are swept when their process is gone, and left alone while it lives', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'ledger-sweep-'));
    const alive = await temporaryPostgresDirectory(parent, 'test-');
    mkdirSync(join(parent, 'test-dead'));
    mkdirSync(join(parent, 'other'));
    expect(await sweepAbandonedPostgres(parent, 'test-')).toBe(1);
    expect(existsSync(alive.directory)).toBe(true);
    expect(existsSync(join(parent, 'test-dead'))).toBe(false);
    expect(existsSync(join(parent, 'other'))).toBe(true);
    await alive.remove();
    expect(existsSync(alive.directory)).toBe(false);
    rmSync(parent, { recursive: true });
  });
});
