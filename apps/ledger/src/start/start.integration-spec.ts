import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, postgresPid, sleep, stopPostgres } from '#platform';
import { ledgerCommand, runLedger, type RunningLedger } from '../../test/running-ledger';
import { writeStandIns } from '../../test/stand-ins';

const WAIT_ATTEMPTS = 300;
const ELSEWHERE = {
  LEDGER_DATABASE_URL: 'postgres://u:p@db.example/ledger',
  LEDGER_EVENTSTORE_URL: 'esdb://events.example:2113?tls=true',
};

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < WAIT_ATTEMPTS && !holds(); i += 1) await sleep(50);
  expect(holds()).toBe(true);
}

function isAlive(pid: number): boolean {
  try {
    // A zombie that nobody has reaped yet is dead.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('ledger start', () => {
  let directory = '';
  let programs = '';
  let port = 0;
  const started: RunningLedger[] = [];
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-start-'));
    programs = writeStandIns(directory);
    port = await freePort();
  });
  afterEach(async () => {
    for (const { child, exitCode } of started.splice(0)) {
      child.kill('SIGKILL');
      await exitCode;
    }
    await stopPostgres(directory);
    for (const file of ['notes', 'runtime.json']) rmSync(join(directory, file), { force: true });
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  const place = () => ['--data-dir', directory, '--port', String(port)];
  const run = (words: readonly string[] = [], environment: Record<string, string> = {}) => {
    const ledger = runLedger(['start', ...place(), ...words], programs, environment);
    started.push(ledger);
    return ledger;
  };
  const notes = (): readonly string[][] => {
    const file = join(directory, 'notes');
    const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
    return text === '' ? [] : text.split('\n').map((line) => line.split(' '));
  };
  const pidOf = (role: string): number => Number(notes().findLast((note) => note[0] === role)?.[2]);
  const answer = (of = port): Promise<string> =>
    new Promise((done, fail) => {
      const ca = readFileSync(join(directory, 'tls/ca.pem'));
      request({ host: 'localhost', port: of, path: '/', ca, agent: false }, (response) => {
        response.setEncoding('utf8').on('data', done);
      })
        .once('error', fail)
        .end();
    });

  it('starts all in order, says how to use it, and stops all in the opposite order', async () => {
    const ledger = run();
    await ledger.untilPrinted(/Ctrl-C/);
    expect(ledger.printed()).toContain(`https://localhost:${port}`);
    expect(ledger.printed()).toContain(`curl --cacert ${directory}/tls/ca.pem`);
    expect(ledger.printed()).toContain(`npx ledger token --as alice@contoso.example`);
    const stores = JSON.parse(await answer()) as Record<string, string>;
    expect(stores['database']).toMatch(/^postgres:\/\/ledger:.+@127\.0\.0\.1:\d+\/ledger$/);
    expect(stores['events']).toMatch(/^esdb:\/\/127\.0\.0\.1:\d+\?tls=false$/);
    expect(JSON.parse(readFileSync(join(directory, 'runtime.json'), 'utf8'))).toMatchObject({
      pid: ledger.child.pid,
      url: `https://localhost:${port}`,
    });
    ledger.child.kill('SIGTERM');
    expect(await ledger.exitCode).toBe(0);
    expect(notes().map(([role, what]) => `${role ?? ''} ${what ?? ''}`)).toEqual([
      ...['event-store-node up', 'projector up', 'api up'],
      ...['api stopped', 'projector stopped', 'event-store-node stopped'],
    ]);
    expect(postgresPid(directory)).toBeUndefined();
    expect(existsSync(join(directory, 'runtime.json'))).toBe(false);
  });

  it('starts every part again that is killed, PostgreSQL too, at the same addresses', async () => {
    const ledger = run();
    await ledger.untilPrinted(/Ctrl-C/);
    const before = await answer();
    for (const role of ['event-store-node', 'projector', 'api']) {
      const pid = pidOf(role);
      process.kill(pid, 'SIGKILL');
      await until(() => pidOf(role) !== pid);
    }
    const pid = postgresPid(directory) ?? 0;
    process.kill(pid, 'SIGKILL');
    await until(() => postgresPid(directory) !== undefined && postgresPid(directory) !== pid);
    await until(() => ledger.said().split('"msg":"ready"').length > 8);
    expect(await answer()).toBe(before);
    ledger.child.kill('SIGINT');
    expect(await ledger.exitCode).toBe(0);
  });

  it('takes everything with it when it is killed, and starts again on the same directory', async () => {
    const first = run();
    await first.untilPrinted(/Ctrl-C/);
    const pids = ['event-store-node', 'projector', 'api'].map(pidOf);
    first.child.kill('SIGKILL');
    await until(() => !pids.some(isAlive));
    const second = run();
    await second.untilPrinted(/Ctrl-C/);
    expect(await answer()).toContain('database');
  });

  it('ends in order when the npm it runs under is killed, and another starts at once', async () => {
    // `npm start` in two words: a parent that is killed, and the variable that npm sets.
    const npm = spawn(
      'sh',
      ['-c', '"$@" & wait', 'sh', ...ledgerCommand(['start', ...place()], programs)],
      {
        env: { PATH: process.env['PATH'], npm_lifecycle_event: 'start' },
        stdio: 'ignore',
        detached: true,
      },
    );
    await until(() => existsSync(join(directory, 'runtime.json')));
    npm.kill('SIGKILL');
    const second = run();
    await second.untilPrinted(/Ctrl-C/);
    expect(notes().map(([role, what]) => `${role ?? ''} ${what ?? ''}`)).toContain('api stopped');
  });

  it('is refused a second time on the same directory, with the pid of the first', async () => {
    const first = run();
    await first.untilPrinted(/Ctrl-C/);
    const second = run(['--port', String(await freePort())]);
    expect(await second.exitCode).toBe(1);
    expect(second.said()).toContain(
      `${directory} is in use by ledger start (pid ${first.child.pid ?? 0})`,
    );
    expect(await answer()).toContain('database');
  });

  it('says which port is taken and what to do', async () => {
    const squatter = createServer();
    await once(squatter.listen(port, '127.0.0.1'), 'listening');
    const ledger = run();
    expect(await ledger.exitCode).toBe(1);
    expect(ledger.said()).toContain(`Port ${port} of 127.0.0.1 is taken`);
    expect(ledger.said()).toContain('--port');
    squatter.close();
  });

  it('refuses an event store that asks for TLS, which its own processes would not find', async () => {
    const ledger = run([], {
      LEDGER_EVENTSTORE_NODE_TLS_CERT: '/tls/node.pem',
      LEDGER_EVENTSTORE_NODE_TLS_KEY: '/tls/node-key.pem',
    });
    expect(await ledger.exitCode).toBe(2);
    expect(ledger.said()).toContain('LEDGER_EVENTSTORE_NODE_TLS_CERT: must not be set here');
    expect(postgresPid(directory)).toBeUndefined();
  });

  it('starts neither PostgreSQL nor an event store where the configuration names others', async () => {
    const ledger = run(['--json', '--test-clock', '2021-01-15T00:00:00Z'], ELSEWHERE);
    await ledger.untilPrinted(/\n/);
    expect(JSON.parse(ledger.printed())).toMatchObject({ url: `https://localhost:${port}` });
    expect(notes().map(([role]) => role)).toEqual(['projector', 'api']);
    expect(JSON.parse(await answer())).toEqual({
      database: ELSEWHERE.LEDGER_DATABASE_URL,
      events: ELSEWHERE.LEDGER_EVENTSTORE_URL,
      clock: '2021-01-15T00:00:00Z',
    });
    expect(postgresPid(directory)).toBeUndefined();
    ledger.child.kill('SIGTERM');
    expect(await ledger.exitCode).toBe(0);
  });

  it('starts one role alone beside a whole system, whose stores it finds', async () => {
    const system = run();
    await system.untilPrinted(/Ctrl-C/);
    const second = await freePort();
    const api = run(['--role', 'api', '--port', String(second)]);
    await api.untilPrinted(/api is ready/);
    expect(JSON.parse(await answer(second))).toEqual(JSON.parse(await answer()));
  });

  it('starts one role alone, which finds the PostgreSQL that another one runs', async () => {
    // A system that was killed left this; nothing listens there any more.
    const left = { pid: 1, startedAt: 'x', url: 'x', certificateAuthority: 'x' };
    const note = { ...left, eventStoreUrl: 'esdb://127.0.0.1:1?tls=false' };
    writeFileSync(join(directory, 'runtime.json'), JSON.stringify(note));
    const postgres = run(['--role', 'postgres']);
    await postgres.untilPrinted(/postgres is ready/);
    const api = run(['--role', 'api']);
    await api.untilPrinted(/api is ready/);
    const stores = JSON.parse(await answer()) as Record<string, string>;
    expect(stores['database']).toMatch(/@127\.0\.0\.1:\d+\/ledger$/);
    expect(stores['events']).toBe('esdb://127.0.0.1:2113?tls=false');
    api.child.kill('SIGTERM');
    expect(await api.exitCode).toBe(0);
    expect(postgresPid(directory)).toBeDefined();
  });

  it('says what a role alone lacks', async () => {
    const projector = run(['--role', 'projector']);
    expect(await projector.exitCode).toBe(1);
    expect(projector.said()).toContain('LEDGER_DATABASE_URL is not set, and no PostgreSQL runs');
  });

  it('stops in order when it is told to while it is still starting', async () => {
    const ledger = run();
    await until(() => postgresPid(directory) !== undefined);
    ledger.child.kill('SIGTERM');
    expect(await ledger.exitCode).toBe(0);
    expect(ledger.printed()).toBe('');
    expect(postgresPid(directory)).toBeUndefined();
  });

  it('gives up on a program that never comes up, says so, and leaves nothing behind', async () => {
    const ledger = runLedger(
      ['start', '--data-dir', directory, '--port', String(port)],
      '/nowhere',
      ELSEWHERE,
    );
    started.push(ledger);
    expect(await ledger.exitCode).toBe(1);
    expect(ledger.said()).toMatch(
      /projector ended 5 times before it was ready; the last time it ended with exit code 1/,
    );
  });

  it('keeps the files that hold secrets to their owner', () => {
    const modes = ['postgres-password', 'tls/server-key.pem', 'tls/ca-key.pem'].map(
      (file) => statSync(join(directory, file)).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });
});
