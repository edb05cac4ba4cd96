import { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type RecordedEvent } from '../storage/event-storage.port';
import { encodeEventAnswer } from './event-encoder';
import { type UuidForm, uuidMessage } from './identifiers';

/** Answers of a read are bytes: made in one allocation, and at most once for many subscribers. */
export type ReadAnswer = Buffer;

/** An event as readers get it. */
export const eventAnswer = (event: RecordedEvent, form: UuidForm): ReadAnswer =>
  form === 'structured' ? structuredEventAnswer(event) : encodeEventAnswer(event);

const sharedAnswers = new WeakMap<RecordedEvent, ReadAnswer>();

/** The same of an event that was just committed: it is encoded once, however many subscribers wait for it. */
export function sharedEventAnswer(event: RecordedEvent, form: UuidForm): ReadAnswer {
  if (form === 'structured') return structuredEventAnswer(event);
  const known = sharedAnswers.get(event);
  if (known !== undefined) return known;
  const bytes = encodeEventAnswer(event);
  sharedAnswers.set(event, bytes);
  return bytes;
}

export const streamNotFoundAnswer = (stream: string): ReadAnswer =>
  bytesOf(
    new ReadResp().setStreamNotFound(
      new ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream)),
    ),
  );

export const confirmationAnswer = (subscriptionId: string): ReadAnswer =>
  bytesOf(
    new ReadResp().setConfirmation(
      new ReadResp.SubscriptionConfirmation().setSubscriptionId(subscriptionId),
    ),
  );

export const caughtUpAnswer = (): ReadAnswer =>
  bytesOf(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));

export const lastRevisionAnswer = (revision: bigint): ReadAnswer =>
  bytesOf(new ReadResp().setLastStreamPosition(String(revision)));

/** Every event up to this position has been searched. */
export const checkpointAnswer = (position: bigint): ReadAnswer =>
  bytesOf(
    new ReadResp().setCheckpoint(
      new ReadResp.Checkpoint()
        .setCommitPosition(String(position))
        .setPreparePosition(String(position)),
    ),
  );

/** Few readers ask for ids in this form: the generated classes serve them. */
function structuredEventAnswer(event: RecordedEvent): ReadAnswer {
  const position = String(event.position);
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidMessage(event.id, 'structured'))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setPreparePosition(position)
    .setCommitPosition(position)
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.isJson ? 'application/json' : 'application/octet-stream')
    .set('created', String(event.createdTicks));
  return bytesOf(
    new ReadResp().setEvent(
      new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(position),
    ),
  );
}

const streamIdentifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));

const bytesOf = (message: ReadResp): ReadAnswer => Buffer.from(message.serializeBinary());
