import { type Instant } from '#ledger-core';
import { type EventMetadata } from './event-metadata';
import { type EventId } from './ids';
import { type StreamName } from './stream-names';

/** The number of a stream's last event, or that it has none. The log refuses an append made at any other. */
export type Revision = bigint | 'empty';

/** An event's place in the order of the whole log. Places are sparse: only their order means something. */
export type Position = bigint;

/** An event ready to be written. `bytes` is what it takes of the limit on an append. */
export type EncodedEvent = Readonly<{
  id: EventId;
  type: string;
  data: Readonly<Record<string, unknown>>;
  metadata: EventMetadata;
  bytes: number;
}>;

type Place = Readonly<{
  stream: StreamName;
  revision: bigint;
  position: Position;
  id: EventId;
  type: string;
  /** Machine time, given by the store. */
  created: Instant;
}>;

/** An event as it stands in the log. Its data are outside input until a codec has parsed them. */
export type RecordedEvent = Place &
  Readonly<{ kind: 'recorded'; data: unknown; metadata: EventMetadata }>;

/** An event whose frame cannot be read. It is delivered in its place, so that its stream alone can be parked. */
export type UnreadableEvent = Place & Readonly<{ kind: 'unreadable'; why: string }>;

export type LoggedEvent = RecordedEvent | UnreadableEvent;

export type AppendOutcome =
  | Readonly<{ outcome: 'appended'; revision: bigint; position: Position }>
  /** Others wrote first: nothing was written. */
  | Readonly<{ outcome: 'conflict' }>
  /** It may stand or not. Send the same events at the same revision again, or read; never decide again unread. */
  | Readonly<{ outcome: 'unanswered'; cause: unknown }>
  /** More bytes than the store takes in one append: nothing was written. */
  | Readonly<{ outcome: 'tooLarge' }>
  /** The store will not take it (access, a deleted stream): nothing was written. */
  | Readonly<{ outcome: 'refused'; cause: unknown }>;

export type LogMessage =
  | Readonly<{ kind: 'event'; event: LoggedEvent }>
  /** All that stood in the log has been delivered; what follows is new. */
  | Readonly<{ kind: 'caughtUp' }>
  /** Nothing asked for stands between the last event and here: a place to start from again. */
  | Readonly<{ kind: 'checkpoint'; position: Position }>;

/** Ends when stopped; fails with `EventLogUnavailable` when the log is lost, and is then to be made anew. */
export type LogSubscription = AsyncIterable<LogMessage> & Readonly<{ stop(): Promise<void> }>;

export type SubscriptionStart = Readonly<{
  after: Position | 'start';
  /** Beginnings of the stream names wanted. */
  prefixes: readonly string[];
}>;

/** The most bytes the store takes in one append, over all its events. */
export const STORE_APPEND_BYTES_MAX = 1_048_576;

/** How many events, the store's own among them, are looked through from the head for one of the ledger's. */
export const HEAD_SEARCH_MAX = 4_096;

/** The log could not be read. Nothing is known of what stands in it; the same read may be tried again. */
export class EventLogUnavailable extends Error {
  override readonly name = 'EventLogUnavailable';
}

/** The truth of the ledger: streams of events that are only ever appended to. */
export abstract class EventLog {
  /** The events after a revision, in order, to the head of the moment. A stream that does not exist has none. */
  abstract readStream(stream: StreamName, after: Revision): AsyncIterable<LoggedEvent>;

  /**
   * Writes all events or none, if the stream stands at `expected`. The same events (by their ids) at the same
   * revision again answer as the first time and write nothing. Answers within a bounded time.
   */
  abstract append(
    stream: StreamName,
    events: readonly EncodedEvent[],
    expected: Revision,
  ): Promise<AppendOutcome>;

  /** All events of the streams asked for after a position, in the order of the log, and then what is written. */
  abstract subscribeToAll(start: SubscriptionStart): LogSubscription;

  /** The event at exactly this position; undefined where none stands, as in another log. */
  abstract eventAt(position: Position): Promise<LoggedEvent | undefined>;

  /** The last position of the log, whatever stands there; undefined for a log without events. */
  abstract head(): Promise<Position | undefined>;

  /**
   * The position of the last event of the streams asked for (by the beginnings of their names); undefined when none of
   * them stands among the last `HEAD_SEARCH_MAX` events of the log.
   */
  abstract headOf(prefixes: readonly string[]): Promise<Position | undefined>;

  /** Ends all subscriptions and lets go of the connection. */
  abstract close(): Promise<void>;
}
