import { storeOptionsOf } from '../../../bench/event-store/options';

test('without a word everything is measured, and not again on a full store', () => {
  expect(storeOptionsOf([])).toEqual({
    only: [],
    readEvents: 500_000,
    fullEvents: undefined,
    sliceSeconds: 2,
    rounds: 3,
  });
});

test('a full store has five million events, or as many as are asked for', () => {
  expect(storeOptionsOf(['--full']).fullEvents).toBe(5_000_000);
  expect(storeOptionsOf(['--events', '2000000']).fullEvents).toBe(2_000_000);
});

test('several parts may be asked for', () => {
  expect(storeOptionsOf(['--only', 'reads', '--only', 'plans']).only).toEqual(['reads', 'plans']);
});

test.each([
  [
    'a part that is none',
    ['--only', 'writes'],
    'must be one of appends, batches, latency, reads, plans',
  ],
  ['no round', ['--rounds', '0'], '"0" must be at least 1'],
  ['a word for a number', ['--seconds', 'two'], '"two" must be at least 0.1'],
  ['a full store that is no fuller', ['--events', '999999'], '"999999" must be at least 1000000'],
])('%s is refused', (_name, words, message) => {
  expect(() => storeOptionsOf(words)).toThrow(message);
});
