import { CommittedTail } from './committed-tail';
import { type EventPage, type RecordedEvent } from './event-storage.port';

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
  expect(positions(tail.after(9_000n))?.[0]).toBe(9_001n);
});

test('it gives some at once, so that a slow reader keeps few of them', () => {
  const tail = new CommittedTail(0n);
  tail.add(Array.from({ length: 1_000 }, (_, place) => event(place + 1)));
  const taken = positions(tail.after(500n));
  expect(taken).toEqual(Array.from({ length: 128 }, (_, place) => BigInt(place + 501)));
});

test('it gives no more at once than fills a page', () => {
  const tail = new CommittedTail(0n);
  tail.add([1, 2, 3, 4].map((position) => event(position, 400 * 1024)));
  expect(positions(tail.after(0n))).toEqual([1n, 2n, 3n]);
  expect(positions(tail.after(2n))).toEqual([3n, 4n]);
  const page = { stream: 's', from: 0n, upTo: 9n, limit: 10 };
  const stream = new CommittedTail(0n);
  stream.add([0, 1, 2, 3].map((n) => ({ ...event(n + 1, 400 * 1024), revision: BigInt(n) })));
  expect(stream.pageOf(page)?.events.map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
  expect(stream.pageOf(page)?.isLast).toBe(false);
  expect(stream.pageOf({ ...page, from: 1n })?.isLast).toBe(true);
});

test('it does not keep a large message for the sake of a small event', () => {
  const tail = new CommittedTail(0n);
  const message = Buffer.alloc(1024 * 1024, 'm');
  tail.add([{ ...event(1), data: message.subarray(10, 12), metadata: message.subarray(20, 21) }]);
  const [kept] = tail.after(0n) ?? [];
  expect(kept?.data).toEqual(Buffer.from('mm'));
  expect(kept?.data.buffer.byteLength).toBeLessThan(16 * 1024);
  expect(kept?.metadata.buffer.byteLength).toBeLessThan(16 * 1024);
});

test('it forgets by bytes too, and stays without a gap', () => {
  const tail = new CommittedTail(0n);
  for (let position = 1; position <= 100; position += 1) tail.add([event(position, 1024 * 1024)]);
  expect(tail.after(50n)).toBeUndefined();
  for (const position of [95n, 96n, 97n, 98n, 99n])
    expect(positions(tail.after(position))).toEqual([position + 1n]);
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
  const revisions = (page: EventPage | undefined) => page?.events.map(({ revision }) => revision);

  test('is what stands of it from a revision on, oldest first', () => {
    const tail = streams('a', 'b', 'a', 'b', 'a');
    expect(revisions(tail.pageOf({ ...all, from: 8n }))).toEqual([8n, 9n]);
    expect(revisions(tail.pageOf({ ...all, from: 7n }))).toEqual([7n, 8n, 9n]);
    expect(tail.pageOf({ ...all, from: 8n })?.events.every(({ stream }) => stream === 'a')).toBe(
      true,
    );
  });

  test('is empty beyond its last event', () => {
    expect(streams('a', 'a', 'b').pageOf({ ...all, from: 9n })).toEqual({
      events: [],
      isLast: true,
    });
  });

  test('is not answered when its first event is older than what is kept, or the stream is not there', () => {
    expect(streams('a', 'b').pageOf({ ...all, from: 6n })).toBeUndefined();
    expect(streams('b', 'b').pageOf({ ...all, from: 7n })).toBeUndefined();
  });

  test('ends at the highest position and at its limit', () => {
    const tail = streams('a', 'a', 'a', 'a');
    expect(revisions(tail.pageOf({ ...all, from: 7n, upTo: 2n }))).toEqual([7n, 8n]);
    const three = tail.pageOf({ ...all, from: 7n, limit: 3 });
    expect([revisions(three), three?.isLast]).toEqual([[7n, 8n, 9n], false]);
    expect(tail.pageOf({ ...all, from: 7n, limit: 4 })?.isLast).toBe(true);
  });

  test('is looked for among the last thousand events only', () => {
    const others = Array.from({ length: 1_024 }, () => 'b');
    expect(streams('a', ...others).pageOf({ ...all, from: 7n })).toBeUndefined();
    expect(revisions(streams('a', ...others.slice(1)).pageOf({ ...all, from: 7n }))).toEqual([7n]);
  });
});
