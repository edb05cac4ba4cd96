import { type StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { type AppendReq, type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { type ExpectedRevision, type ProposedEvent } from '../storage/event-storage.port';
import { streamNameOf, uuidOf } from './identifiers';
import { accessDenied, handlerFailure, invalidArgument, missingMetadata } from './rpc-failure';

export type AppendTarget = Readonly<{ stream: string; expected: ExpectedRevision }>;

const METADATA_STREAM_PREFIX = '$$';

/** What both kinds of append say about the expected revision, whatever their fields are called. */
type ExpectedFields = Readonly<{
  hasAny: () => boolean;
  hasNoStream: () => boolean;
  hasStreamExists: () => boolean;
  hasRevision: () => boolean;
  revision: () => string;
}>;

/** The stream and revision of a unary append. */
export function appendTarget(options: AppendReq.Options): AppendTarget {
  const stream = writableStream(options.getStreamIdentifier());
  const expected = expectedRevision({
    hasAny: () => options.hasAny(),
    hasNoStream: () => options.hasNoStream(),
    hasStreamExists: () => options.hasStreamExists(),
    hasRevision: () => options.hasRevision(),
    revision: () => options.getRevision(),
  });
  if (expected === undefined)
    throw invalidArgument(
      "'None' is not a valid EventStore.Client.Streams.AppendReq+Types+Options+ExpectedStreamRevisionOneofCase",
    );
  return { stream, expected };
}

/** The stream and revision of a batch append. */
export function batchAppendTarget(options: BatchAppendReq.Options): AppendTarget {
  const stream = writableStream(options.getStreamIdentifier());
  const expected = expectedRevision({
    hasAny: () => options.hasAny(),
    hasNoStream: () => options.hasNoStream(),
    hasStreamExists: () => options.hasStreamExists(),
    hasRevision: () => options.hasStreamPosition(),
    revision: () => options.getStreamPosition(),
  });
  if (expected === undefined)
    throw invalidArgument(
      "'None' is not a valid EventStore.Client.Streams.BatchAppendReq+Types+Options+ExpectedStreamPositionOneofCase",
    );
  return { stream, expected };
}

/** One event to append. Throws when its id is malformed, or its type or content type is missing. */
export function proposedEvent(
  message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage,
): ProposedEvent {
  const metadata = message.getMetadataMap();
  const type = metadata.get('type');
  if (type === undefined) throw missingMetadata('type');
  const contentType = metadata.get('content-type');
  if (contentType === undefined) throw missingMetadata('content-type');
  if (type === '') throw handlerFailure('An event type must not be empty.');
  if (type.includes('\0')) throw handlerFailure('An event type must not hold a NUL character.');
  return {
    id: uuidOf(message.getId()),
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** What an event counts against the size limit of an append, in bytes. */
export const appendSize = ({ type, data, metadata }: ProposedEvent): number =>
  type.length + data.byteLength + metadata.byteLength;

function writableStream(identifier: StreamIdentifier | undefined): string {
  const stream = streamNameOf(identifier);
  // A metadata stream could hide or cut the log it describes.
  if (stream.startsWith(METADATA_STREAM_PREFIX)) throw accessDenied();
  return stream;
}

function expectedRevision(fields: ExpectedFields): ExpectedRevision | undefined {
  if (fields.hasAny()) return { kind: 'any' };
  if (fields.hasNoStream()) return { kind: 'noStream' };
  if (fields.hasStreamExists()) return { kind: 'streamExists' };
  return fields.hasRevision()
    ? { kind: 'revision', revision: BigInt(fields.revision()) }
    : undefined;
}
