import { fixed, median, table } from '../figures';
import { type Measured, type Slice, type StoreFigures, type Subject } from './measures/measure';

const MICROSECONDS = 1_000;

const rateOf = ({ rounds }: Measured, subject: Subject): number =>
  median(rounds.map((round) => round[subject].perSecond));

/** The median of the ratios of each round. */
export function ratioTo({ rounds }: Measured, baseline: Subject): number {
  return median(rounds.map(({ node, [baseline]: other }) => node.perSecond / other.perSecond));
}

function waited({ rounds }: Measured, figure: 'median' | 'p99'): string {
  const took = rounds.flatMap(({ node }) => node.milliseconds?.[figure] ?? []);
  return took.length === 0 ? '–' : fixed(median(took), 1);
}

/** Events a second of the node and of both baselines. */
export function rateTable(all: readonly Measured[]): string {
  return table(
    [
      'events/s',
      'node',
      'ceiling',
      'PostgreSQL',
      '÷ ceiling',
      '÷ PostgreSQL',
      'median ms',
      'p99 ms',
    ],
    all.map((each) => [
      each.name,
      fixed(rateOf(each, 'node')),
      fixed(rateOf(each, 'memory')),
      fixed(rateOf(each, 'postgres')),
      fixed(ratioTo(each, 'memory'), 2),
      fixed(ratioTo(each, 'postgres'), 2),
      waited(each, 'median'),
      waited(each, 'p99'),
    ]),
  );
}

/** Processor time of one part for one event. */
function useOf({ rounds }: Measured, subject: Subject, part: string): string {
  const used = ({ used: parts, events }: Slice) =>
    Object.entries(parts)
      .filter(([name]) => name.startsWith(part))
      .reduce((sum, [, milliseconds]) => sum + milliseconds, 0) / events;
  return fixed(median(rounds.map((round) => used(round[subject]))) * MICROSECONDS);
}

/** Who uses how much of the processors, which says what bounds a rate. */
export function useTable(all: readonly Measured[]): string {
  return table(
    [
      ...['processor µs an event', 'node: load', 'node', 'PostgreSQL'],
      ...['ceiling: load', 'server', 'bare: load', 'PostgreSQL'],
    ],
    all.map((each) => [
      each.name,
      useOf(each, 'node', 'load generator'),
      useOf(each, 'node', 'server'),
      useOf(each, 'node', 'PostgreSQL'),
      useOf(each, 'memory', 'load generator'),
      useOf(each, 'memory', 'server'),
      useOf(each, 'postgres', 'load generator'),
      useOf(each, 'postgres', 'PostgreSQL'),
    ]),
  );
}

function rateRatios(small: StoreFigures, full: StoreFigures): readonly (readonly string[])[] {
  return full.measured.flatMap((after) => {
    const before = small.measured.find(({ name }) => name === after.name);
    if (before === undefined) return [];
    const ratio = (subject: Subject) => fixed(rateOf(after, subject) / rateOf(before, subject), 2);
    return [[after.name, ratio('node'), ratio('memory'), ratio('postgres')]];
  });
}

function timeRatios(small: StoreFigures, full: StoreFigures): readonly (readonly string[])[] {
  const row = (name: string, before: number, after: number) => [
    `${name}, time`,
    ...[fixed(after / before, 2), '–', '–'],
  ];
  const start = row('start', small.startedInMilliseconds, full.startedInMilliseconds);
  if (small.latencies === undefined || full.latencies === undefined) return [start];
  return [
    row('append to subscriber, one at a time', small.latencies.idle, full.latencies.idle),
    row('append to subscriber, under load', small.latencies.busy, full.latencies.busy),
    start,
  ];
}

/** The same on a store with more in it: 1.00 is flat. */
export function flatnessTable(title: string, small: StoreFigures, full: StoreFigures): string {
  return table(
    [title, 'node', 'ceiling', 'PostgreSQL'],
    [...rateRatios(small, full), ...timeRatios(small, full)],
  );
}

/** What the node has to reach beside the client's own ceiling. */
const RATIO_MIN = 0.8;
const HELD = [
  { what: 'appends at 64 in flight', names: /^append, 64 / },
  { what: 'batches', names: /events an append/ },
  { what: 'reads', names: /^read of|^catch-up/ },
];

/** One line a limit: whether it holds for every measure it is about. */
export function verdicts(all: readonly Measured[]): readonly string[] {
  return HELD.flatMap(({ what, names }) => {
    const ratios = all
      .filter(({ name }) => names.test(name))
      .map((each) => ratioTo(each, 'memory'));
    if (ratios.length === 0) return [];
    const lowest = Math.min(...ratios);
    const answer = lowest >= RATIO_MIN ? 'holds' : 'does NOT hold';
    return [
      `At least ${RATIO_MIN} of the client's ceiling on ${what}: ${answer} (${fixed(lowest, 2)} at the lowest).`,
    ];
  });
}
