import { randomUUID } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { Agent, type Dispatcher, interceptors } from 'undici';
import { errorCode, type MachineClock, messageOf } from '#platform';
import { CannotGoOn, EXIT } from '../exit-codes';
import { type ConnectionOptions } from '../options';
import { type Connection, connectionOf } from './connection';
import { problemText } from './problem-text';

export type Query = Readonly<Record<string, string | undefined>>;

/** An answer of the API: its status, and its body as it was parsed from JSON. */
export interface LedgerAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The command was carried out before: this is what it was answered then. */
  readonly replayed: boolean;
}

/** The ledger understood and said no: a 4xx, by which a verb may know what to say of it. */
export class RefusedByLedger extends CannotGoOn {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message, EXIT.refused);
  }
}

/**
 * Calls paths of the API, such as `/ledger/v1/billingAccounts`. What is no success throws `CannotGoOn`:
 * a 4xx as refused, an answer that is not to be had now as unavailable.
 */
export interface LedgerClient {
  readonly url: string;
  readonly get: (path: string, query?: Query) => Promise<LedgerAnswer>;
  /** A command: one key for all its tries, so that it is carried out once. */
  readonly post: (path: string, body: unknown) => Promise<LedgerAnswer>;
  /** Without a token, and whatever the status is, it is the answer: for health, which says no by 503. */
  readonly look: (path: string) => Promise<LedgerAnswer>;
}

type Sent = Readonly<{
  method: 'GET' | 'POST';
  path: string;
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
}>;

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly replayed: boolean;
}

const RETRIES_MAX = 3;
/** A daily run over everything answers at its end. */
const PATIENCE_MS = 3_600_000;
/** Health is asked of every part for two seconds at most. */
const LOOK_MS = 8_000;
const BAD_REQUEST = 400;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;
const UNAUTHORIZED = 401;

const TOKEN_NOT_ACCEPTED =
  'The access token is not accepted: set LEDGER_TOKEN to one that is, or name the data directory of this ledger with --data-dir.';

/** Codes of Node.js and OpenSSL for a certificate that nobody vouches for. */
const NOT_TRUSTED = /CERT|SELF_SIGNED|ISSUER|ALTNAME|VERIFY/;

/** Opens a client, works with it and closes it. */
export async function withLedgerClient<T>(
  options: ConnectionOptions,
  clock: MachineClock,
  work: (client: LedgerClient) => Promise<T>,
): Promise<T> {
  const connection = await connectionOf(options, clock);
  const agent = new Agent({
    connect: {
      ca: [...connection.trust],
      allowPartialTrustChain: true,
      checkServerIdentity: identityCheck(connection),
    },
    headersTimeout: PATIENCE_MS,
    bodyTimeout: PATIENCE_MS,
  });
  try {
    return await work(clientOf(connection, agent));
  } finally {
    await agent.close();
  }
}

/** Its very own certificate needs no name by which it is reached, as within a container. */
function identityCheck({ ownCertificate }: Connection): typeof checkServerIdentity {
  return (host: string, certificate: PeerCertificate) =>
    certificate.fingerprint256 === ownCertificate
      ? undefined
      : checkServerIdentity(host, certificate);
}

function clientOf(connection: Connection, agent: Agent): LedgerClient {
  const retrying = agent.compose(
    interceptors.retry({
      ...{ maxRetries: RETRIES_MAX, throwOnError: false },
      ...{ methods: ['GET', 'POST'], statusCodes: [TOO_MANY_REQUESTS, 503] },
      errorCodes: ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'],
    }),
  );
  return {
    url: connection.url,
    get: (path, query = {}) => succeeded(connection, retrying, { method: 'GET', path, query }),
    post: (path, body) => succeeded(connection, retrying, { method: 'POST', path, body }),
    look: async (path) => {
      const signal = AbortSignal.timeout(LOOK_MS);
      const answer = await answered(connection, agent, { method: 'GET', path, signal }, {});
      return read(answer, connection.url);
    },
  };
}

async function succeeded(
  connection: Connection,
  dispatcher: Dispatcher,
  sent: Sent,
): Promise<LedgerAnswer> {
  const authorization = `Bearer ${await connection.token()}`;
  const answer = await answered(connection, dispatcher, sent, { authorization });
  const { status, text } = answer;
  if (status < BAD_REQUEST) return read(answer, connection.url);
  if (status >= SERVER_ERROR || status === TOO_MANY_REQUESTS)
    throw new CannotGoOn(problemText(status, text), EXIT.unavailable);
  const what = status === UNAUTHORIZED ? `\n${TOKEN_NOT_ACCEPTED}` : '';
  throw new RefusedByLedger(`${problemText(status, text)}${what}`, status);
}

type Headers = Readonly<Record<string, string>>;

async function answered(
  connection: Connection,
  dispatcher: Dispatcher,
  { method, path, query = {}, body, signal }: Sent,
  authorization: Headers,
): Promise<Answered> {
  const command: Headers =
    method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const { origin, pathname } = new URL(connection.url);
  try {
    const answer = await dispatcher.request({
      ...{ origin, path: `${pathname.replace(/\/$/, '')}${path}`, method, query: given(query) },
      headers: { accept: 'application/json', ...authorization, ...command },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const replayed = answer.headers['idempotency-replayed'] === 'true';
    return { status: answer.statusCode, text: await answer.body.text(), replayed };
  } catch (error) {
    throw unreachable(connection, error);
  }
}

function given(query: Query): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function unreachable({ url, stoppedDirectory }: Connection, error: unknown): CannotGoOn {
  const code = errorCode(error) ?? '';
  if (NOT_TRUSTED.test(code))
    return new CannotGoOn(
      `The certificate of ${url} is not trusted (${messageOf(error)}): name its authority with --ca, or the directory of this ledger with --data-dir.`,
    );
  return new CannotGoOn(
    `${stoppedDirectory === undefined ? '' : `No system runs on ${stoppedDirectory}. `}No ledger answers at ${url} (${messageOf(error)}): start one with "ledger start", or name another with --url or --data-dir.`,
    EXIT.unavailable,
  );
}

/** What is no JSON came from something that stands before the ledger, or in its place. */
function read({ status, text, replayed }: Answered, url: string): LedgerAnswer {
  try {
    return { status, body: JSON.parse(text), replayed };
  } catch {
    throw new CannotGoOn(
      `${url} is no ledger: it answered ${problemText(status, text)}`,
      status >= SERVER_ERROR ? EXIT.unavailable : EXIT.failed,
    );
  }
}
