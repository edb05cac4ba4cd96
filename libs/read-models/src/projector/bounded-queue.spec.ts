import { boundedQueue } from './bounded-queue';

const itself = (weight: number): number => weight;

describe('a bounded queue', () => {
  it('hands over at once all that has gathered, up to a weight, but always one', async () => {
    const queue = boundedQueue(100, itself);
    for (const weight of [3, 4, 5, 9]) await queue.put(weight);
    expect(await queue.take(8)).toEqual([3, 4]);
    expect(await queue.take(1)).toEqual([5]);
    expect(await queue.take(100)).toEqual([9]);
  });

  it('makes the giver wait for room, and lets in alone what is heavier than all of it', async () => {
    const queue = boundedQueue(10, itself);
    await queue.put(99);
    const seen: string[] = [];
    const put = queue.put(1).then(() => seen.push('put'));
    await Promise.resolve();
    expect(seen).toEqual([]);
    expect(await queue.take(1)).toEqual([99]);
    await put;
    expect(seen).toEqual(['put']);
    expect(await queue.take(1)).toEqual([1]);
  });

  it('makes the taker wait until there is something, or nothing will come any more', async () => {
    const queue = boundedQueue(10, itself);
    const taken = queue.take(5);
    await queue.put(2);
    expect(await taken).toEqual([2]);
    const last = queue.take(5);
    queue.close();
    expect(await last).toEqual([]);
    await queue.put(3);
    expect(await queue.take(5)).toEqual([]);
  });
});
