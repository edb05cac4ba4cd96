import { pause } from './pause';

const LONG = 60_000;

test('a pause ends at once when it is over before or while it lasts', async () => {
  const over = new AbortController();
  const pausing = pause(LONG, over.signal);
  over.abort();
  await pausing;
  await pause(LONG, over.signal);
});

test('a pause that ended leaves nothing behind on the signal', async () => {
  const over = new AbortController();
  const left: string[] = [];
  const { signal } = over;
  const remove = signal.removeEventListener.bind(signal);
  signal.removeEventListener = (...listener: Parameters<typeof remove>) => {
    left.push(listener[0]);
    remove(...listener);
  };
  await pause(0, signal);
  expect(left).toEqual(['abort']);
});
