import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { freePort } from '#platform';
import { Connections } from './connections';

const ROOT = resolve(__dirname, '../../..');
const FROM_SOURCES = ['--conditions=ledger-source', '--require', './test/support/run-sources.cjs'];
const PROGRAM = 'apps/event-store-node/src/main.ts';
const SAID_CHARACTERS_MAX = 20_000;
/** What its connections still hold is heard before they are closed. */
const LAST_ANSWERS_MS = 250;

export type NodeEnd = Readonly<{ code: number | null; signal: NodeJS.Signals | null }>;

/** One process of the node, on a port of its own, from its start to its end. */
export class NodeLife {
  /** False when it ended before it could serve. */
  readonly ready: Promise<boolean>;
  readonly ended: Promise<NodeEnd>;
  /** Its writers turn away from it: another one serves, or it ended. */
  readonly left: Promise<void>;
  readonly connections: Connections;
  leave: () => void = () => undefined;
  #said = '';
  #readyAt = 0;
  #isKilled = false;

  private constructor(
    readonly number: number,
    port: number,
    private readonly child: ChildProcess,
  ) {
    this.connections = new Connections(port);
    // Not its exit: what it said last may come after that.
    this.ended = once(child, 'close').then(() => {
      setTimeout(() => void this.connections.close(), LAST_ANSWERS_MS).unref();
      return { code: child.exitCode, signal: child.signalCode };
    });
    this.ready = Promise.race([
      once(child, 'message').then(([message]: unknown[]) => {
        this.#readyAt = performance.now();
        return message === 'ready';
      }),
      this.ended.then(() => false),
    ]);
    this.left = Promise.race([
      new Promise<void>((leave) => {
        this.leave = leave;
      }),
      this.ended.then(() => undefined),
    ]);
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#said = (this.#said + chunk.toString()).slice(-SAID_CHARACTERS_MAX);
      });
  }

  /** Starts the process; whether it comes to serve, `ready` tells. It ends with the one that runs the tests. */
  static async start(number: number, databaseUrl: string): Promise<NodeLife> {
    const port = await freePort();
    const child = spawn(process.execPath, [...FROM_SOURCES, PROGRAM], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        LEDGER_EVENTSTORE_NODE_DATABASE_URL: databaseUrl,
        LEDGER_EVENTSTORE_NODE_PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    await once(child, 'spawn');
    return new NodeLife(number, port, child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** When it said that it serves, in milliseconds. */
  get readyAt(): number {
    return this.#readyAt;
  }

  get said(): string {
    return this.#said;
  }

  get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Whether it was told to end without a chance to say anything. */
  get isKilled(): boolean {
    return this.#isKilled;
  }

  /** Answers whether there was a process to hear it. */
  signal(signal: NodeJS.Signals): boolean {
    this.#isKilled ||= signal === 'SIGKILL';
    return !this.isOver && this.child.kill(signal);
  }
}
