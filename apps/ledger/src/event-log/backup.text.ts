import { type ArchiveSummary } from '#event-transfer';
import { grouped } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { fieldsText, indented } from '../presentation/table';

/** A file that was found whole, and what is said of it. */
export type BackupReport = Readonly<{
  file: string;
  summary: ArchiveSummary;
  /** Until all was written; undefined for one that was only read. */
  writeSeconds?: number;
  readSeconds: number;
  /** System events of the store. */
  leftOut?: number;
}>;

const BYTES_A_MB = 1_000_000;
const BYTES_SHOWN_IN_MB = 100_000;

function number(value: number): string {
  return grouped(String(value));
}

function rateOf(count: number, seconds: number): number | undefined {
  return seconds === 0 ? undefined : Math.round(count / seconds);
}

/** How long something took, and how many events a second that is. */
export function tookText(events: number, seconds: number): string {
  const rate = rateOf(events, seconds);
  const time = `${seconds.toFixed(1)} s`;
  return rate === undefined ? time : `${time}, ${number(rate)} events a second`;
}

/** Bytes, and what that is in MB where it is a tenth of one at least. */
function bytesText(bytes: number): string {
  const inBytes = number(bytes);
  return bytes < BYTES_SHOWN_IN_MB ? inBytes : `${inBytes} (${(bytes / BYTES_A_MB).toFixed(1)} MB)`;
}

function sizeText({ length, footer }: ArchiveSummary): string {
  const ratio = footer.bytes === 0 ? '' : `, 1/${(footer.bytes / length).toFixed(1)} of that`;
  return `${bytesText(length)}${ratio}`;
}

type Field = readonly [name: string, value: string | undefined];

/** What is to be known of any file. */
export function archiveFields({ header, footer }: ArchiveSummary): readonly Field[] {
  const { events, streams, bytes, first, last, digest } = footer;
  return [
    ['log of', header.from],
    ['made', `${header.made} by release ${header.release}`],
    ['events', number(events)],
    ['streams', number(streams)],
    ['bytes of data and metadata', bytesText(bytes)],
    ['first and last', first === undefined ? undefined : `${first} to ${last ?? first}`],
    ['SHA-256 of the events', digest],
  ];
}

/** The report for people. `outcome` is its first line. */
export function backupText(outcome: string, report: BackupReport, styling: Styling): string {
  const { summary, writeSeconds, readSeconds, leftOut = 0 } = report;
  const { events } = summary.footer;
  const fields = fieldsText(
    [
      ...archiveFields(summary),
      ['bytes of the file', sizeText(summary)],
      ['written in', writeSeconds === undefined ? undefined : tookText(events, writeSeconds)],
      ['read and checked in', tookText(events, readSeconds)],
      ['system events left out', leftOut === 0 ? undefined : number(leftOut)],
    ],
    styling,
  );
  return `${outcome}\n\n${indented(fields)}`;
}

/** The report for programs. */
export function backupJson({ file, summary, ...report }: BackupReport): string {
  const { writeSeconds, readSeconds, leftOut } = report;
  const { header, footer, blocks, length } = summary;
  const { events, streams, bytes, digest, linesSha256, first, last } = footer;
  return JSON.stringify({
    ...{ file, fileBytes: length, blocks },
    ...{ from: header.from, made: header.made, release: header.release },
    ...{ events, streams, bytes, first, last, digest, linesSha256 },
    ...{ systemEventsLeftOut: leftOut, writeSeconds, readSeconds },
  });
}
