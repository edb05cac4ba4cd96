import { type ServiceContext } from '../services/service-context';
import { type EventStorage, type RecordedEvent } from '../storage/event-storage.port';
import { type OpenSubscription } from './node-observer';

/** What a node is at this moment, read without asking the database. */
export type NodeState = Readonly<{
  /** Whether it holds the right to write, and takes appends. */
  canWrite: boolean;
  committedPosition: bigint;
  /** Batch appends, reads and subscriptions. */
  openCalls: number;
  subscriptions: Readonly<Record<OpenSubscription['source'], number>>;
  /** How far the subscription that is furthest behind has to go. */
  subscriptionLag: bigint;
  /** What is not handed to the database yet. */
  waiting: Readonly<{ appends: number; bytes: number }>;
}>;

export type NodeReadiness = Readonly<{ ready: true }> | Readonly<{ ready: false; why: string }>;

const ANSWER_MS_MAX = 2_000;
const TICKS_PER_MS = 10_000n;
const MILLISECONDS = 1_000;

export function nodeState(context: ServiceContext): NodeState {
  const { storage, openCalls, subscriptions, phase } = context;
  const counts = { stream: 0, log: 0 };
  for (const { source } of subscriptions) counts[source] += 1;
  return {
    canWrite: phase() === 'serving',
    committedPosition: storage.committedPosition(),
    openCalls: openCalls.size,
    subscriptions: counts,
    subscriptionLag: storage.committedPosition() - furthestBehind(context),
    waiting: storage.waiting(),
  };
}

/** Whether a node may write and PostgreSQL answers it. */
export async function nodeReadiness({ phase, storage }: ServiceContext): Promise<NodeReadiness> {
  if (phase() === 'stopping') return { ready: false, why: 'The event store node is stopping.' };
  const lost = { ready: false, why: 'The event store node lost its database.' } as const;
  if (phase() === 'lost') return lost;
  const answered = await answerOf(storage.answers());
  if (answered instanceof Error) return { ready: false, why: answered.message };
  return phase() === 'lost' ? lost : { ready: true };
}

/**
 * For how many seconds the oldest event that the subscription furthest behind has not been searched for has stood in
 * the log; NaN when PostgreSQL cannot tell.
 */
export async function subscriptionLagSeconds(context: ServiceContext): Promise<number> {
  const { storage, now } = context;
  const from = furthestBehind(context);
  const upTo = storage.committedPosition();
  if (from >= upTo) return 0;
  const next = await nextAfter(storage, from, upTo);
  if (next instanceof Error) return Number.NaN;
  if (next === undefined) return 0;
  const age = now() - Number(next.createdTicks / TICKS_PER_MS);
  return Math.max(age, 0) / MILLISECONDS;
}

async function nextAfter(
  storage: EventStorage,
  from: bigint,
  upTo: bigint,
): Promise<RecordedEvent | undefined | Error> {
  const recent = storage.recentAfter(from);
  if (recent !== undefined) return recent[0];
  const page = await answerOf(storage.logPage({ direction: 'forwards', from, upTo, limit: 1 }));
  return page instanceof Error ? page : page.events[0];
}

/** The end of the log, where nobody is behind it. */
function furthestBehind({ storage, subscriptions }: ServiceContext): bigint {
  let lowest = storage.committedPosition();
  for (const subscription of subscriptions) {
    const position = subscription.position();
    if (position < lowest) lowest = position;
  }
  return lowest;
}

/** What PostgreSQL answers, or why it does not. */
async function answerOf<T>(answer: Promise<T>): Promise<T | Error> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Error>((resolve) => {
    const error = new Error(`PostgreSQL did not answer within ${ANSWER_MS_MAX} ms.`);
    timer = setTimeout(resolve, ANSWER_MS_MAX, error);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } catch (error) {
    return error instanceof Error ? error : new Error('PostgreSQL refused to answer.');
  } finally {
    clearTimeout(timer);
  }
}
