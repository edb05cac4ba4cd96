import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { batchAnswer } from './batch-append-answer';

const ID = '0123abcd-4567-4890-8bcd-ef0123456789';
const ADDRESS = {
  correlationId: new UUID().setString(ID),
  streamIdentifier: new StreamIdentifier().setStreamName(Buffer.from('ström')),
};
const ANY = { kind: 'any' } as const;

const decoded = (revision: bigint | undefined, position: bigint): BatchAppendResp =>
  BatchAppendResp.deserializeBinary(
    batchAnswer(ADDRESS, { kind: 'appended', revision, position }, ANY),
  );

test.each([0n, 1n, 127n, 128n, 16_383n, 16_384n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n - 1n])(
  'a client reads revision and position %s as they are',
  (value) => {
    const answer = decoded(value, value);
    expect(answer.getCorrelationId()?.getString()).toBe(ID);
    expect(Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe(
      'ström',
    );
    expect(answer.hasError()).toBe(false);
    expect(answer.getSuccess()?.toObject()).toEqual({
      currentRevision: String(value),
      noStream: undefined,
      position: { commitPosition: String(value), preparePosition: String(value) },
      noPosition: undefined,
    });
  },
);

test('a client reads that there is no stream', () => {
  const success = decoded(undefined, 300n).getSuccess();
  expect(success?.hasNoStream()).toBe(true);
  expect(success?.hasCurrentRevision()).toBe(false);
  expect(success?.getPosition()?.getCommitPosition()).toBe('300');
});
