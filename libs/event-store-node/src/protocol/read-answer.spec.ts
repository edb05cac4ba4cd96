import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type RecordedEvent } from '../storage/event-storage.port';
import { uuidOf } from './identifiers';
import { eventAnswer, sharedEventAnswer } from './read-answer';

const EVENT: RecordedEvent = {
  position: 9_007_199_254_740_993n,
  stream: 'äccount-1',
  revision: 300n,
  id: '0123abcd-4567-4890-8bcd-ef0123456789',
  type: 'Pösted',
  isJson: true,
  createdTicks: 17_637_000_000_000_001n,
  data: Buffer.alloc(70_000, 1),
  metadata: Buffer.from('{"m":1}'),
};

function decoded(bytes: Buffer): ReadResp.ReadEvent.RecordedEvent {
  const read = ReadResp.deserializeBinary(bytes).getEvent();
  const event = read?.getEvent();
  if (event === undefined) throw new Error('the answer holds no event');
  expect(read?.getCommitPosition()).toBe(event.getCommitPosition());
  return event;
}

test('an event is answered with every one of its facts', () => {
  const event = decoded(eventAnswer(EVENT, 'string'));
  expect(uuidOf(event.getId())).toBe(EVENT.id);
  expect(Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(
    EVENT.stream,
  );
  expect(event.getStreamRevision()).toBe('300');
  expect(event.getCommitPosition()).toBe('9007199254740993');
  expect(event.getPreparePosition()).toBe('9007199254740993');
  expect(Object.fromEntries(event.getMetadataMap().toArray())).toEqual({
    type: 'Pösted',
    'content-type': 'application/json',
    created: '17637000000000001',
  });
  expect(Buffer.from(event.getData_asU8()).equals(EVENT.data)).toBe(true);
  expect(Buffer.from(event.getCustomMetadata_asU8()).toString()).toBe('{"m":1}');
});

test.each([0n, 1n, 127n, 128n, 16_383n, 16_384n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n - 1n])(
  'a position and revision of %s is answered exactly, by text ids and by numbers alike',
  (value) => {
    const event = { ...EVENT, position: value, revision: value };
    const asText = decoded(eventAnswer(event, 'string'));
    expect(asText.getCommitPosition()).toBe(String(value));
    expect(asText.getStreamRevision()).toBe(String(value));
    const asNumbers = decoded(eventAnswer(event, 'structured'));
    for (const answer of [asText, asNumbers]) answer.clearId();
    expect(asText.toObject()).toEqual(asNumbers.toObject());
  },
);

test.each([0, 1, 127, 128, 16_383, 16_384, 100_000])(
  'payloads of %d bytes are answered whole',
  (length) => {
    const payload = Buffer.alloc(length, 7);
    const event = decoded(eventAnswer({ ...EVENT, data: payload, metadata: payload }, 'string'));
    expect(payload.equals(event.getData_asU8())).toBe(true);
    expect(payload.equals(event.getCustomMetadata_asU8())).toBe(true);
  },
);

test('an event of bytes says so, and revision zero and empty payloads are answered', () => {
  const bare = {
    ...EVENT,
    isJson: false,
    revision: 0n,
    data: Buffer.alloc(0),
    metadata: Buffer.alloc(0),
  };
  const event = decoded(eventAnswer(bare, 'string'));
  expect(event.getMetadataMap().get('content-type')).toBe('application/octet-stream');
  expect(event.getStreamRevision()).toBe('0');
  expect(event.getData_asU8()).toHaveLength(0);
});

test('the id is answered as two numbers to a reader that asks for them', () => {
  const id = decoded(eventAnswer(EVENT, 'structured')).getId();
  expect(id?.hasStructured()).toBe(true);
  expect(uuidOf(id)).toBe(EVENT.id);
});

test('an event that many wait for is encoded once', () => {
  const event = { ...EVENT };
  expect(sharedEventAnswer(event, 'string')).toBe(sharedEventAnswer(event, 'string'));
});
