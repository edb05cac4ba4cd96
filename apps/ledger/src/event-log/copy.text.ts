import { type ChainsChecked, type TransferReport } from '#event-transfer';
import { grouped } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { fieldsText } from '../presentation/table';
import { breaksText } from './breaks.text';

/** A copy that was made, and between which stores. */
export type Copy = Readonly<{
  report: TransferReport;
  from: string;
  to: string;
  /** System events of the source. */
  leftOut: number;
}>;

const EXACT =
  'The copy is exact, and the log itself is not: events were changed, taken out or put in.';

function number(value: number): string {
  return grouped(String(value));
}

function rateOf(events: number, seconds: number): number | undefined {
  return seconds === 0 ? undefined : Math.round(events / seconds);
}

function took(events: number, seconds: number): string {
  const rate = rateOf(events, seconds);
  const time = `${seconds.toFixed(1)} s`;
  return rate === undefined ? time : `${time}, ${number(rate)} events a second`;
}

function chainsText({ chained, others, broken }: ChainsChecked): string {
  const whole = `${number(chained)} streams of the ledger`;
  const rest = others === 0 ? '' : `; ${number(others)} other streams have none`;
  return broken === 0
    ? `whole in ${whole}${rest}`
    : `BROKEN in ${number(broken)} of ${whole}${rest}`;
}

function outcome({ appended, before, log }: TransferReport): string {
  if (log.events === 0) return 'FROM holds no event: there is nothing to copy.';
  if (appended === 0) return 'Everything was there already.';
  return before === 0
    ? 'The log is copied.'
    : 'The copy goes on from what was there and is complete.';
}

/** The report for people. */
export function copyText({ report, from, to, leftOut }: Copy, styling: Styling): string {
  const { log, before, appended, chains, copySeconds, verifySeconds } = report;
  const fields = fieldsText(
    [
      ['from', from],
      ['to', to],
      ['events', number(log.events)],
      ['streams', number(log.streams)],
      ['bytes of data and metadata', number(log.bytes)],
      ['there before', number(before)],
      ['copied now', `${number(appended)} in ${took(log.events, copySeconds)} read and compared`],
      ['read again', `in ${took(log.events, verifySeconds)}: the same events, byte by byte`],
      ['SHA-256 of both', log.digest],
      ['hash chains', chainsText(chains)],
      ['system events left out', leftOut === 0 ? undefined : number(leftOut)],
    ],
    styling,
  );
  return [
    `${outcome(report)}\n`,
    fields,
    ...breaksText(EXACT, chains, styling),
    '\nWhat was written to FROM since is not in it: give the same command again, for the last time after the ledger was stopped.',
  ].join('\n');
}

/** The report for programs. */
export function copyJson({ report, from, to, leftOut }: Copy): string {
  const { log, before, appended, chains, copySeconds, verifySeconds } = report;
  return JSON.stringify({
    from,
    to,
    ...log,
    before,
    appended,
    systemEventsLeftOut: leftOut,
    chains: {
      ...chains,
      breaks: chains.breaks.map((each) => ({ ...each, revision: each.revision.toString() })),
    },
    copySeconds,
    verifySeconds,
    eventsPerSecond: rateOf(log.events, copySeconds) ?? null,
  });
}
