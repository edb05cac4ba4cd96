import { type EventId, type LoggedEvent, type RecordedEvent, type StreamName } from '#event-log';

/** Where the tables would stand when all up to here is written. */
export type Through = Readonly<{ position: bigint; eventId: EventId }>;

/** All that one command wrote, in its order. */
export type WholeOperation = Readonly<{
  kind: 'operation';
  stream: StreamName;
  events: readonly [RecordedEvent, ...RecordedEvent[]];
  /** Absent while an operation that began earlier is not whole: the checkpoint must not pass it. */
  through?: Through;
}>;

/** A stream that cannot be read past an event. */
export type BrokenStream = Readonly<{
  kind: 'broken';
  stream: StreamName;
  revision: bigint;
  eventId: EventId;
  why: string;
  through?: Through;
}>;

export type Gathered = WholeOperation | BrokenStream;

type Unfinished = readonly [RecordedEvent, ...RecordedEvent[]];
type Open = Map<StreamName, Unfinished>;

/** Puts the events of the log together into whole operations, by stream and command. */
export type Gatherer = Readonly<{
  /** What an event ends: an operation that is whole, or a stream that cannot be read past it. */
  gather: (event: LoggedEvent) => Gathered | undefined;
  /** The last event so far of each operation that is not whole. */
  unfinished: () => readonly RecordedEvent[];
  /** Gives an operation up whose other events stand nowhere: its stream breaks where it began. */
  cutOff: (stream: StreamName) => BrokenStream | undefined;
}>;

/** A gatherer to which no event has come yet. */
export function operationGatherer(): Gatherer {
  const open: Open = new Map();
  let last: LoggedEvent | undefined;
  const placed = <Each extends Gathered>(gathered: Each | undefined): Each | undefined => {
    if (gathered === undefined || last === undefined || open.size > 0) return gathered;
    return { ...gathered, through: { position: last.position, eventId: last.id } };
  };
  return {
    gather: (event) => {
      last = event;
      return placed(gather(open, event));
    },
    unfinished: () => [...open.values()].map((events) => events.at(-1) ?? events[0]),
    cutOff: (stream) => placed(cutOff(open, stream)),
  };
}

function gather(open: Open, event: LoggedEvent): Gathered | undefined {
  const before = open.get(event.stream);
  open.delete(event.stream);
  if (event.kind === 'unreadable') return broken(event, event.why);
  const { commandId, index, size } = event.metadata;
  const expected = before === undefined ? 0 : before.length;
  if (index !== expected)
    return broken(event, `Event ${index} of a command where ${expected} is due`);
  if (before !== undefined && before[0].metadata.commandId !== commandId)
    return broken(event, `Command ${commandId} begins before the one before it is whole`);
  const events: Unfinished = before === undefined ? [event] : [...before, event];
  if (events.length === size) return { kind: 'operation', stream: event.stream, events };
  open.set(event.stream, events);
  return undefined;
}

function cutOff(open: Open, stream: StreamName): BrokenStream | undefined {
  const events = open.get(stream);
  open.delete(stream);
  if (events === undefined) return undefined;
  const [first] = events;
  return broken(
    first,
    `The operation that begins here has ${events.length} of its ${first.metadata.size} events`,
  );
}

/** The stream of an event that cannot be projected, and why. */
export function broken({ stream, revision, id }: LoggedEvent, why: string): BrokenStream {
  return { kind: 'broken', stream, revision, eventId: id, why };
}

/** The last event of an operation: where its stream and the log stand after it. */
export function lastOf({ events }: WholeOperation): RecordedEvent {
  return events.at(-1) ?? events[0];
}
