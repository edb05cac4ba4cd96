import {
  LEFT_OUT_REASONS,
  type LeftOutKind,
  type PriceImport,
  summaryOfLeftOut,
} from '#price-list';
import { grouped } from '../presentation/money-text';

/** An import as a person or a program reads it. */
export interface ImportReport {
  readonly file: string;
  /** It was one page of a longer list. */
  readonly goesOn: boolean;
  readonly imported: Omit<PriceImport, 'importId'>;
  /** Every row left out, not only how many of each kind. */
  readonly verbose: boolean;
}

const COUNT_WIDTH = 9;
/** The rule of several rows of one product (ADR 0018): it is told with every import. */
const RULE: LeftOutKind = 'not-the-plain-row';
/** A price hangs on it, and somebody has to look at the list: its rows are always named. */
const DECIDED_BY_ORDER: LeftOutKind = 'replaced-by-another-name';

function count(value: number): string {
  return grouped(String(value)).padStart(COUNT_WIDTH);
}

/** The word for one, or the one for any other number. */
export function numbered(value: number, one: string, many: string): string {
  return value === 1 ? one : many;
}

/** The report for people, several lines. */
export function reportText({ file, goesOn, imported, verbose }: ImportReport): string {
  const { leftOut } = imported;
  const summary = summaryOfLeftOut(leftOut);
  const kinds = summary.map((each) => `${count(each.count)}  ${each.kind}: ${each.reason}`);
  const rows = leftOut
    .filter(({ kind }) => verbose || kind === DECIDED_BY_ORDER)
    .map(({ row, why }) => `  Items[${row}]: ${why}`);
  const isTold = summary.some(({ kind }) => kind === RULE);
  const usable = imported.imported + imported.unchanged > 0;
  return [
    usable ? `${file} is imported.` : `${file} has nothing to import.`,
    `${count(imported.imported)}  ${numbered(imported.imported, 'price is', 'prices are')} new`,
    `${count(imported.unchanged)}  ${numbered(imported.unchanged, 'price was', 'prices were')} known already`,
    `${count(leftOut.length)}  ${numbered(leftOut.length, 'row is', 'rows are')} left out${leftOut.length > 0 ? ':' : ''}`,
    ...kinds.map((line) => `    ${line}`),
    ...rows,
    ...(leftOut.length > 0 && !verbose ? ['  --verbose names every row.'] : []),
    ...(isTold ? [] : [`${RULE}: ${LEFT_OUT_REASONS[RULE]} It left out no row of this list.`]),
    ...(goesOn ? ['This is one page of the list: its NextPageLink names the next.'] : []),
  ].join('\n');
}

/** The report for programs: one JSON object on one line. */
export function reportJson({ file, goesOn, imported, verbose }: ImportReport): string {
  const { leftOut, unchanged } = imported;
  const kinds = summaryOfLeftOut(leftOut).map(({ kind, reason, count: rows }) => ({
    ...{ kind, reason, rows },
  }));
  const byRule = kinds.find(({ kind }) => kind === RULE)?.rows ?? 0;
  return JSON.stringify({
    ...{ file, imported: imported.imported, unchanged, leftOut: kinds },
    severalRowsOfOneProduct: { rule: LEFT_OUT_REASONS[RULE], rows: byRule },
    ...(goesOn ? { nextPage: true } : {}),
    ...(verbose ? { rows: leftOut } : {}),
  });
}
