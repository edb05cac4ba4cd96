import { type KilledReport, type Struck } from './killed-run';
import { TARGETS } from './kill-plan';

/** Of one sentence, and of one fault: enough to see what kind it is. */
const SHOWN_MAX = 5;
const CHARACTERS_MAX = 600;

/** The figures of a run as lines of text. */
export function reportLines(report: KilledReport): readonly string[] {
  const { seed, kills, struck, commands, retries } = report;
  const acknowledged = [...commands]
    .filter(([name]) => name.endsWith('acknowledged'))
    .reduce((sum, [, count]) => sum + count, 0);
  const once = TARGETS.map(
    (target) =>
      [
        target,
        struck.filter(({ targets }) => targets.length === 1 && targets[0] === target),
      ] as const,
  );
  const twice = struck.filter(({ targets }) => targets.length > 1);
  return [
    `seed ${seed}: ${kills} kills, ${acknowledged} commands acknowledged, ${report.events} events in ${report.streams} streams, business time through ${report.throughDay}`,
    `${report.comparedRows} rows of ${report.comparedTables} tables compared with a fresh fold`,
    'killed               times  ready after ms (median, max)  next command acknowledged after ms (median, max)',
    ...once.map(([target, strikes]) => row(target, strikes)),
    row('two, one by one', twice),
    ...[...commands].map(([name, count]) => `${String(count).padStart(6)} ${name}`),
    ...[...retries].sort().map(([why, count]) => `${String(count).padStart(6)} sent again: ${why}`),
    ...Object.entries(report.faults).flatMap(([sentence, faults]) =>
      shown(faults).map((fault) => `NOT SO: ${sentence}: ${fault}`),
    ),
  ];
}

function shown(faults: readonly string[]): readonly string[] {
  const more = faults.length > SHOWN_MAX ? [`and ${faults.length - SHOWN_MAX} more`] : [];
  return [...faults.slice(0, SHOWN_MAX), ...more].map((fault) => fault.slice(0, CHARACTERS_MAX));
}

function row(name: string, strikes: readonly Struck[]): string {
  const ready = strikes.map(({ readyMs }) => readyMs);
  const acknowledged = strikes.map(({ acknowledgedMs }) => acknowledgedMs);
  const figures = [ready, acknowledged].map(
    (values) =>
      `${figure(median(values))} ${figure(values.length === 0 ? undefined : Math.max(...values))}`,
  );
  return `${name.padEnd(20)} ${String(strikes.length).padStart(5)}  ${figures.join('              ')}`;
}

function figure(value: number | undefined): string {
  return (value === undefined ? '-' : value.toFixed(0)).padStart(8);
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
