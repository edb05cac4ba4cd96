import { randomUUID } from 'node:crypto';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { CONTENT, DATA_BYTES, METADATA_BYTES } from '../content';
import { LONG_STREAM } from '../fill/event-places';
import { eventAnswer } from './event-message';

const FIRST_POSITION = 64;
const POSITION_STEP = 700;

/** Answers made beforehand, one behind the other: a hundred thousand objects would only be work for the collector. */
export class PreparedLog {
  readonly length: number;
  private readonly bytes: Buffer;
  private readonly ends: Float64Array;

  /** A log of so many events of one stream, each with an id of its own. */
  constructor(events: number) {
    const example = eventAnswer(
      exampleEvent(randomUUID(), events, FIRST_POSITION + events * POSITION_STEP),
    );
    this.length = events;
    this.bytes = Buffer.allocUnsafe(events * example.length);
    this.ends = new Float64Array(events);
    let end = 0;
    for (let index = 0; index < events; index += 1) {
      const position = FIRST_POSITION + index * POSITION_STEP;
      const answer = eventAnswer(exampleEvent(randomUUID(), index, position));
      this.bytes.set(answer, end);
      end += answer.length;
      this.ends[index] = end;
    }
  }

  answer(index: number): Buffer {
    return this.bytes.subarray(this.ends[index - 1] ?? 0, this.ends[index]);
  }
}

const ID_LENGTH = 36;
const template = Buffer.from(proposalMessage('x'.repeat(ID_LENGTH)).serializeBinary());
const idAt = template.indexOf('x'.repeat(ID_LENGTH));
const stream = Buffer.from(
  new StreamIdentifier().setStreamName(Buffer.from(LONG_STREAM)).serializeBinary(),
);

function proposalMessage(id: string): BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage()
    .setId(new UUID().setString(id))
    .setData(DATA_BYTES)
    .setCustomMetadata(METADATA_BYTES);
  message.getMetadataMap().set('type', CONTENT.type).set('content-type', 'application/json');
  return message;
}

function exampleEvent(id: string, revision: number, position: number) {
  const proposal = Buffer.from(template);
  proposal.write(id, idAt, 'latin1');
  return { proposal, stream, revision, position };
}
