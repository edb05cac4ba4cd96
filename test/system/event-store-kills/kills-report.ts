import { type KillsReport, type Struck } from './kills-run';
import { FENCED, KILLED } from './strike-plan';

/** The figures of a run as lines of text. */
export function reportLines(report: KillsReport): readonly string[] {
  const { seed, kills, fencings, struck, faults, unanswered } = report;
  const once = struck.filter(({ step }) => step.then === undefined);
  return [
    `seed ${seed}: ${kills} kills and ${fencings} fencings in ${report.lives} lives of the node`,
    `${report.acknowledged} appends acknowledged, ${report.refused} refused, ${report.repeated} answered again; ${report.events} events in ${report.streams} streams, ${report.shown} of them shown to somebody meanwhile`,
    `${report.answersAfterTakeover} appends answered by stopped nodes that had been taken over and went on, all of them written before`,
    'struck                            times   ready after ms       append after ms      ended by itself',
    '                                          median      max      median      max      median      max',
    ...[...KILLED, ...FENCED].map((target) =>
      row(
        target,
        once.filter(({ step }) => step.target === target),
      ),
    ),
    row(
      'and again while it starts',
      struck.filter(({ step }) => step.then !== undefined),
    ),
    ...[...unanswered]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([why, count]) => `${String(count).padStart(6)} sent again: ${why}`),
    faults.count === 0 ? 'every sentence holds' : `${faults.count} faults`,
  ];
}

function row(name: string, strikes: readonly Struck[]): string {
  const columns = [
    strikes.map(({ readyMs }) => readyMs),
    strikes.map(({ acknowledgedMs }) => acknowledgedMs),
    strikes.flatMap(({ endedMs }) => endedMs ?? []),
  ];
  const figures = columns.map((values) => {
    const sorted = values.toSorted((a, b) => a - b);
    return `${figure(sorted[sorted.length >> 1])} ${figure(sorted.at(-1))}`;
  });
  return `${name.padEnd(33)} ${String(strikes.length).padStart(5)}  ${figures.join('    ')}`;
}

const figure = (value: number | undefined): string =>
  (value === undefined ? '-' : value.toFixed(0)).padStart(8);
