import { Calendar } from '#ledger-core';
import { type LoggedEvent } from './event-log.port';
import { parseMetadata } from './event-metadata';
import { recordedEventId } from './ids';
import { recordedStreamName } from './stream-names';

/** An event as a store hands it out, before anything of it is trusted. */
export type StoredEvent = Readonly<{
  stream: string;
  revision: bigint;
  position: bigint;
  id: string;
  type: string;
  created: Date;
  isJson: boolean;
  data: unknown;
  metadata: unknown;
}>;

/** Reads the frame of a stored event. It never throws for what stands in the log. */
export function loggedEvent(stored: StoredEvent): LoggedEvent {
  const place = {
    stream: recordedStreamName(stored.stream),
    revision: stored.revision,
    position: stored.position,
    id: recordedEventId(stored.id),
    type: stored.type,
    created: Calendar.instant(stored.created.toISOString()),
  };
  if (!stored.isJson) return { kind: 'unreadable', ...place, why: 'data: not JSON' };
  const parsed = parseMetadata(stored.metadata);
  if (parsed.outcome === 'unreadable') return { kind: 'unreadable', ...place, why: parsed.why };
  return { kind: 'recorded', ...place, data: stored.data, metadata: parsed.metadata };
}
