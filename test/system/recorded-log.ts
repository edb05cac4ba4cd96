import { type AllStreamRecordedEvent, EventStoreDBClient } from '@eventstore/db-client';
import {
  decodeEvent,
  type EventMetadata,
  type LedgerEvent,
  parseMetadata,
  recordedEventId,
  recordedStreamName,
  type StreamName,
} from '#event-log';
import { Calendar } from '#ledger-core';

/** An event of the log with what its codec makes of it. */
export type Recorded = Readonly<{
  stream: StreamName;
  revision: bigint;
  position: bigint;
  id: string;
  type: string;
  /** As it stands, before a codec. */
  data: unknown;
  metadata: EventMetadata;
  event: LedgerEvent;
}>;

/** One append: its events in their order, event 0 first. */
export type Appended = Readonly<{
  stream: StreamName;
  commandId: string;
  events: readonly Recorded[];
}>;

/** The whole log, read with the official client alone. @throws when an event cannot be read or the two ways to read it differ. */
export async function recordedLog(connectionString: string): Promise<readonly Recorded[]> {
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    const all: Recorded[] = [];
    for await (const { event } of client.readAll())
      if (event !== undefined && !event.type.startsWith('$')) all.push(recorded(event));
    for (const [stream, events] of byStream(all)) await assertSameIn(client, stream, events);
    return all;
  } finally {
    await client.dispose();
  }
}

/** The events of each stream, in the order in which they were given. */
export function byStream(log: readonly Recorded[]): ReadonlyMap<StreamName, readonly Recorded[]> {
  const streams = new Map<StreamName, Recorded[]>();
  for (const each of log) {
    const events = streams.get(each.stream) ?? [];
    events.push(each);
    streams.set(each.stream, events);
  }
  return streams;
}

/** Each stream cut wherever the command changes. */
export function appendsIn(log: readonly Recorded[]): readonly Appended[] {
  const appends: { stream: StreamName; commandId: string; events: Recorded[] }[] = [];
  for (const [stream, events] of byStream(log))
    for (const event of events) {
      const { commandId, index } = event.metadata;
      const last = appends.at(-1);
      if (last?.stream === stream && last.commandId === commandId && index > 0)
        last.events.push(event);
      else appends.push({ stream, commandId, events: [event] });
    }
  return appends;
}

function recorded(found: AllStreamRecordedEvent): Recorded {
  const { revision, type, data, position, id } = found;
  const stream = recordedStreamName(found.streamId);
  const where = `${stream}@${revision}`;
  const parsed = parseMetadata(found.metadata);
  if (parsed.outcome === 'unreadable') throw new Error(`${where}: ${parsed.why}`);
  const { metadata } = parsed;
  const place = { stream, revision, position: position.commit, id, type, data, metadata };
  const decoded = decodeEvent({
    ...{ kind: 'recorded', ...place, id: recordedEventId(id) },
    created: Calendar.instant(found.created.toISOString()),
  });
  if (decoded.outcome === 'unreadable') throw new Error(`${where}: ${decoded.why}`);
  return { ...place, event: decoded.event };
}

async function assertSameIn(
  client: EventStoreDBClient,
  stream: StreamName,
  events: readonly Recorded[],
): Promise<void> {
  const ids: string[] = [];
  for await (const { event } of client.readStream(stream))
    if (event !== undefined) ids.push(event.id);
  if (ids.join() !== events.map(({ id }) => id).join())
    throw new Error(`${stream} by itself has other events than in $all`);
}
