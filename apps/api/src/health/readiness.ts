import { type DataSource } from 'typeorm';
import {
  EXCHANGE_RATES_STREAM,
  type EventLog,
  LEDGER_STREAM_PREFIXES,
  POLICY_TERMS_STREAM,
  type StreamName,
} from '#event-log';
import { messageOf } from '#platform';
import {
  assertSchemaCurrent,
  parkedStream,
  parkedStreams,
  type ProjectionWaiter,
  projectedPosition,
} from '#read-models';

/** A part that does not answer by then is not ready. */
const ANSWER_MILLISECONDS_MAX = 2_000;
/** The projection counts as following when it reaches the head of the moment within this time. */
const FOLLOWS_WITHIN_MILLISECONDS = 1_000;

export type Part = Readonly<{ ready: boolean; why?: string }>;
/** One account that cannot be read stops nobody else: it is told, and the ledger is ready. */
type AccountsPart = Part & Readonly<{ parked?: number }>;
export type Readiness = Readonly<{
  status: 'ready' | 'notReady';
  parts: Readonly<
    Record<
      'database' | 'migrations' | 'eventStore' | 'projection' | 'policyTerms' | 'exchangeRates',
      Part
    >
  > &
    Readonly<{ accounts: AccountsPart }>;
}>;

const PARKED_HINT =
  'Some accounts cannot be read and answer 503; GET /ledger/v1/parkedAccounts names them, and `ledger unpark` lets the ledger go on with them.';

export const READINESS_PARTS = Symbol('readiness parts');

export type ReadinessParts = Readonly<{
  tables: DataSource;
  log: EventLog;
  waiter: ProjectionWaiter;
}>;

/** What the parts say of themselves at this moment. */
export async function readinessOf(parts: ReadinessParts): Promise<Readiness> {
  const { tables } = parts;
  const [database, migrations, eventStore, projection, policyTerms, exchangeRates, accounts] =
    await Promise.all([
      asked(() => tables.query('select 1')),
      asked(() => assertSchemaCurrent(tables)),
      asked(() => parts.log.head()),
      asked(() => assertFollowing(parts)),
      asked(() => assertReadable(tables, POLICY_TERMS_STREAM)),
      asked(() => assertReadable(tables, EXCHANGE_RATES_STREAM)),
      accountsPart(parts),
    ]);
  const all = {
    ...{ database, migrations, eventStore, projection, policyTerms, exchangeRates },
    accounts,
  };
  const isReady = Object.values(all).every(({ ready }) => ready);
  return { status: isReady ? 'ready' : 'notReady', parts: all };
}

async function asked(ask: () => Promise<unknown>): Promise<Part> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${ANSWER_MILLISECONDS_MAX} ms`));
    }, ANSWER_MILLISECONDS_MAX);
  });
  try {
    await Promise.race([ask(), tooLate]);
    return { ready: true };
  } catch (error) {
    return { ready: false, why: messageOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** How many streams of accounts are parked, without saying whose. */
async function accountsPart({ tables }: ReadinessParts): Promise<AccountsPart> {
  let parked = 0;
  const part = await asked(async () => {
    const streams = (await parkedStreams(tables)).map(({ stream }) => stream);
    const ofAll: readonly string[] = [POLICY_TERMS_STREAM, EXCHANGE_RATES_STREAM];
    parked = streams.filter((stream) => !ofAll.includes(stream)).length;
  });
  if (!part.ready) return part;
  return parked === 0 ? { ...part, parked } : { ...part, parked, why: PARKED_HINT };
}

/** Nobody decides under guessed terms, or at guessed rates. */
async function assertReadable(tables: DataSource, stream: StreamName): Promise<void> {
  const parked = await parkedStream(tables, stream);
  if (parked !== undefined)
    throw new Error(`${stream} is parked at revision ${parked.revision}: ${parked.reason}`);
}

/** The head of the log may be no event of the ledger's: then what follows the tables is asked for. */
async function assertFollowing({ tables, log, waiter }: ReadinessParts): Promise<void> {
  const head = await log.head();
  const projected = await projectedPosition(tables);
  if (head === undefined || (projected !== undefined && projected >= head)) return;
  const next = await nextToProject(log, projected);
  if (next === undefined || (await waiter.waitFor(next, FOLLOWS_WITHIN_MILLISECONDS))) return;
  throw new Error(
    `the tables hold the log up to ${projected ?? 'nothing'}, and ${next} is not there yet`,
  );
}

async function nextToProject(
  log: EventLog,
  projected: bigint | undefined,
): Promise<bigint | undefined> {
  const after = projected ?? 'start';
  const subscription = log.subscribeToAll({ after, prefixes: LEDGER_STREAM_PREFIXES });
  try {
    for await (const message of subscription) {
      if (message.kind === 'event') return message.event.position;
      if (message.kind === 'caughtUp') return undefined;
    }
    return undefined;
  } finally {
    await subscription.stop();
  }
}
