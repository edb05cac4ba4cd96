import { type EventLog, LEDGER_STREAM_PREFIXES } from '#event-log';
import { boundedQueue, type BoundedQueue } from './bounded-queue';
import { type Gathered } from './gather-operations';
import { pause } from './pause';
import {
  becameActive,
  type Checkpoint,
  checkpointOf,
  connect,
  type Connection,
} from './projector-connection';
import { operationsOf } from './read-operations';
import { assertSameLog, CheckpointMismatch } from './same-log';
import { writeBatch } from './write-batch';

/** Events in one transaction while catching up, and events read ahead of it. One operation may be larger. */
const BATCH_EVENTS_MAX = 2_000;
const READ_AHEAD_EVENTS_MAX = 8_000;

const RETRY_MILLISECONDS_MIN = 100;
const RETRY_MILLISECONDS_MAX = 5_000;
const STANDBY_POLL_MILLISECONDS = 250;

export type ProjectorLog = Readonly<{
  info: (details: object, message: string) => void;
  warn: (details: object, message: string) => void;
  error: (details: object, message: string) => void;
}>;

export type ProjectorSettings = Readonly<{
  /** A migrated database. */
  databaseUrl: string;
  eventLog: EventLog;
  log: ProjectorLog;
  /** Told whenever this one begins to write: not while it stands by. */
  onActive?: () => void;
}>;

export type RunningProjector = Readonly<{
  /** Resolves after `stop`; rejects when it must not go on. @throws CheckpointMismatch */
  finished: Promise<void>;
  /** Ends after the transaction under way. */
  stop: () => Promise<void>;
}>;

/**
 * Writes the log into the tables for as long as it runs. It reconnects by itself; of several on one database
 * one is active and the others stand by.
 */
export function startProjector(settings: ProjectorSettings): RunningProjector {
  const stopping = new AbortController();
  const finished = runUntilStopped(settings, stopping.signal);
  return {
    finished,
    stop: async () => {
      stopping.abort();
      await finished.catch(() => undefined);
    },
  };
}

async function runUntilStopped(settings: ProjectorSettings, stopping: AbortSignal): Promise<void> {
  let wait = RETRY_MILLISECONDS_MIN;
  while (!stopping.aborted) {
    try {
      await runOnce(settings, stopping, () => {
        wait = RETRY_MILLISECONDS_MIN;
      });
    } catch (error) {
      if (error instanceof CheckpointMismatch) throw error;
      settings.log.warn({ err: error, milliseconds: wait }, 'projection interrupted; trying again');
      await pause(wait, stopping);
      wait = Math.min(wait * 2, RETRY_MILLISECONDS_MAX);
    }
  }
}

async function runOnce(
  settings: ProjectorSettings,
  stopping: AbortSignal,
  progressed: () => void,
): Promise<void> {
  const connection = await connect(settings.databaseUrl);
  try {
    await untilActive(connection, settings.log, stopping);
    if (stopping.aborted) return;
    const checkpoint = await checkpointOf(connection);
    if (checkpoint !== undefined) await assertSameLog(settings.eventLog, checkpoint);
    settings.log.info({ after: String(checkpoint?.position ?? 'start') }, 'projecting');
    settings.onActive?.();
    await follow({ settings, connection, stopping, progressed }, checkpoint);
  } finally {
    await connection.end().catch(() => undefined);
  }
}

async function untilActive(
  connection: Connection,
  log: ProjectorLog,
  stopping: AbortSignal,
): Promise<void> {
  for (let first = true; !stopping.aborted; first = false) {
    if (await becameActive(connection)) return;
    if (first) log.info({}, 'another projector is active; standing by');
    await pause(STANDBY_POLL_MILLISECONDS, stopping);
  }
}

type Run = Readonly<{
  settings: ProjectorSettings;
  connection: Connection;
  stopping: AbortSignal;
  progressed: () => void;
}>;

type Queued = Gathered | Readonly<{ kind: 'caughtUp' }>;

/** Reads ahead and writes at the same time, so that batches are as large as the backlog and live ones as small. */
async function follow(run: Run, checkpoint: Checkpoint | undefined): Promise<void> {
  const { settings, connection, stopping } = run;
  const queue = boundedQueue<Queued>(READ_AHEAD_EVENTS_MAX, weightOf);
  const after = checkpoint?.position ?? 'start';
  const subscription = settings.eventLog.subscribeToAll({
    after,
    prefixes: LEDGER_STREAM_PREFIXES,
  });
  const stop = (): void => {
    queue.close();
  };
  stopping.addEventListener('abort', stop);
  const { eventLog } = settings;
  const reading = readInto(queue, operationsOf({ eventLog, messages: subscription, stopping }));
  const writing = writeFrom(queue, run);
  try {
    const lost = connection.lost.then((error) => Promise.reject(error));
    await Promise.race([reading, writing, lost]);
    if (!stopping.aborted) throw new Error('The subscription to the log ended');
  } finally {
    stopping.removeEventListener('abort', stop);
    queue.close();
    await subscription.stop();
    await Promise.allSettled([reading, writing]);
  }
}

async function readInto(
  queue: BoundedQueue<Queued>,
  operations: AsyncIterable<Queued>,
): Promise<void> {
  for await (const each of operations) await queue.put(each);
}

async function writeFrom(queue: BoundedQueue<Queued>, run: Run): Promise<void> {
  const {
    connection,
    settings: { log },
  } = run;
  const writer = {
    connection,
    parked: ({ stream, revision, why }: { stream: string; revision: bigint; why: string }) => {
      log.error({ stream, revision: String(revision), why }, 'stream parked');
    },
  };
  for (;;) {
    const taken = await queue.take(BATCH_EVENTS_MAX);
    if (taken.length === 0) return;
    const batch = taken.filter((each) => each.kind !== 'caughtUp');
    if (batch.length > 0) await writeBatch(writer, batch);
    if (batch.length < taken.length) log.info({}, 'the tables hold the whole log');
    run.progressed();
  }
}

function weightOf(item: Queued): number {
  return item.kind === 'operation' ? item.events.length : 1;
}
