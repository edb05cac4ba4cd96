import { grouped } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { fieldsText, indented, tableText } from '../presentation/table';
import { type LogReading } from './log-stats';
import { type Count } from './log-tally';

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
const BYTE_STEP = 1_024;

function bytesText(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= BYTE_STEP && unit < BYTE_UNITS.length - 1)
    [value, unit] = [value / BYTE_STEP, unit + 1];
  return `${unit === 0 ? value : value.toFixed(1)} ${BYTE_UNITS[unit] ?? ''}`;
}

function number(value: number | bigint): string {
  return grouped(String(value));
}

function byEvents([, one]: readonly [string, Count], [, other]: readonly [string, Count]): number {
  return other.events - one.events;
}

const right = { align: 'right' } as const;
const COUNTED = [
  { head: 'events', ...right },
  { head: 'bytes', ...right },
  { head: 'first' },
  { head: 'last' },
];

function countedCells({ events, bytes, first, last }: Count): readonly string[] {
  return [number(events), bytesText(bytes), first ?? '', last ?? ''];
}

function typesText(types: ReadonlyMap<string, Count>, styling: Styling): string {
  const rows = [...types].sort(byEvents).map(([type, count]) => [type, ...countedCells(count)]);
  return tableText([{ head: 'type of event' }, ...COUNTED], rows, styling);
}

function kindsText(kinds: ReadonlyMap<string, Count>, styling: Styling): string {
  const rows = [...kinds]
    .sort(byEvents)
    .map(([kind, count]) => [kind, number(count.streams), ...countedCells(count)]);
  const columns = [{ head: 'kind of stream' }, { head: 'streams', ...right }, ...COUNTED];
  return tableText(columns, rows, styling);
}

function biggestFirst(
  biggest: ReadonlyMap<string, bigint>,
): readonly (readonly [string, bigint])[] {
  return [...biggest].sort(([, one], [, other]) => (one < other ? 1 : -1));
}

function rateOf({ tally, seconds }: LogReading): number | undefined {
  return seconds === 0 ? undefined : Math.round(tally.all.events / seconds);
}

/** The report for people. */
export function logStatsText(reading: LogReading, styling: Styling): string {
  const { tally, seconds } = reading;
  const { events, streams, bytes, first, last } = tally.all;
  if (events === 0) return 'The log holds no event of a ledger.';
  const rate = rateOf(reading);
  const summary: readonly (readonly [string, string | undefined])[] = [
    ['events', number(events)],
    ['streams', number(streams)],
    ['bytes', `${bytesText(bytes)} of data and metadata`],
    ['first', first],
    ['last', last],
    ['last position', tally.position?.toString()],
    [
      'read in',
      `${seconds.toFixed(1)} s${rate === undefined ? '' : `, ${number(rate)} events a second`}`,
    ],
    ['unreadable', tally.unreadable === 0 ? undefined : styling.bad(number(tally.unreadable))],
  ];
  const longest = biggestFirst(tally.biggest).map(([stream, length]) => [stream, number(length)]);
  const columns = [{ head: 'longest streams' }, { head: 'events', ...right }];
  return [
    indented(fieldsText(summary, styling)),
    kindsText(tally.kinds, styling),
    typesText(tally.types, styling),
    tableText(columns, longest, styling),
  ].join('\n\n');
}

function counted(counts: ReadonlyMap<string, Count>, name: string): readonly object[] {
  return [...counts].sort(byEvents).map(([each, count]) => ({ [name]: each, ...count }));
}

/** The report for programs: one JSON object. Positions are text: they may be larger than a number holds. */
export function logStatsJson(reading: LogReading): string {
  const { tally, seconds } = reading;
  return JSON.stringify({
    ...tally.all,
    unreadable: tally.unreadable,
    lastPosition: tally.position?.toString(),
    seconds,
    eventsPerSecond: rateOf(reading),
    byKindOfStream: counted(tally.kinds, 'kind'),
    byType: counted(tally.types, 'type').map((each) => ({ ...each, streams: undefined })),
    longestStreams: biggestFirst(tally.biggest).map(([stream, events]) => ({
      stream,
      events: Number(events),
    })),
  });
}
