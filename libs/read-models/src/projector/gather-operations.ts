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
export function operationGatherer(): (event: LoggedEvent) => Gathered | undefined {
  const open: Open = new Map();
  return (event) => {
    const gathered = gather(open, event);
    if (gathered === undefined || open.size > 0) return gathered;
    return { ...gathered, through: { position: event.position, eventId: event.id } };
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

/** The stream of an event that cannot be projected, and why. */
export function broken({ stream, revision, id }: LoggedEvent, why: string): BrokenStream {
  return { kind: 'broken', stream, revision, eventId: id, why };
}

/** The last event of an operation: where its stream and the log stand after it. */
export function lastOf({ events }: WholeOperation): RecordedEvent {
  return events.at(-1) ?? events[0];
}
