/** How an append ended, for whoever counts. */
export type AppendEnd = 'appended' | 'conflict' | 'refused' | 'timedOut' | 'unanswered';

/** One group of appends that PostgreSQL flushed together. Times in milliseconds. */
export type GroupWritten = Readonly<{
  appends: number;
  events: number;
  bytes: number;
  milliseconds: number;
}>;

/** Hears what a node does. Called where it is busiest: an observer is quick and never throws. */
export type NodeObserver = Readonly<{
  /** An append was answered, so long after its last message came; `unanswered` when its caller has no word of it. */
  appendEnded: (end: AppendEnd, milliseconds: number) => void;
  groupWritten: (group: GroupWritten) => void;
  /** Events were handed to the connection of a reader or of a subscriber. */
  eventsSent: (to: 'reader' | 'subscriber', count: number) => void;
  /** A read of a stream or of the log ended with this gRPC status, such as `OK`. */
  readEnded: (status: string, milliseconds: number) => void;
  /** A subscription ended with this gRPC status. */
  subscriptionEnded: (status: string) => void;
  /** A call was refused for who made it. */
  callDenied: () => void;
}>;

export const UNOBSERVED: NodeObserver = {
  appendEnded: () => undefined,
  groupWritten: () => undefined,
  eventsSent: () => undefined,
  readEnded: () => undefined,
  subscriptionEnded: () => undefined,
  callDenied: () => undefined,
};

/** A subscription as it stands: whoever asks sees how far behind the log it is. */
export type OpenSubscription = Readonly<{
  source: 'stream' | 'log';
  /** The log is searched for it up to here. */
  position: () => bigint;
}>;
