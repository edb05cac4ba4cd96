import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzureReservationAPI } from '@azure/arm-reservations';
import { type OpenAPIObject } from '@nestjs/swagger';
import { EventStoreDbEventLog } from '#event-log';
import { startEventStoreNode } from '#event-store-node';
import {
  type ApiConfiguration,
  createLogger,
  freePort,
  issueToken,
  SystemMachineClock,
  tlsFilesOf,
} from '#platform';
import { migrate, openReadModels, startProjector } from '#read-models';
import { Closers } from '../../apps/api/src/closers';
import { startApi } from '../../apps/api/src/start-api';
import { freshDatabase } from './fresh-database';
import { observeAnswers, observingPolicy } from './conformance/answer-observers';
import { type AzureAnswers } from './conformance/azure-answers';
import { JudgedAnswers } from './conformance/judged-answers';
import { type Answer, call } from './https-json';

const HOST = '127.0.0.1';
const LOG_LEVEL = 'fatal';
const TOKEN_LIFETIME_MS = 3_600_000;
/** Enough for every test that asks without a token. */
const UNAUTHENTICATED = { max: 100, seconds: 60 };

export type As = Readonly<{
  principal: string;
  roles?: readonly string[];
  tenant?: string;
}>;

/** `/ledger/v1` (or any path that starts with a slash of its own) as one principal. */
export type LedgerCaller = Readonly<{
  get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  post: (
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
}>;

export type LedgerSystem = Readonly<{
  url: string;
  ca: string;
  /** With the keys of the embedded issuer. */
  dataDirectory: string;
  databaseUrl: string;
  /** Where the log is, for what no caller can write. */
  eventStoreUrl: string;
  token: (as: As) => Promise<string>;
  /** The unmodified official client. */
  client: (as: As) => AzureReservationAPI;
  ledger: (as: As) => LedgerCaller;
  /** Needs a test clock. */
  setClock: (to: string) => Promise<Answer>;
  /** Holds the projection back, as one that lags. */
  pauseProjection: () => Promise<void>;
  resumeProjection: () => void;
  /** The reference of the API as its code has it. */
  reference: () => OpenAPIObject;
  /** Every answer of an Azure path so far. */
  answers: AzureAnswers;
  /** Throws when a request or an answer was not as the reference, or on an Azure path the specification, has it. */
  stop: () => Promise<void>;
}>;

export const ADMIN: As = { principal: 'root@ledger.example', roles: ['Ledger.Admin'] };
export const AUDITOR: As = { principal: 'eve@ledger.example', roles: ['Ledger.Auditor'] };

type SystemOptions = Readonly<{
  testClock?: string;
  unauthenticated?: ApiConfiguration['unauthenticated'];
  /** Left out: every request and answer is. The reference that is being written cannot be the measure. */
  isJudged?: boolean;
}>;

/** The whole ledger in this process: PostgreSQL, event store node, projector and API over HTTPS with real tokens. */
export async function startLedgerSystem(options: SystemOptions = {}): Promise<LedgerSystem> {
  const closers = new Closers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function start(options: SystemOptions, closers: Closers): Promise<LedgerSystem> {
  const machine = new SystemMachineClock();
  const logger = createLogger('ledger-system', LOG_LEVEL);
  const dataDirectory = await mkdtemp(join(tmpdir(), 'ledger-system-'));
  closers.add(() => rm(dataDirectory, { recursive: true }));
  const databaseUrl = await freshDatabase();
  const node = await startEventStoreNode({
    databaseUrl: await freshDatabase(),
    host: HOST,
    port: 0,
    now: () => machine.now().getTime(),
  });
  closers.add(() => node.stop());
  const connectionString = `esdb://${HOST}:${node.port}?tls=false`;
  const log = new EventStoreDbEventLog({ connectionString });
  closers.add(() => log.close());
  const tables = await openReadModels(databaseUrl);
  await migrate(tables);
  await tables.destroy();
  const projecting = () => startProjector({ databaseUrl, eventLog: log, log: logger });
  let projector = projecting();
  closers.add(() => projector.stop());
  const port = await freePort();
  const url = `https://localhost:${port}`;
  const configuration: ApiConfiguration = {
    dataDirectory,
    host: HOST,
    port,
    publicUrl: url,
    eventStoreUrl: connectionString,
    databaseUrl,
    eventStoreNode: {
      ...{ databaseUrl: undefined, host: HOST, port: undefined, httpPort: undefined },
      ...{ tlsFiles: undefined, login: undefined },
    },
    oidc: undefined,
    testClock: options.testClock,
    tlsFiles: undefined,
    unauthenticated: options.unauthenticated ?? UNAUTHENTICATED,
    logLevel: LOG_LEVEL,
  };
  const api = await startApi(configuration, { log, machine, logger });
  closers.add(() => api.stop());
  const ca = await readFile(tlsFilesOf(dataDirectory).authority, 'utf8');
  const answers = new JudgedAnswers();
  const endObserving = observeAnswers(url, (answer) => {
    answers.see(answer);
  });
  const token = ({ principal, roles = [], tenant }: As): Promise<string> =>
    issueToken(dataDirectory, { principal, roles, tenant }, machine);
  const ledger = (as: As): LedgerCaller => {
    const send: LedgerCaller['send'] = async (method, path, body, headers = {}) =>
      call({
        method,
        url: `${url}${path}`,
        ca,
        body,
        headers: { authorization: `Bearer ${await token(as)}`, ...headers },
      });
    return {
      send,
      get: (path, headers) => send('GET', `/ledger/v1${path}`, undefined, headers),
      post: (path, body, headers) => send('POST', `/ledger/v1${path}`, body, headers),
    };
  };
  return {
    url,
    ca,
    dataDirectory,
    databaseUrl,
    eventStoreUrl: connectionString,
    token,
    ledger,
    client: (as) =>
      new AzureReservationAPI(
        {
          getToken: async () => ({
            token: await token(as),
            expiresOnTimestamp: machine.now().getTime() + TOKEN_LIFETIME_MS,
          }),
        },
        {
          endpoint: url,
          tlsOptions: { ca },
          retryOptions: { maxRetries: 0 },
          additionalPolicies: [{ policy: observingPolicy, position: 'perRetry' }],
        },
      ),
    reference: () => api.reference(),
    setClock: (to) => ledger(ADMIN).post('/clock', { to }),
    pauseProjection: () => projector.stop(),
    resumeProjection: () => {
      projector = projecting();
    },
    answers: answers.azure,
    stop: async () => {
      endObserving();
      await closers.close();
      if (options.isJudged ?? true) await answers.check();
    },
  };
}
