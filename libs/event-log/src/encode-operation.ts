import { type Day, type Instant } from '#ledger-core';
import { type ChainLink } from './chain-link';
import { chainStart, nextLink } from './chain';
import { type CommandHash } from './command-hash';
import { type EncodedEvent } from './event-log.port';
import { type Actor, type UnchainedMetadata } from './event-metadata';
import { type CommandId, eventId } from './ids';
import { type StreamName } from './stream-names';

/** An event as plain JSON, with the version of its form. */
export type PlainEvent = Readonly<{
  type: string;
  schema: number;
  data: Readonly<Record<string, unknown>>;
}>;

/** One operation: everything one command writes, in one append. */
export type Operation = Readonly<{
  stream: StreamName;
  commandId: CommandId;
  commandHash: CommandHash;
  actor: Actor;
  effectiveOn: Day;
  recordedAt: Instant;
  correlationId: string;
  causationId: string;
  events: readonly PlainEvent[];
  /** The link of the stream's last event. */
  previousChain: ChainLink | 'empty';
}>;

export type EncodedOperation =
  | Readonly<{
      outcome: 'encoded';
      events: readonly EncodedEvent[];
      bytes: number;
      /** The link of the last event, to which the next operation is chained. */
      chain: ChainLink;
    }>
  | Readonly<{ outcome: 'tooLarge'; bytes: number; bytesMax: number }>;

/** The most bytes of one operation; the store's own limit is above it, so that it is never met by surprise. */
export const APPEND_BYTES_MAX = 900_000;

/**
 * Gives the events of one operation their ids, metadata, links and sizes. The same operation encodes to the same
 * bytes. @throws RangeError for an operation without events.
 */
export function encodeOperation(operation: Operation): EncodedOperation {
  if (operation.events.length === 0) throw new RangeError('An operation without events');
  let chain =
    operation.previousChain === 'empty' ? chainStart(operation.stream) : operation.previousChain;
  let bytes = 0;
  const events = operation.events.map((event, index) => {
    const encoded = placed(operation, event, index, chain);
    chain = encoded.metadata.chain;
    bytes += encoded.bytes;
    return encoded;
  });
  if (bytes > APPEND_BYTES_MAX) return { outcome: 'tooLarge', bytes, bytesMax: APPEND_BYTES_MAX };
  return { outcome: 'encoded', events, bytes, chain };
}

/** What an event takes of the limit on an append: EventStoreDB counts its data, its metadata and its type twice. */
export function encodedBytes({
  type,
  data,
  metadata,
}: Pick<EncodedEvent, 'type' | 'data' | 'metadata'>): number {
  const texts = [type, type, JSON.stringify(data), JSON.stringify(metadata)];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text, 'utf8'), 0);
}

function placed(
  operation: Operation,
  { type, schema, data }: PlainEvent,
  index: number,
  previous: ChainLink,
): EncodedEvent {
  const unchained = metadataOf(operation, schema, index);
  const metadata = { ...unchained, chain: nextLink(previous, { type, data, metadata: unchained }) };
  const bytes = encodedBytes({ type, data, metadata });
  return { id: eventId(operation.commandId, index), type, data, metadata, bytes };
}

function metadataOf(operation: Operation, schema: number, index: number): UnchainedMetadata {
  return {
    commandId: operation.commandId,
    index,
    size: operation.events.length,
    ...(index === 0 ? { commandHash: operation.commandHash } : {}),
    actor: operation.actor,
    effectiveOn: operation.effectiveOn,
    recordedAt: operation.recordedAt,
    schema,
    $correlationId: operation.correlationId,
    $causationId: operation.causationId,
  };
}
