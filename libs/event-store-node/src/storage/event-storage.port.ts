/** An event as a client sent it; its bytes are kept as they came. */
export type ProposedEvent = Readonly<{
  id: string;
  type: string;
  isJson: boolean;
  data: Uint8Array;
  metadata: Uint8Array;
}>;

/** An event of the log. `createdTicks` counts 100 ns from the Unix epoch. */
export type RecordedEvent = ProposedEvent &
  Readonly<{ position: bigint; stream: string; revision: bigint; createdTicks: bigint }>;

export type ExpectedRevision =
  | Readonly<{ kind: 'any' }>
  | Readonly<{ kind: 'noStream' }>
  | Readonly<{ kind: 'streamExists' }>
  | Readonly<{ kind: 'revision'; revision: bigint }>;

export type AppendRequest = Readonly<{
  stream: string;
  expected: ExpectedRevision;
  events: readonly ProposedEvent[];
}>;

/** `revision` and `current` are undefined where the stream does not exist. */
export type AppendOutcome =
  | Readonly<{ kind: 'appended'; revision: bigint | undefined; position: bigint }>
  | Readonly<{ kind: 'conflict'; current: bigint | undefined }>;

/** Up to `limit` events of one stream, starting with revision `from`, none later in the log than `upTo`. */
export type StreamPageRequest = Readonly<{
  stream: string;
  direction: 'forwards' | 'backwards';
  from: bigint;
  upTo: bigint;
  limit: number;
}>;

/** Up to `limit` events of the log: after `from` (forwards) or before it (backwards), none later than `upTo`. */
export type LogPageRequest = Readonly<{
  direction: 'forwards' | 'backwards';
  from: bigint;
  upTo: bigint;
  limit: number;
}>;

/** Events of a request: `isLast` when it has no more. A page ends with the event that fills `PAGE_BYTES_MAX`. */
export type EventPage = Readonly<{ events: readonly RecordedEvent[]; isLast: boolean }>;

/** What the data and metadata of a page's events take, its last event not counted. */
export const PAGE_BYTES_MAX = 1024 * 1024;

/** The lowest position a reader may name: before every event. */
export const LOG_START = 0n;

/** The log as the protocol sees it. Everything it answers is committed. */
export abstract class EventStorage {
  /** Resolves when the events are durable; rejects with `StorageLost` or `StorageRefused`. */
  abstract append(request: AppendRequest): Promise<AppendOutcome>;
  /** The revision of a stream's last event, or undefined when it has none. */
  abstract headOf(stream: string): Promise<bigint | undefined>;
  abstract streamPage(request: StreamPageRequest): Promise<EventPage>;
  abstract logPage(request: LogPageRequest): Promise<EventPage>;
  /** Resolves when the database answers, whatever reads are waiting for it. */
  abstract answers(): Promise<void>;
  /** Whether a committed event stands at this position. */
  abstract hasEventAt(position: bigint): Promise<boolean>;
  /** The position of the last committed event; `LOG_START` when there is none. */
  abstract committedPosition(): bigint;
  /** Events committed after a position, the next ones of them, when they are still at hand in memory. */
  abstract recentAfter(position: bigint): readonly RecordedEvent[] | undefined;
  /** Appends that wait to be written, and their bytes. */
  abstract waiting(): Readonly<{ appends: number; bytes: number }>;
  /** Calls back after each commit until the returned function is called. */
  abstract onCommit(listener: () => void): () => void;
}

/** The connection that may write is gone: whether a pending append was committed is unknown. */
export class StorageLost extends Error {}

/** The database refused, or too much waits already; nothing was written. */
export class StorageRefused extends Error {}

/** The node is stopping; nothing of this append was written. */
export class StorageClosed extends StorageRefused {}
