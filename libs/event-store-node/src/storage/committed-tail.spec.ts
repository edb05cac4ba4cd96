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
