import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { freePort, parentGuard, postgresPid, sleep } from '#platform';
import { type Target } from './kill-plan';
import { descendantsOf, isAlive, processesOf } from './process-tree';

const ROOT = resolve(__dirname, '../..');
/** Business time stands here at first and is moved on by the burst. */
const TEST_CLOCK = '2026-01-10T09:00:00Z';
const LOOK_MS = 25;
const HEALTH_ANSWER_MS = 3_000;
/** The longest that the system may take to be ready again by itself. */
export const READY_MS_MAX = 90_000;
const SWEEP_MS_MAX = 20_000;
const LOG_TAIL_CHARACTERS = 3_000;
const OK = 200;

type Role = Exclude<Target, 'supervisor' | 'everything'>;

const RUNTIME = z.object({ pid: z.number(), eventStoreUrl: z.string() });

/** The real system, from the build, as `npm start` runs it: in processes of its own and a directory of its own. */
export class Product {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), 'ledger-killed-')));
  readonly logFile = join(this.directory, 'ledger.log');
  #supervisor: ChildProcess | undefined;
  #isExpectedToEnd = false;
  #port = 0;

  constructor(private readonly testClock = TEST_CLOCK) {}

  get url(): string {
    return `https://localhost:${this.#port}`;
  }

  get ca(): string {
    return readFileSync(join(this.directory, 'tls', 'ca.pem'), 'utf8');
  }

  /** Where the event store listens now; it moves when the supervisor is started again. */
  get eventStoreUrl(): string {
    return this.#runtime().eventStoreUrl;
  }

  /** Starts the supervisor, on the same directory and port each time. */
  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePort();
    const program = join(ROOT, 'dist/apps/ledger/src/main.js');
    const place = ['--data-dir', this.directory, '--port', String(this.#port)];
    const words = [program, 'start', ...place, '--test-clock', this.testClock, '--json'];
    // Whoever kills the tests kills this too.
    const [command, ...rest] = [...parentGuard('KILL'), process.execPath];
    const log = openSync(this.logFile, 'a');
    const child = spawn(command, [...rest, ...words], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], LEDGER_DATA_DIR: this.directory, LEDGER_LOG_LEVEL: 'warn' },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#isExpectedToEnd = false;
    await once(child, 'spawn');
    this.#supervisor = child;
  }

  /** The processes that a kill of the target strikes at this moment: none when it is not running. */
  pidsOf(target: Target): readonly number[] {
    const supervisor = this.#supervisor?.pid;
    if (supervisor === undefined || !isAlive(supervisor)) return [];
    if (target === 'supervisor') return [supervisor];
    if (target !== 'everything') return this.#pidOf(target, supervisor);
    const others = [...descendantsOf(supervisor), ...processesOf(this.directory)];
    return [...new Set([supervisor, ...others.map(({ pid }) => pid)])];
  }

  /** Kills processes of its own without warning, in the order given; answers whether there was one to kill. */
  kill(pids: readonly number[]): boolean {
    const ours = new Set(this.pidsOf('everything'));
    this.#isExpectedToEnd ||= pids.includes(this.#supervisor?.pid ?? 0);
    for (const pid of pids) {
      if (!ours.has(pid)) throw new Error(`The process ${pid} is none of this system`);
      strike(pid, 'SIGKILL');
    }
    return pids.length > 0;
  }

  /** Starts the supervisor again if it was killed, as a service manager would. */
  async startAgainIfKilled(): Promise<void> {
    const child = this.#supervisor;
    if (child === undefined || !this.#isExpectedToEnd) return;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await this.start();
  }

  /**
   * Waits until the system says that it is ready, every process runs, and none is one of those killed.
   * @throws when it is not ready in time or its supervisor ended by itself.
   */
  async untilReady(killed: readonly number[] = []): Promise<void> {
    const until = performance.now() + READY_MS_MAX;
    let health = 'nothing was answered';
    while (performance.now() < until) {
      this.#assertSupervised();
      if (this.#runsWithout(killed)) {
        const answered = await this.#health();
        if (answered.status === OK) return;
        health = answered.text;
      }
      await sleep(LOOK_MS);
    }
    throw new Error(`Not ready within ${READY_MS_MAX} ms: ${health}\n${this.lastWords()}`);
  }

  /** Waits until the supervisor has said where everything is. */
  async untilAnnounced(): Promise<void> {
    const until = performance.now() + READY_MS_MAX;
    while (performance.now() < until) {
      if (this.#announcedPid() === this.#supervisor?.pid) return;
      await sleep(LOOK_MS);
    }
    throw new Error(`The supervisor never said it is ready\n${this.lastWords()}`);
  }

  /** Asks the system to stop; answers the exit code and what was left running. */
  async stop(): Promise<Readonly<{ code: number | null; left: readonly string[] }>> {
    const child = this.#supervisor;
    if (child === undefined) throw new Error('It was never started');
    this.#isExpectedToEnd = true;
    const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
    child.kill('SIGTERM');
    await ended;
    return {
      code: child.exitCode,
      left: processesOf(this.directory).map(({ pid, command }) => `${pid} ${command}`),
    };
  }

  /** What the processes themselves called a bug in their log. */
  loggedBugs(): readonly string[] {
    const lines = readFileSync(this.logFile, 'utf8').split('\n');
    return lines.filter((line) => line.includes('"msg":"a bug"'));
  }

  lastWords(): string {
    const text = readFileSync(this.logFile, 'utf8').slice(-LOG_TAIL_CHARACTERS);
    return `${this.logFile} closes with:\n${text}`;
  }

  /** Leaves no process behind, and no file unless they are to be looked at. */
  async sweep(isKept: boolean): Promise<void> {
    const until = performance.now() + SWEEP_MS_MAX;
    this.#isExpectedToEnd = true;
    while (performance.now() < until) {
      const supervisor = this.#supervisor?.pid;
      const left = [
        ...(supervisor === undefined || !isAlive(supervisor) ? [] : [supervisor]),
        ...processesOf(this.directory).map(({ pid }) => pid),
      ];
      if (left.length === 0) break;
      for (const pid of left) strike(pid, 'SIGKILL');
      await sleep(LOOK_MS);
    }
    if (!isKept) rmSync(this.directory, { recursive: true, force: true });
  }

  #pidOf(role: Role, supervisor: number): readonly number[] {
    const below = descendantsOf(supervisor);
    if (role !== 'postgres') {
      const program = join('apps', role, 'src', 'main.js');
      return below.filter(({ command }) => command.endsWith(program)).map(({ pid }) => pid);
    }
    const pid = postgresPid(this.directory);
    return pid === undefined || !isAlive(pid) ? [] : [pid];
  }

  #runsWithout(killed: readonly number[]): boolean {
    const roles: readonly Role[] = ['postgres', 'event-store-node', 'projector', 'api'];
    const running = roles.map((role) => this.pidsOf(role));
    return running.every((pids) => pids.length === 1 && !killed.includes(pids[0] ?? 0));
  }

  #assertSupervised(): void {
    const child = this.#supervisor;
    if (child === undefined || (child.exitCode === null && child.signalCode === null)) return;
    const how = String(child.exitCode ?? child.signalCode);
    throw new Error(`The supervisor ended by itself (${how})\n${this.lastWords()}`);
  }

  #runtime(): z.infer<typeof RUNTIME> {
    return RUNTIME.parse(JSON.parse(readFileSync(join(this.directory, 'runtime.json'), 'utf8')));
  }

  #announcedPid(): number | undefined {
    try {
      return this.#runtime().pid;
    } catch {
      return undefined;
    }
  }

  #health(): Promise<Readonly<{ status: number; text: string }>> {
    return new Promise((done) => {
      const options = { agent: false, timeout: HEALTH_ANSWER_MS, ca: this.ca };
      const asked = request(`${this.url}/health/ready`, options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          done({ status: response.statusCode ?? 0, text });
        });
        response.on('error', (error) => {
          done({ status: 0, text: error.message });
        });
      });
      asked.once('timeout', () => asked.destroy(new Error('no answer')));
      asked.once('error', (error) => {
        done({ status: 0, text: error.message });
      });
      asked.end();
    });
  }
}

/** Brings the build up to date with the sources. @throws with what the compiler says. */
export function buildProduct(): void {
  const compiler = require.resolve('typescript/bin/tsc');
  const built = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The product does not build:\n${built.stdout}`);
}

/** It may have ended by itself a moment ago. */
function strike(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isCode(error, 'ESRCH')) throw error;
  }
}

/** The test runner's own Error is another class than the one Node throws. */
function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
