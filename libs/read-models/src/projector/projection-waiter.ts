import { Client } from 'pg';
import { type CommandId } from '#event-log';
import { operationOfCommand, type OperationView } from '../operation/operation.query';
import { CHECKPOINT_NAME, type ParkedRow } from '../projection/projection.query';
import { type Reader } from '../schema/rows';
import { textTypes } from '../schema/text-types';
import { PARKED_CHANNEL } from '../projection/park';
import { type ParkedBoard, parkedBoard } from './parked-board';
import { pause } from './pause';
import { PROJECTED_CHANNEL } from './projector-connection';

const RECONNECT_MILLISECONDS_MIN = 50;
const RECONNECT_MILLISECONDS_MAX = 2_000;

/** Tells callers when the tables have come as far as they need. One connection serves all of a process. */
export type ProjectionWaiter = Readonly<{
  /** Whether the tables hold the log up to a position, at the latest after `timeoutMilliseconds`. */
  waitFor: (position: bigint, timeoutMilliseconds: number) => Promise<boolean>;
  /** The operation of a command as soon as it is in the tables; undefined after `timeoutMilliseconds`. */
  waitForOperation: (
    command: CommandId,
    timeoutMilliseconds: number,
  ) => Promise<OperationView | undefined>;
  /** The position last heard of; -1 before the first. */
  position: () => bigint;
  /** Which streams are parked, as last heard. */
  parked: ParkedBoard;
  /** Ends every wait, and listens no more. */
  close: () => Promise<void>;
}>;

export type WaiterSettings = Readonly<{
  databaseUrl: string;
  /** Reads operations. */
  reader: Reader;
  /** Told when the connection was lost; it is made again by itself. */
  onInterruption?: (error: unknown) => void;
}>;

/** Starts to listen. Usable at once, also while the database cannot be reached. */
export function openProjectionWaiter(settings: WaiterSettings): ProjectionWaiter {
  const closing = new AbortController();
  const parked = parkedBoard();
  const board: Board = { position: -1n, watchers: new Set(), closing: closing.signal, parked };
  const listening = listenUntilClosed(settings, board);
  return {
    waitFor: async (position, milliseconds) => {
      const reached = (): true | undefined => (board.position >= position ? true : undefined);
      return (await watched(board, milliseconds, () => Promise.resolve(reached()))) === true;
    },
    waitForOperation: (command, milliseconds) =>
      watched(board, milliseconds, () => operationOfCommand(settings.reader, command)),
    position: () => board.position,
    parked,
    close: async () => {
      closing.abort();
      lookAgain(board);
      await listening;
    },
  };
}

/** The position last heard of, and who looks again when it changes. */
type Board = {
  position: bigint;
  readonly watchers: Set<() => void>;
  readonly closing: AbortSignal;
  readonly parked: ReturnType<typeof parkedBoard>;
};

function heard(board: Board, position: bigint): void {
  board.position = position;
  lookAgain(board);
}

function lookAgain({ watchers }: Board): void {
  for (const look of [...watchers]) look();
}

/** Asks now and after each change of the board until there is an answer or the time is over. */
async function watched<Answer>(
  board: Board,
  milliseconds: number,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const watch = { over: false, look: (): void => undefined };
  const wake = (): void => {
    watch.look();
  };
  const timer = setTimeout(() => {
    watch.over = true;
    wake();
  }, milliseconds);
  board.watchers.add(wake);
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        watch.look = resolve;
      });
      const last = watch.over || board.closing.aborted;
      const answer = await ask();
      if (answer !== undefined || last) return answer;
      await changed;
    }
  } finally {
    clearTimeout(timer);
    board.watchers.delete(wake);
  }
}

async function listenUntilClosed(settings: WaiterSettings, board: Board): Promise<void> {
  const { closing } = board;
  let wait = RECONNECT_MILLISECONDS_MIN;
  while (!closing.aborted) {
    try {
      await listen(settings.databaseUrl, board, () => {
        wait = RECONNECT_MILLISECONDS_MIN;
      });
    } catch (error) {
      settings.onInterruption?.(error);
      await pause(wait, closing);
      wait = Math.min(wait * 2, RECONNECT_MILLISECONDS_MAX);
    }
  }
}

async function listen(url: string, board: Board, connected: () => void): Promise<void> {
  const client = new Client({
    connectionString: url,
    types: textTypes,
    keepAlive: true,
    application_name: 'ledger waiter',
  });
  const ended = untilEnded(client, board.closing);
  try {
    await client.connect();
    await hearFrom(client, board);
    connected();
    await ended;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Resolves when this side closes; rejects when the other did. */
function untilEnded(client: Client, closing: AbortSignal): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('end', () => {
      reject(new Error('The connection to the database ended'));
    });
    const close = (): void => {
      resolve();
    };
    closing.addEventListener('abort', close, { once: true });
  });
  ended.catch(() => undefined);
  return ended;
}

/** Listens first and then reads what was notified while nobody did; what is notified in between is newer. */
async function hearFrom(client: Client, board: Board): Promise<void> {
  const news = { came: false };
  client.on('notification', ({ channel, payload }) => {
    if (channel === PARKED_CHANNEL) {
      // A connection that fails here is lost, and the next one asks again.
      renewParked(client, board).catch(() => undefined);
      return;
    }
    news.came = true;
    if (payload !== undefined) heard(board, BigInt(payload));
  });
  await client.query(`listen ${PROJECTED_CHANNEL}`);
  await client.query(`listen ${PARKED_CHANNEL}`);
  await renewParked(client, board);
  const { rows } = await client.query<{ position: string }>(
    'select position from checkpoint where name = $1',
    [CHECKPOINT_NAME],
  );
  if (!news.came) heard(board, BigInt(rows[0]?.position ?? -1));
}

function renewParked(client: Client, { parked }: Board): Promise<void> {
  return parked.renew(async (statement) => (await client.query<ParkedRow>(statement)).rows);
}
