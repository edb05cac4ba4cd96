import { type PriceImport, summaryOfLeftOut } from '#price-list';

/** An import as a person or a program reads it. */
export interface ImportReport {
  readonly file: string;
  readonly imported: PriceImport;
  /** Every row left out, not only how many of each kind. */
  readonly verbose: boolean;
}

const COUNT_WIDTH = 9;

function count(value: number): string {
  return String(value).padStart(COUNT_WIDTH);
}

/** The report for people, several lines. */
export function reportText({ file, imported, verbose }: ImportReport): string {
  const { leftOut } = imported;
  const kinds = summaryOfLeftOut(leftOut).map((each) => `${count(each.count)}  ${each.reason}`);
  const rows = verbose ? leftOut.map(({ row, why }) => `  row ${row + 1}: ${why}`) : [];
  const hint = leftOut.length > 0 && !verbose ? ['  --verbose names every row.'] : [];
  return [
    `${file} is imported.`,
    `${count(imported.imported)}  prices are new`,
    `${count(imported.unchanged)}  prices were known already`,
    `${count(leftOut.length)}  rows are left out${leftOut.length > 0 ? ':' : ''}`,
    ...kinds.map((line) => `    ${line}`),
    ...rows,
    ...hint,
  ].join('\n');
}

/** The report for programs: one JSON object. */
export function reportJson({ file, imported, verbose }: ImportReport): string {
  const { leftOut, unchanged } = imported;
  const kinds = summaryOfLeftOut(leftOut).map(({ kind, reason, count: rows }) => ({
    kind,
    reason,
    rows,
  }));
  const rows = verbose ? { rows: leftOut } : {};
  return JSON.stringify({ file, imported: imported.imported, unchanged, leftOut: kinds, ...rows });
}
