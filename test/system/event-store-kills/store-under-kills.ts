import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort, postgresPid, sleep, startPostgres } from '#platform';
import { type Chance } from '../chance';
import { isAlive, processesOf } from '../process-tree';
import { NodeLife } from './node-life';

const DATABASE = 'eventstore';
const LOOK_MS = 20;
const SWEEP_MS_MAX = 20_000;
const SESSION_END_MS_MAX = 10_000;
/** The longest that it may take until a node serves again. */
export const READY_MS_MAX = 60_000;

/** Each commit takes so long and more, as on a slow disk: most kills then come while one is under way. */
const SLOW_COMMITS = [
  `alter database ${DATABASE} set commit_delay = 10000`,
  `alter database ${DATABASE} set commit_siblings = 0`,
];

/** Whoever holds the lock of the only writer. */
const WRITER = `
  select pid from pg_locks where locktype = 'advisory' and granted
    and database = (select oid from pg_database where datname = current_database())`;

/** A PostgreSQL that flushes to its disk, in a directory of its own, and a node on it that is started again whenever it ended. */
export class StoreUnderKills {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), 'event-store-kills-')));
  #databaseUrl = '';
  #port: number | undefined;
  #lives: NodeLife[] = [];
  #serving: NodeLife | undefined;
  #waiting: (() => void)[] = [];

  /** Of every process of the node that was started. */
  get lives(): readonly NodeLife[] {
    return this.#lives;
  }

  get databaseUrl(): string {
    return this.#databaseUrl;
  }

  /** The node that appends are sent to; waits until there is one. */
  async serving(): Promise<NodeLife> {
    while (this.#serving === undefined || this.#serving.isOver) {
      const next = new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
      await next;
    }
    return this.#serving;
  }

  serveBy(life: NodeLife): void {
    this.#serving = life;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  /** Starts PostgreSQL for the first time, and a node. */
  async begin(): Promise<void> {
    await this.postgresUp();
    for (const statement of SLOW_COMMITS) await this.#ask(statement);
    this.serveBy(await this.nodeUp());
  }

  /** Starts PostgreSQL if it does not run, on the same port each time. It may be killed meanwhile: then once more. */
  async postgresUp(): Promise<void> {
    this.#port ??= await freePort();
    const { directory } = this;
    const options = { directory, port: this.#port, databases: [DATABASE], dieWithParent: true };
    const until = performance.now() + READY_MS_MAX;
    for (;;)
      try {
        this.#databaseUrl = (await startPostgres({ ...options, durable: true })).urlOf(DATABASE);
        return;
      } catch (error) {
        if (performance.now() > until) throw error;
        await sleep(LOOK_MS);
      }
  }

  /** Starts node after node, and PostgreSQL where it is down, until one serves. */
  async nodeUp(): Promise<NodeLife> {
    for (const until = performance.now() + READY_MS_MAX; performance.now() < until;) {
      await this.postgresUp();
      const life = await this.startNode();
      if (await life.ready) return life;
    }
    throw new Error(`No node comes to serve: ${this.#lives.at(-1)?.said ?? 'none was started'}`);
  }

  async startNode(): Promise<NodeLife> {
    const life = await NodeLife.start(this.#lives.length + 1, this.#databaseUrl);
    this.#lives.push(life);
    return life;
  }

  /** The youngest, whether it serves or still starts; answers whether there was one. */
  killNode(): boolean {
    return this.#lives.at(-1)?.signal('SIGKILL') === true;
  }

  /** Without warning, all its processes in the order of chance; answers whether there were any. */
  killPostgres(chance: Chance): boolean {
    const found = chance.shuffled(processesOf(this.directory));
    for (const { pid } of found) kill(pid);
    return found.length > 0;
  }

  /** Alone, so that its backends are orphans that may still finish what they do. */
  killPostmaster(): void {
    const pid = postgresPid(this.directory);
    if (pid !== undefined) kill(pid);
  }

  async killWriterSession(): Promise<void> {
    // A second kill may be faster, and leave nobody to ask.
    const [pid] = await this.#writers().catch(() => []);
    if (pid !== undefined) kill(pid);
  }

  /** Returns when the session is gone, and with it the lock. */
  async endWriterSession(): Promise<void> {
    await this.#ask(`select pg_terminate_backend(pid, ${SESSION_END_MS_MAX}) from (${WRITER}) w`);
  }

  /** Stops everything in order; what is left of it is a fault. */
  async stop(): Promise<Readonly<{ code: number | null; left: readonly string[] }>> {
    const life = await this.serving();
    life.signal('SIGTERM');
    const { code } = await life.ended;
    const left = this.#lives.filter(({ pid }) => isAlive(pid)).map(({ pid }) => `node ${pid}`);
    return { code, left };
  }

  /** Leaves no process behind, and no file unless they are to be looked at. */
  async sweep(isKept: boolean): Promise<void> {
    const until = performance.now() + SWEEP_MS_MAX;
    for (;;) {
      for (const life of this.#lives) life.signal('SIGKILL');
      const left = processesOf(this.directory);
      for (const { pid } of left) kill(pid);
      const isGone = left.length === 0 && this.#lives.every(({ isOver }) => isOver);
      if (isGone || performance.now() > until) break;
      await sleep(LOOK_MS);
    }
    if (!isKept) rmSync(this.directory, { recursive: true, force: true });
  }

  async #writers(): Promise<readonly number[]> {
    return (await this.#ask(WRITER)).map(({ pid }) => Number(pid));
  }

  async #ask(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const session = new Client({ connectionString: this.#databaseUrl });
    session.on('error', () => undefined);
    await session.connect();
    try {
      return (await session.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await session.end();
    }
  }
}

/** It may have ended by itself a moment ago. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (isAlive(pid)) throw error;
  }
}
