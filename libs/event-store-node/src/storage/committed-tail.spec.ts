import { CommittedTail } from './committed-tail';
import { type RecordedEvent } from './event-storage.port';

const event = (position: number, bytes = 2): RecordedEvent => ({
  position: BigInt(position),
  stream: 's',
  revision: 0n,
  id: '',
  type: 'T',
  isJson: true,
  createdTicks: 0n,
  data: Buffer.alloc(bytes),
  metadata: Buffer.alloc(0),
});
const positions = (events: readonly RecordedEvent[] | undefined) =>
  events?.map(({ position }) => position);

test('it answers the events after a position, be it an event or between two', () => {
  const tail = new CommittedTail(10n);
  tail.add([event(20), event(30), event(40)]);
  expect(positions(tail.after(10n))).toEqual([20n, 30n, 40n]);
  expect(positions(tail.after(20n))).toEqual([30n, 40n]);
  expect(positions(tail.after(25n))).toEqual([30n, 40n]);
  expect(positions(tail.after(40n))).toEqual([]);
});

test('it does not answer for events from before it began', () => {
  expect(new CommittedTail(10n).after(9n)).toBeUndefined();
  expect(new CommittedTail(10n).after(10n)).toEqual([]);
});

test('it forgets the oldest events when there are too many, and says so', () => {
  const tail = new CommittedTail(0n);
  for (let position = 1; position <= 10_000; position += 1) tail.add([event(position)]);
  expect(tail.after(1n)).toBeUndefined();
  const kept = tail.after(9_000n);
  expect(kept).toHaveLength(1_000);
  expect(positions(kept)?.[0]).toBe(9_001n);
});

test('it forgets by bytes too, and stays without a gap', () => {
  const tail = new CommittedTail(0n);
  for (let position = 1; position <= 100; position += 1) tail.add([event(position, 1024 * 1024)]);
  expect(tail.after(50n)).toBeUndefined();
  expect(positions(tail.after(95n))).toEqual([96n, 97n, 98n, 99n, 100n]);
});

describe('a page of a stream', () => {
  const streams = (...names: readonly string[]) => {
    const tail = new CommittedTail(0n);
    const heads = new Map<string, bigint>();
    for (const [place, stream] of names.entries()) {
      const revision = (heads.get(stream) ?? 6n) + 1n;
      heads.set(stream, revision);
      tail.add([{ ...event(place + 1), stream, revision }]);
    }
    return tail;
  };
  const all = { stream: 'a', upTo: 99n, limit: 10 };
  const revisions = (events: readonly RecordedEvent[] | undefined) =>
    events?.map(({ revision }) => revision);

  test('is what stands of it from a revision on, oldest first', () => {
    const tail = streams('a', 'b', 'a', 'b', 'a');
    expect(revisions(tail.pageOf({ ...all, from: 8n }))).toEqual([8n, 9n]);
    expect(revisions(tail.pageOf({ ...all, from: 7n }))).toEqual([7n, 8n, 9n]);
    expect(tail.pageOf({ ...all, from: 8n })?.every(({ stream }) => stream === 'a')).toBe(true);
  });

  test('is empty beyond its last event', () => {
    expect(streams('a', 'a', 'b').pageOf({ ...all, from: 9n })).toEqual([]);
  });

  test('is not answered when its first event is older than what is kept, or the stream is not there', () => {
    expect(streams('a', 'b').pageOf({ ...all, from: 6n })).toBeUndefined();
    expect(streams('b', 'b').pageOf({ ...all, from: 7n })).toBeUndefined();
  });

  test('ends at the highest position and at its limit', () => {
    const tail = streams('a', 'a', 'a', 'a');
    expect(revisions(tail.pageOf({ ...all, from: 7n, upTo: 2n }))).toEqual([7n, 8n]);
    expect(revisions(tail.pageOf({ ...all, from: 7n, limit: 3 }))).toEqual([7n, 8n, 9n]);
  });

  test('is looked for among the last thousand events only', () => {
    const others = Array.from({ length: 1_024 }, () => 'b');
    expect(streams('a', ...others).pageOf({ ...all, from: 7n })).toBeUndefined();
    expect(revisions(streams('a', ...others.slice(1)).pageOf({ ...all, from: 7n }))).toEqual([7n]);
  });
});
