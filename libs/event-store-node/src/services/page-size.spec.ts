import { type RecordedEvent } from '../storage/event-storage.port';
import { PageSize } from './page-size';

const page = (count: number, bytes: number): RecordedEvent[] =>
  Array.from({ length: count }, () => ({
    position: 0n,
    stream: 's',
    revision: 0n,
    id: '',
    type: 'T',
    isJson: true,
    createdTicks: 0n,
    data: Buffer.alloc(bytes),
    metadata: Buffer.alloc(0),
  }));

test('small events come in long pages, large ones in short pages', () => {
  const size = new PageSize();
  size.learnFrom(page(64, 600));
  expect(size.limit).toBe(1_000);
  size.learnFrom(page(10, 1024 * 1024));
  expect(size.limit).toBe(3);
  size.learnFrom(page(1, 8 * 1024 * 1024));
  expect(size.limit).toBe(1);
});

test('an empty page teaches nothing', () => {
  const size = new PageSize();
  const before = size.limit;
  size.learnFrom([]);
  expect(size.limit).toBe(before);
});
