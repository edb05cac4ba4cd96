import { type LoggedEvent, recordedEventId, recordedStreamName } from '#event-log';
import { Calendar } from '#ledger-core';
import { countEvent, emptyLogTally } from './log-tally';

const NOON = '2021-01-15T12:00:00.000Z';

function unreadable(stream: string, revision: number, created = NOON): LoggedEvent {
  return {
    kind: 'unreadable',
    stream: recordedStreamName(stream),
    revision: BigInt(revision),
    position: BigInt(revision) * 128n,
    id: recordedEventId('11111111-1111-4111-8111-111111111111'),
    type: 'OwnerAdded',
    created: Calendar.instant(created),
    why: 'data: not JSON',
  };
}

describe('the tally of a log', () => {
  it('keeps the ten longest streams, whichever came first', () => {
    const tally = emptyLogTally();
    for (let stream = 1; stream <= 30; stream += 1)
      for (let revision = 0; revision < (stream * 7) % 31; revision += 1)
        countEvent(tally, unreadable(`billingAccount-${stream}`, revision));
    const lengths = [...tally.biggest.values()].map(Number).sort((one, other) => other - one);
    // 7, 14, … modulo 31, a prime: each of 1 to 30 once.
    expect(lengths).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21]);
    expect(tally.all).toMatchObject({ events: 465, streams: 30 });
    expect(tally.unreadable).toBe(465);
  });

  it('has the first and the last instant, in whatever order the store was written', () => {
    const tally = emptyLogTally();
    countEvent(tally, unreadable('billingAccount-a', 0));
    countEvent(tally, unreadable('subscription-b', 0, '2021-01-14T12:00:00.000Z'));
    countEvent(tally, unreadable('billingAccount-a', 1, '2021-01-16T12:00:00.000Z'));
    expect(tally.all).toMatchObject({
      ...{ first: '2021-01-14T12:00:00.000Z', last: '2021-01-16T12:00:00.000Z' },
    });
    expect(tally.kinds.get('billingAccount')).toMatchObject({ events: 2, streams: 1, first: NOON });
    expect(tally.position).toBe(128n);
  });

  it('counts the bytes of data and metadata, in UTF-8', () => {
    const tally = emptyLogTally();
    const metadata: unknown = { é: 1 };
    const recorded = { kind: 'recorded', data: { a: 'ü' }, metadata };
    countEvent(tally, { ...unreadable('policyTerms', 0), ...recorded } as LoggedEvent);
    // {"a":"ü"} takes 10, {"é":1} takes 8.
    expect(tally.types.get('OwnerAdded')).toMatchObject({ events: 1, bytes: 18 });
  });
});
