import { type LoggedEvent, type StreamName, subjectOf } from '#event-log';
import { type Instant } from '#ledger-core';

const BIGGEST_MAX = 10;

/** What was counted of some of the events. Instants are of the store's machine. */
export interface Count {
  events: number;
  bytes: number;
  streams: number;
  first: Instant | undefined;
  last: Instant | undefined;
}

/**
 * What was counted of a log so far. It takes as much room for a long log as for a short one: streams are counted by
 * their first events, and the number of a stream's event says how long it is.
 */
export interface LogTally {
  readonly all: Count;
  readonly types: Map<string, Count>;
  readonly kinds: Map<string, Count>;
  /** Streams with the most events, and how many they have. */
  readonly biggest: Map<StreamName, bigint>;
  unreadable: number;
  position: bigint | undefined;
}

function nothing(): Count {
  return { events: 0, bytes: 0, streams: 0, first: undefined, last: undefined };
}

/** Nothing counted yet. */
export function emptyLogTally(): LogTally {
  return {
    all: nothing(),
    types: new Map(),
    kinds: new Map(),
    biggest: new Map(),
    unreadable: 0,
    position: undefined,
  };
}

function of(counts: Map<string, Count>, name: string): Count {
  const found = counts.get(name) ?? nothing();
  counts.set(name, found);
  return found;
}

/** Of data and metadata, as they were written; of an event whose frame cannot be read that is not known. */
function bytesOf(event: LoggedEvent): number {
  if (event.kind === 'unreadable') return 0;
  const texts = [JSON.stringify(event.data), JSON.stringify(event.metadata)];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function noteLength({ biggest }: LogTally, stream: StreamName, events: bigint): void {
  if (!biggest.has(stream) && biggest.size === BIGGEST_MAX) {
    const [smallest, least] = [...biggest].reduce((one, other) =>
      other[1] < one[1] ? other : one,
    );
    if (events <= least) return;
    biggest.delete(smallest);
  }
  biggest.set(stream, events);
}

/** Counts one event more. */
export function countEvent(tally: LogTally, event: LoggedEvent): void {
  const { stream, revision, created } = event;
  const bytes = bytesOf(event);
  const counts = [tally.all, of(tally.types, event.type), of(tally.kinds, subjectOf(stream).kind)];
  for (const count of counts) {
    count.events += 1;
    count.bytes += bytes;
    if (revision === 0n) count.streams += 1;
    if (count.first === undefined || created < count.first) count.first = created;
    if (count.last === undefined || created > count.last) count.last = created;
  }
  if (event.kind === 'unreadable') tally.unreadable += 1;
  tally.position = event.position;
  noteLength(tally, stream, revision + 1n);
}
