import { createHash } from 'node:crypto';
import {
  type AppendExpectedRevision,
  binaryEvent,
  type EventData,
  jsonEvent,
  NO_STREAM,
} from '@eventstore/db-client';

/** One append, as it is sent any number of times. */
export type SentAppend = Readonly<{
  stream: string;
  expectedRevision: AppendExpectedRevision;
  ids: readonly string[];
}>;

/** Where an append's last event stands. */
export type Place = Readonly<{ revision: bigint; position: bigint }>;

export type Answer =
  | (Readonly<{ kind: 'acknowledged' }> & Place)
  /** The stream is at another revision. */
  | Readonly<{ kind: 'refused' }>
  /** Whether it was written is unknown. */
  | Readonly<{ kind: 'unanswered'; why: string }>;

export type Content = Readonly<{ type: string; isJson: boolean; data: string; metadata: string }>;

/** An event as somebody was shown it. */
export type ShownEvent = Content &
  Readonly<{ id: string; stream: string; revision: bigint; position: bigint }>;

const TYPES = 5;
const LARGE_CHARACTERS = 20_000;

/** What an event holds follows from its id, so that whoever reads it knows whether it is whole. */
export function contentOf(id: string): Content {
  const { type, isJson, text } = partsOf(id);
  return {
    type,
    isJson,
    data: isJson ? JSON.stringify({ text }) : text,
    metadata: JSON.stringify({ of: id }),
  };
}

/** The event of an id for the official client. */
export function eventData(id: string): EventData {
  const { type, isJson, text } = partsOf(id);
  const metadata = { of: id };
  return isJson
    ? jsonEvent({ id, type, data: { text }, metadata })
    : binaryEvent({ id, type, data: Uint8Array.from(Buffer.from(text)), metadata });
}

/** The revision that the append's last event must have; undefined where the append does not say. */
export function revisionNamed({ expectedRevision, ids }: SentAppend): bigint | undefined {
  const count = BigInt(ids.length);
  if (expectedRevision === NO_STREAM) return count - 1n;
  return typeof expectedRevision === 'bigint' ? expectedRevision + count : undefined;
}

function partsOf(id: string): Readonly<{ type: string; isJson: boolean; text: string }> {
  const [kind = 0, length = 0, rare = 0] = createHash('sha256').update(id).digest();
  const characters = rare === 0 ? LARGE_CHARACTERS : 2 * length;
  return {
    type: `Type${kind % TYPES}`,
    isJson: kind % 2 === 0,
    text: id.repeat(Math.ceil(characters / id.length)).slice(0, characters),
  };
}
