import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Calendar } from '#ledger-core';
import {
  type AppendOutcome,
  billingAccountStream,
  type ChainLink,
  commandHash,
  commandId,
  type EncodedEvent,
  encodeOperation,
  type EventLog,
  type LoggedEvent,
  type PlainEvent,
  type Position,
  recordedStreamName,
  type Revision,
  type StreamName,
} from '#event-log';

/** Opens a log of its own for one test; the suite closes it. Logs opened in one test share one store. */
export type OpenEventLog = () => Promise<EventLog>;

/** A plain event of a type that no codec knows: a log carries what it is given. */
export function noted(text: string): PlainEvent {
  return { type: 'Noted', schema: 1, data: { text } };
}

/** An operation that encodes to the same bytes each time it is asked for by the same name. */
export function operation(
  stream: StreamName,
  name: string,
  events: readonly PlainEvent[],
  previousChain: ChainLink | 'empty' = 'empty',
): readonly EncodedEvent[] {
  const encoded = encodeOperation({
    stream,
    commandId: commandId('note', stream, name),
    commandHash: commandHash({ kind: 'note', target: stream, request: { name } }),
    actor: { kind: 'principal', id: 'alice@contoso.example' },
    effectiveOn: Calendar.day('2021-06-15'),
    recordedAt: Calendar.instant('2021-06-15T09:30:00.000Z'),
    correlationId: 'request-1',
    causationId: 'request-1',
    events,
    previousChain,
  });
  if (encoded.outcome === 'tooLarge') throw new RangeError(`A sample of ${encoded.bytes} bytes`);
  return encoded.events;
}

/** An operation of as many notes as there are texts. */
export function notes(
  stream: StreamName,
  name: string,
  ...texts: readonly string[]
): readonly EncodedEvent[] {
  return operation(stream, name, texts.map(noted));
}

/** A name no other test has: a real store is not emptied between tests. */
export function freshStream(): StreamName {
  return billingAccountStream(`contract:${randomUUID()}`);
}

/** A position after which the log holds only what the test writes, or what others write elsewhere. */
export async function marker(log: EventLog): Promise<Position> {
  const stream = recordedStreamName(`marker-${randomUUID()}`);
  const { position } = await appended(log.append(stream, notes(stream, 'marker', ''), 'empty'));
  return position;
}

/** The outcome of an append that should succeed. */
export async function appended(
  append: Promise<AppendOutcome>,
): Promise<Extract<AppendOutcome, { outcome: 'appended' }>> {
  const outcome = await append;
  if (outcome.outcome === 'appended') return outcome;
  const cause = 'cause' in outcome ? { cause: outcome.cause } : {};
  throw new Error(`Not appended: ${outcome.outcome}`, cause);
}

export async function read(
  log: EventLog,
  stream: StreamName,
  after: Revision = 'empty',
): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for await (const event of log.readStream(stream, after)) events.push(event);
  return events;
}

/** The notes of a stream. */
export async function texts(log: EventLog, stream: StreamName): Promise<readonly string[]> {
  return (await read(log, stream)).map(textOf);
}

export function textOf(event: LoggedEvent): string {
  return event.kind === 'unreadable' ? event.why : NOTE.parse(event.data).text;
}

const NOTE = z.object({ text: z.string() });
