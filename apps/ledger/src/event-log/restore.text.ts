import { type ArchiveSummary, type ChainsChecked, type TransferReport } from '#event-transfer';
import { grouped } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { fieldsText, indented } from '../presentation/table';
import { archiveFields, tookText } from './backup.text';
import { breaksText } from './breaks.text';

/** A log that was restored. */
export type Restore = Readonly<{
  file: string;
  /** The event store. */
  to: string;
  summary: ArchiveSummary;
  checkSeconds: number;
  report: TransferReport;
}>;

const EXACT = 'The store is what was backed up, and that log itself is not whole:';

function number(value: number): string {
  return grouped(String(value));
}

function outcome({ file, to, report: { appended, before } }: Restore): string {
  if (appended === 0) return `Everything in ${file} was in ${to} already.`;
  return before === 0
    ? `The log in ${file} is restored to ${to}.`
    : `The log in ${file} is restored to ${to}, going on after what was there.`;
}

function chainsText({ chained, broken }: ChainsChecked): string {
  return broken === 0
    ? `whole in ${number(chained)} streams of the ledger`
    : `BROKEN in ${number(broken)} of ${number(chained)} streams of the ledger`;
}

/** The report for people. */
export function restoreText(restore: Restore, styling: Styling): string {
  const { summary, checkSeconds, report } = restore;
  const { log, before, appended, chains, copySeconds, verifySeconds } = report;
  const fields = fieldsText(
    [
      ...archiveFields(summary),
      ['file checked in', tookText(log.events, checkSeconds)],
      ['there before', before === 0 ? undefined : number(before)],
      ['restored now', `${number(appended)} in ${tookText(appended, copySeconds)}`],
      ['read again', `${tookText(log.events, verifySeconds)}: the same events, byte by byte`],
      ['hash chains', chainsText(chains)],
    ],
    styling,
  );
  return [`${outcome(restore)}\n`, indented(fields), ...breaksText(EXACT, chains, styling)].join(
    '\n',
  );
}

/** The report for programs. */
export function restoreJson({ file, to, summary, checkSeconds, report }: Restore): string {
  const { log, before, appended, chains, copySeconds, verifySeconds } = report;
  return JSON.stringify({
    ...{ file, to, from: summary.header.from, made: summary.header.made },
    ...log,
    ...{ before, appended },
    chains: {
      ...chains,
      breaks: chains.breaks.map((each) => ({ ...each, revision: each.revision.toString() })),
    },
    ...{ checkSeconds, copySeconds, verifySeconds },
  });
}
