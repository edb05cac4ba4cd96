import { type Measured, type Slice } from '../../../bench/event-store/measures/measure';
import { flatnessTable, rateTable, ratioTo, verdicts } from '../../../bench/event-store/report';

const slice = (perSecond: number): Slice => ({
  events: 1_000,
  perSecond,
  milliseconds: { median: 2, p99: 9 },
  used: {},
});

const measuredAs = (name: string, ...rates: readonly [number, number, number][]): Measured => ({
  name,
  rounds: rates.map(([node, memory, postgres]) => ({
    node: slice(node),
    memory: slice(memory),
    postgres: slice(postgres),
  })),
});

test('a ratio is the median of the ratios of each round, not the ratio of the medians', () => {
  // 50 ÷ 100, 90 ÷ 100 and 80 ÷ 400: the middle is 0.5, while the medians are 80 and 100.
  const rounds = measuredAs('append', [50, 100, 200], [90, 100, 200], [80, 400, 200]);
  expect(ratioTo(rounds, 'memory')).toBe(0.5);
  expect(rateTable([rounds]).split('\n').at(-1)?.split(/ {2,}/)).toEqual([
    'append',
    '80',
    '100',
    '200',
    '0.50',
    '0.40',
    '2.0',
    '9.0',
  ]);
});

test.each([
  [79, 'does NOT hold (0.79 at the lowest)'],
  [80, 'holds (0.80 at the lowest)'],
  [81, 'holds (0.81 at the lowest)'],
])('%d of 100 of the ceiling: the limit %s', (rate, verdict) => {
  const appends = measuredAs('append, 64 in flight, many streams', [rate, 100, 100]);
  expect(verdicts([appends])).toEqual([
    `At least 0.8 of the client's ceiling on appends at 64 in flight: ${verdict}.`,
  ]);
});

test('the lowest of what a limit is about decides; what it is not about does not', () => {
  const batches = [
    measuredAs('100 events an append, 1 in flight', [90, 100, 100]),
    measuredAs('500 events an append, 4 in flight', [70, 100, 100]),
    measuredAs('append, 1 in flight, one stream', [10, 100, 100]),
  ];
  expect(verdicts(batches)).toEqual([
    "At least 0.8 of the client's ceiling on batches: does NOT hold (0.70 at the lowest).",
  ]);
});

test('a full store stands beside the same measures before', () => {
  const before = {
    measured: [measuredAs('append', [100, 100, 100]), measuredAs('gone', [1, 1, 1])],
    latencies: { idle: 2, busy: 10 },
    startedInMilliseconds: 500,
  };
  const after = {
    measured: [measuredAs('append', [95, 100, 50])],
    latencies: { idle: 3, busy: 10 },
    startedInMilliseconds: 600,
  };
  const rows = flatnessTable('full', before, after).split('\n').slice(2);
  expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
    ['append', '0.95', '1.00', '0.50'],
    ['append to subscriber, one at a time, time', '1.50', '–', '–'],
    ['append to subscriber, under load, time', '1.00', '–', '–'],
    ['start, time', '1.20', '–', '–'],
  ]);
});
