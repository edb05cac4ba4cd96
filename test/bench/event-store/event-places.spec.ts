import {
  ACCOUNT_DIGITS,
  ACCOUNT_PREFIX,
  LONG_STREAM,
  streamsOf,
} from '../../../bench/event-store/fill/event-places';

test.each([
  // A fifth is the long stream; the other 400,000 are 80 blocks of 200 accounts with 25 events each.
  [500_000, true, 16_001],
  [4_500_000, false, 180_000],
  [5_000, false, 200],
  // The last block is as wide as it has events, and no wider than the others.
  [5_001, false, 201],
  [5_300, false, 400],
  [7, false, 7],
])('%d events, with the long stream: %s, are %d streams', (events, withLongStream, streams) => {
  expect(streamsOf({ events, withLongStream })).toBe(streams);
});

test('every stream has a name of the same length, so that every event takes as much of the log', () => {
  expect(`${ACCOUNT_PREFIX}${'0'.repeat(ACCOUNT_DIGITS)}`).toHaveLength(LONG_STREAM.length);
  expect(ACCOUNT_DIGITS).toBeGreaterThan(6);
});
