import { randomUUID } from 'node:crypto';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import {
  BatchAppendReq,
  BatchAppendResp,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import { appendChunk, appendedAnswer } from '../../../bench/event-store/memory/append-message';
import { eventAnswer } from '../../../bench/event-store/memory/event-message';
import { PreparedLog } from '../../../bench/event-store/memory/prepared-log';

const ID = '0f4a7c62-7d5e-49a9-8a43-7f1e2d3c4b5a';
const CORRELATION = '7d1c1d6f-2b83-4c0c-9d02-0c5f7f6e5a41';

function proposal(data: string): BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage()
    .setId(new UUID().setString(ID))
    .setData(Buffer.from(data))
    .setCustomMetadata(Buffer.from('{"by":"me"}'));
  message.getMetadataMap().set('type', 'Posted').set('content-type', 'application/json');
  return message;
}

const streamOf = (name: string) => new StreamIdentifier().setStreamName(Buffer.from(name));

function request(name: string | undefined, proposals: readonly string[], isFinal: boolean) {
  const message = new BatchAppendReq()
    .setCorrelationId(new UUID().setString(CORRELATION))
    .setProposedMessagesList(proposals.map(proposal))
    .setIsFinal(isFinal);
  if (name !== undefined)
    message.setOptions(
      new BatchAppendReq.Options().setStreamPosition('300').setStreamIdentifier(streamOf(name)),
    );
  return Buffer.from(message.serializeBinary());
}

test('an append as the client sends it is taken apart', () => {
  // Long enough that lengths take two bytes.
  const chunk = appendChunk(request('orders', ['{}', `"${'x'.repeat(500)}"`], true));
  expect(UUID.deserializeBinary(chunk.correlationId).getString()).toBe(CORRELATION);
  const name = StreamIdentifier.deserializeBinary(chunk.stream).getStreamName_asU8();
  expect(Buffer.from(name).toString()).toBe('orders');
  expect(chunk.proposals).toHaveLength(2);
  expect(chunk.isFinal).toBe(true);
});

test('a chunk without options names no stream, and one that is not the last says so', () => {
  const chunk = appendChunk(request(undefined, ['{}'], false));
  expect(chunk.stream).toHaveLength(0);
  expect(chunk.isFinal).toBe(false);
});

test.each([0, 127, 128, 5_000_000_000])(
  'the answer names revision %d as the client reads it',
  (revision) => {
    const { correlationId, stream } = appendChunk(request('orders', ['{}'], true));
    const bytes = appendedAnswer({ correlationId, stream, revision, position: 70_000 });
    const answer = BatchAppendResp.deserializeBinary(bytes);
    expect(answer.getCorrelationId()?.getString()).toBe(CORRELATION);
    expect(answer.getSuccess()?.getCurrentRevision()).toBe(String(revision));
    expect(answer.getSuccess()?.getPosition()?.toObject()).toEqual({
      commitPosition: '70000',
      preparePosition: '70000',
    });
  },
);

test('an appended event is answered to a subscriber as it was sent', () => {
  const { stream, proposals } = appendChunk(request('orders', ['{"n":1}'], true));
  const [sent = Buffer.alloc(0)] = proposals;
  const bytes = eventAnswer({ proposal: sent, stream, revision: 300, position: 70_000 });
  const event = ReadResp.deserializeBinary(bytes).getEvent()?.getEvent()?.toObject();
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  expect(event).toMatchObject({
    id: { string: ID },
    streamIdentifier: { streamName: base64('orders') },
    data: base64('{"n":1}'),
    customMetadata: base64('{"by":"me"}'),
    streamRevision: '300',
    commitPosition: '70000',
    preparePosition: '70000',
  });
  expect(Object.fromEntries(event?.metadataMap ?? [])).toEqual({
    type: 'Posted',
    'content-type': 'application/json',
    created: '17600000000000000',
  });
});

test('a prepared log has every event once, each with an id of its own', () => {
  const log = new PreparedLog(300);
  const events = Array.from({ length: log.length }, (_, index) =>
    ReadResp.deserializeBinary(log.answer(index)).getEvent()?.getEvent(),
  );
  expect(events.map((event) => Number(event?.getStreamRevision()))).toEqual(
    Array.from({ length: 300 }, (_, index) => index),
  );
  expect(new Set(events.map((event) => event?.getId()?.getString())).size).toBe(300);
  expect(events[7]?.getId()?.getString()).toHaveLength(randomUUID().length);
});
