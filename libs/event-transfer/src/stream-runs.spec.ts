import { runsOf } from './stream-runs';
import { type TransferredEvent } from './transferred-event';

function events(stream: string, count: number, bytes = 10): TransferredEvent[] {
  return Array.from({ length: count }, (_, revision) => ({
    ...{ stream, revision: BigInt(revision), id: '', type: 'T', isJson: true, createdTicks: 0n },
    data: Buffer.alloc(bytes),
    metadata: Buffer.alloc(0),
  }));
}

const sizes = (of: readonly TransferredEvent[]) =>
  runsOf(of).map(({ events: run }) => `${run[0]?.stream ?? ''} ${run.length}`);

describe('the appends that events make', () => {
  it('are the runs of events of one stream, in the order of the log', () => {
    const log = [...events('a', 2), ...events('b', 1), ...events('a', 3)];
    expect(sizes(log)).toEqual(['a 2', 'b 1', 'a 3']);
    expect(runsOf(log).flatMap((run) => run.events)).toEqual(log);
  });

  it.each([
    [499, ['a 499']],
    [500, ['a 500']],
    [501, ['a 500', 'a 1']],
  ])('have 500 events at most: of %i, %j', (count, expected) => {
    expect(sizes(events('a', count))).toEqual(expected);
  });

  // An event of "a" counts 66 bytes beside its data: 512 KiB are 524,288 = 4 × (131,006 + 66).
  it.each([
    [131_005, ['a 4', 'a 1']],
    [131_006, ['a 4', 'a 1']],
    [131_007, ['a 3', 'a 2']],
  ])('have 512 KiB at most: five events of %i bytes, %j', (bytes, expected) => {
    expect(sizes(events('a', 5, bytes))).toEqual(expected);
  });

  it('leave an event that is larger than that to itself', () => {
    const log = [...events('a', 1), ...events('a', 1, 600_000), ...events('a', 1)];
    expect(sizes(log)).toEqual(['a 1', 'a 1', 'a 1']);
  });
});
