/** An event as a log holds it, its bytes untouched. `createdTicks` counts 100 ns from the Unix epoch. */
export type TransferredEvent = Readonly<{
  stream: string;
  revision: bigint;
  id: string;
  type: string;
  isJson: boolean;
  createdTicks: bigint;
  data: Uint8Array;
  metadata: Uint8Array;
}>;

/** Events in the order of a log, some at a time. System events (names of streams that begin with `$`) are not among them. */
export type EventPages = AsyncIterable<readonly TransferredEvent[]>;

/** What events come from: an event store, or a backup of one. */
export type EventSource = Readonly<{
  /** As a person knows it: an address without its password, or a file. */
  name: string;
  /** From the first event to the one that was the last when it was asked. */
  pages: () => EventPages;
  /** How much of it the latest `pages` have handed out, from 0 to 1, where that can be told. */
  share?: () => number;
}>;

/** What events go to. It gives them the same streams, revisions, ids and order, and instants and positions of its own. */
export type EventTarget = EventSource &
  Readonly<{
    /** Resolves when they are durable. Appending what is there already changes nothing. */
    append: (events: readonly TransferredEvent[]) => Promise<void>;
  }>;
