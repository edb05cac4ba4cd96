import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { streamNameOf, uuidMessage, uuidOf } from './identifiers';

test.each(['0123abcd-4567-4890-8bcd-ef0123456789', 'ffffffff-ffff-4fff-bfff-ffffffffffff'])(
  'an id means the same as text and as two numbers (%s)',
  (id) => {
    expect(uuidOf(uuidMessage(id, 'string'))).toBe(id);
    expect(uuidOf(uuidMessage(id, 'structured'))).toBe(id);
  },
);

test('an id in capitals is the id in small letters', () => {
  expect(uuidOf(new UUID().setString('0123ABCD-4567-4890-8BCD-EF0123456789'))).toBe(
    '0123abcd-4567-4890-8bcd-ef0123456789',
  );
});

test.each([
  undefined,
  new UUID(),
  new UUID().setString('nope'),
  new UUID().setString('00000000-0000-0000-0000-000000000000'),
])('what is no id is refused: %#', (message) => {
  expect(() => uuidOf(message)).toThrow('An id is missing, malformed or all zero.');
});

test('a stream name is any text but none, and none with a NUL character', () => {
  const named = (name: string) =>
    streamNameOf(new StreamIdentifier().setStreamName(Buffer.from(name)));
  expect(named('日本 √')).toBe('日本 √');
  expect(() => named('')).toThrow('No stream is named.');
  expect(() => named('a\0b')).toThrow('NUL');
});
