import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AzureReservationAPI } from '@azure/arm-reservations';
import { EventStoreDbEventLog } from '#event-log';
import { createLogger, freePort, issueToken, SystemMachineClock, tlsFilesOf } from '#platform';
import { migrate, openReadModels, startProjector } from '#read-models';
import { Closers } from '../../apps/api/src/closers';
import { observeAnswers, observingPolicy } from '../support/conformance/answer-observers';
import { JudgedAnswers } from '../support/conformance/judged-answers';
import { startNodeUnderTest } from '../support/event-store-node';
import { freshDatabase } from '../support/fresh-database';
import { type Answer, call } from '../support/https-json';
import { type RoundRobin, startRoundRobin } from '../support/round-robin';

const ROOT = resolve(__dirname, '../..');
const RUNNER = ['--conditions=ledger-source', '--require', './test/support/run-sources.cjs'];
const HOST = '127.0.0.1';
const HOUR_MS = 3_600_000;
const APIS = 2;
const STARTS_MAX = 5;

/** A request that was answered, and the place of the process that answered it. */
type Served = Readonly<{ method: string; path: string; place: number }>;

export type TwoApis = Readonly<{
  front: RoundRobin;
  /** Every request of the official client so far. It opens a connection for each, so that they go in turn. */
  served: readonly Served[];
  client: AzureReservationAPI;
  send: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>;
  /** What the processes have written, for when something goes wrong. */
  said: () => string;
  /** Throws when an answer of an Azure path was not as the specification, or our own bodies, have it. */
  stop: () => Promise<void>;
}>;

/** Two processes of the API on one event store, one database and one data directory, behind one address. */
export async function startTwoApis(testClock: string): Promise<TwoApis> {
  const closers = new Closers();
  try {
    return await start(testClock, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function start(testClock: string, closers: Closers): Promise<TwoApis> {
  const directory = await mkdtemp(join(tmpdir(), 'ledger-two-apis-'));
  closers.add(() => rm(directory, { recursive: true }));
  const stores = await openStores(closers);
  // The front asks for them with each connection, and its own address is part of what the processes are told.
  const ports: number[] = [];
  const front = await startRoundRobin(ports);
  closers.add(() => front.close());
  const url = `https://localhost:${front.port}`;
  const said: string[] = [];
  const environment = {
    ...stores,
    LEDGER_DATA_DIR: directory,
    LEDGER_PUBLIC_URL: url,
    LEDGER_TEST_CLOCK: testClock,
    LEDGER_LOG_LEVEL: 'warn',
  };
  // One after the other: the first makes the certificates and the keys that both use.
  while (ports.length < APIS) ports.push(await startApi({ environment, said, closers }));
  const ca = await readFile(tlsFilesOf(directory).authority, 'utf8');
  const machine = new SystemMachineClock();
  const tokenOf = (principal: string, roles: readonly string[]) =>
    issueToken(directory, { principal, roles, tenant: undefined }, machine);
  const served: Served[] = [];
  const answers = new JudgedAnswers();
  const endObserving = observeAnswers(url, (answer) => {
    answers.see(answer);
  });
  return {
    front,
    served,
    client: watchedClient({ url, ca, front, served }, () => tokenOf('alice@contoso.example', [])),
    send: async (method, path, body) =>
      call({
        ...{ method, ca, body },
        url: `${url}${path}`,
        headers: {
          authorization: `Bearer ${await tokenOf('root@ledger.example', ['Ledger.Admin'])}`,
          connection: 'close',
        },
      }),
    said: () => said.join(''),
    stop: async () => {
      endObserving();
      await closers.close();
      await answers.check();
    },
  };
}

type Starting = Readonly<{
  environment: Readonly<Record<string, string>>;
  said: string[];
  closers: Closers;
}>;

/** One process of the API, on a port that nobody else took since it was found free. @returns its port. */
async function startApi({ environment, said, closers }: Starting): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = spawn(process.execPath, [...RUNNER, 'apps/api/src/main.ts'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], ...environment, LEDGER_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        lines.push(chunk.toString());
        said.push(chunk.toString());
      });
    closers.add(() => ended(child));
    const isReady = await Promise.race([
      once(child, 'message').then(() => true),
      once(child, 'exit').then(() => false),
    ]);
    if (isReady) return port;
    const why = lines.join('');
    if (attempt === STARTS_MAX || !why.includes('EADDRINUSE')) throw new Error(why);
  }
}

/** An event store, the tables and the projector, in this process. */
async function openStores(closers: Closers): Promise<Readonly<Record<string, string>>> {
  const store = await startNodeUnderTest();
  closers.add(() => store.close());
  const connectionString = `esdb://${HOST}:${store.node.port}?tls=false`;
  const log = new EventStoreDbEventLog({ connectionString });
  closers.add(() => log.close());
  const databaseUrl = await freshDatabase();
  const tables = await openReadModels(databaseUrl);
  await migrate(tables);
  await tables.destroy();
  const logger = createLogger('projector', 'fatal');
  const projector = startProjector({ databaseUrl, eventLog: log, log: logger });
  closers.add(() => projector.stop());
  return { LEDGER_DATABASE_URL: databaseUrl, LEDGER_EVENTSTORE_URL: connectionString };
}

type Watched = Readonly<{ url: string; ca: string; front: RoundRobin; served: Served[] }>;

/** The official client, with a policy of the caller's own that keeps no connection and notes who answered. */
function watchedClient(
  { url, ca, front, served }: Watched,
  token: () => Promise<string>,
): AzureReservationAPI {
  const expiresOnTimestamp = Date.now() + HOUR_MS;
  const client = new AzureReservationAPI(
    { getToken: async () => ({ token: await token(), expiresOnTimestamp }) },
    {
      endpoint: url,
      tlsOptions: { ca },
      retryOptions: { maxRetries: 0 },
      additionalPolicies: [{ policy: observingPolicy, position: 'perRetry' }],
    },
  );
  client.pipeline.addPolicy({
    name: 'oneConnectionARequest',
    sendRequest: async (request, next) => {
      request.disableKeepAlive = true;
      const response = await next(request);
      const path = new URL(request.url).pathname;
      served.push({ method: request.method, path, place: front.latest() });
      return response;
    },
  });
  return client;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
