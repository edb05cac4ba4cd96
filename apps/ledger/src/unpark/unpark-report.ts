import { type Fault, type Unparked } from '#read-models';

/** What became of one parked stream. */
export type StreamReport =
  Exclude<Unparked, { outcome: 'broken' }> | (Readonly<{ outcome: 'broken' }> & Fault);

const WHAT_TO_DO = `Nothing of it has changed. Start a release that can read this event, or mend the event store from a copy (with
another copy of the store, run "ledger replay" instead), and run "ledger unpark" again.`;

/** The report for people, some lines a stream. */
export function reportText(reports: readonly StreamReport[]): string {
  return reports.length === 0 ? 'Nothing is parked.' : reports.map(lineOf).join('\n');
}

function lineOf(report: StreamReport): string {
  const { stream } = report;
  switch (report.outcome) {
    case 'unparked':
      return `${stream} is unparked: its ${report.events} events are in the tables, and the ledger goes on with it.`;
    case 'notParked':
      return `${stream} is not parked any more.`;
    case 'broken':
      return `${stream} stays parked: revision ${report.revision}, event ${report.eventId}: ${report.reason}\n${WHAT_TO_DO}`;
  }
}

/** The report for programs: one JSON object. */
export function reportJson(reports: readonly StreamReport[]): string {
  const streams = reports.map((report) =>
    report.outcome === 'broken' ? { ...report, revision: String(report.revision) } : report,
  );
  return JSON.stringify({ streams });
}
