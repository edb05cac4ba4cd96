import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { type TransferredEvent } from './transferred-event';

const ERRORS = 'type.googleapis.com/event_store.client.';

function proposed({
  id,
  type,
  isJson,
  data,
  metadata,
}: TransferredEvent): BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage()
    .setId(new UUID().setString(id))
    .setData(data)
    .setCustomMetadata(metadata);
  message.getMetadataMap().set('type', type);
  message
    .getMetadataMap()
    .set('content-type', isJson ? 'application/json' : 'application/octet-stream');
  return message;
}

/** One append of events of one stream, exactly after the revision before the first of them. */
export function appendRequest(
  correlationId: string,
  first: TransferredEvent,
  events: readonly TransferredEvent[],
): BatchAppendReq {
  const options = new BatchAppendReq.Options().setStreamIdentifier(
    new StreamIdentifier().setStreamName(Buffer.from(first.stream, 'utf8')),
  );
  if (first.revision === 0n) options.setNoStream(new Empty());
  else options.setStreamPosition((first.revision - 1n).toString());
  return new BatchAppendReq()
    .setCorrelationId(new UUID().setString(correlationId))
    .setOptions(options)
    .setProposedMessagesList(events.map(proposed))
    .setIsFinal(true);
}

export type AppendAnswer = Readonly<{ correlationId: string }> &
  (
    | Readonly<{ outcome: 'written'; position: bigint }>
    /** By the name of the error: `WrongExpectedVersion`, `Timeout`. */
    | Readonly<{ outcome: 'failed'; error: string; message: string }>
  );

/** What the store said of one append. */
export function answerOf(response: BatchAppendResp): AppendAnswer {
  const correlationId = response.getCorrelationId()?.getString() ?? '';
  const position = response.getSuccess()?.getPosition();
  if (position === undefined) return { correlationId, ...failureIn(response) };
  return { correlationId, outcome: 'written', position: BigInt(position.getCommitPosition()) };
}

function failureIn(
  response: BatchAppendResp,
): Readonly<{ outcome: 'failed'; error: string; message: string }> {
  const failure = response.getError();
  const error = failure?.getDetails()?.getTypeUrl().replace(ERRORS, '') ?? 'NoPosition';
  return { outcome: 'failed', error, message: failure?.getMessage() ?? '' };
}
