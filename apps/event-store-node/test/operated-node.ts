import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { freePort } from '#platform';

export type NodeEnd = Readonly<{ code: number | null; signal: NodeJS.Signals | null }>;

/** The process of a node as whoever operates it sees it. */
export interface OperatedNode {
  readonly child: ChildProcess;
  readonly port: number;
  readonly httpPort: number;
  readonly said: () => string;
  /** The log lines whose message this is. */
  readonly lines: (message: string) => readonly Readonly<Record<string, unknown>>[];
  readonly ready: () => Promise<void>;
  readonly ended: Promise<NodeEnd>;
}

const SOURCES = ['--conditions=ledger-source', '--require', './test/support/run-sources.cjs'];
const children: ChildProcess[] = [];

/** Starts the process from the sources, with health and metrics. */
export async function operatedNode(
  environment: Readonly<Record<string, string>>,
): Promise<OperatedNode> {
  const [port, httpPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [...SOURCES, 'apps/event-store-node/src/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      LEDGER_EVENTSTORE_NODE_PORT: String(port),
      LEDGER_EVENTSTORE_NODE_HTTP_PORT: String(httpPort),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  const message = once(child, 'message').then(([first]: unknown[]) => String(first));
  const ended = once(child, 'exit').then(
    ([code, signal]: unknown[]) => ({ code, signal }) as NodeEnd,
  );
  const lines = () =>
    text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    ...{ child, port, httpPort, ended },
    said: () => text,
    lines: (wanted) => lines().filter(({ msg }) => msg === wanted),
    ready: async () => {
      const first = await Promise.race([message, ended.then(() => text)]);
      if (first !== 'ready') throw new Error(`The node did not start: ${first}`);
    },
  };
}

/** Ends whatever a test left running. */
export async function endOperatedNodes(): Promise<void> {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

export type HttpAnswer = Readonly<{ status: number; type: string; text: string }>;

/** One request to the port for health and metrics. */
export function asked(
  { httpPort }: OperatedNode,
  path: string,
  method = 'GET',
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: httpPort, path, method, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => {
        const type = String(response.headers['content-type']);
        resolve({ status: response.statusCode ?? 0, type, text });
      });
    }).once('error', reject);
  });
}
