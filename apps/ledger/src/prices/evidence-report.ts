import { type Day } from '#ledger-core';
import {
  asListPrice,
  type PriceEvidence,
  type SourcedRow,
  twinNamedBy,
  WHY_NOT,
} from '#price-list';
import { moneyText } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { fieldsText, indented, tableText } from '../presentation/table';
import { THE_BEGINNING } from './business-time';

/** The prices of a day as a person or a program reads them. */
export interface EvidenceReport {
  readonly skuName: string;
  readonly region: string;
  readonly on: Day;
  readonly prices: readonly PriceEvidence[];
}

/** The report for people, some lines a price. */
export function evidenceText(
  { skuName, region, on, prices }: EvidenceReport,
  styling: Styling,
): string {
  const [row] = prices.flatMap(rowsOf);
  const head = `${row?.skuName ?? skuName} in ${row?.region ?? region} on ${on}`;
  return [
    styling.heading(head),
    ...prices.map((each) => indented(priceText(each, on, styling))),
  ].join('\n\n');
}

function rowsOf({ price, others }: PriceEvidence): readonly SourcedRow[] {
  return [...(price === undefined ? [] : [price.row]), ...others.map(({ row }) => row)];
}

function priceText(evidence: PriceEvidence, on: Day, styling: Styling): string {
  const { resourceType, term, currency, price, others } = evidence;
  const product = `${resourceType} ${term} ${currency}`;
  const rest = others.length === 0 ? [] : [othersText(others, styling)];
  if (price === undefined)
    return [`${product}: ${styling.bad(`no row has started on ${on}`)}`, ...rest].join('\n');
  const { row, listed } = price;
  const { unitPrice } = asListPrice(row);
  const amount = styling.good(moneyText(unitPrice));
  const ended = styling.bad(`not listed, its row ended on ${row.effectiveTo ?? ''}`);
  const fields = fieldsText(
    [
      ['in the list', `${row.price} (decisions round it half up first: R-PUR-1)`],
      ['product', row.productName],
      ['starts', row.effectiveFrom],
      ['ends', row.effectiveTo ?? 'no end'],
      ['row', row.id],
      ['list', row.source],
      ['imported', `${row.importedAt}, ${recordedText(row)}`],
      ['twin', twinText(row)],
    ],
    styling,
  );
  return [`${product}: ${listed ? amount : ended}`, indented(fields), ...rest].join('\n');
}

function recordedText({ recordedAt }: SourcedRow): string {
  return recordedAt === THE_BEGINNING
    ? 'before the first start: known on every day'
    : `business time ${recordedAt}`;
}

function twinText(row: SourcedRow): string {
  const twin = twinNamedBy(row);
  if (twin === undefined) return 'none';
  const from = row.swappableSkuName === undefined ? 'a documented pair' : 'named by the row';
  return `${twin}, ${from} (R-EXC-6)`;
}

function othersText(others: PriceEvidence['others'], styling: Styling): string {
  const table = tableText(
    [
      { head: 'other rows', align: 'right' },
      ...['starts', 'ends', 'product', 'list', 'why not'].map((head) => ({ head })),
    ],
    others.map(({ row, whyNot }) => [
      ...[row.price, row.effectiveFrom, row.effectiveTo ?? 'no end', row.productName, row.source],
      WHY_NOT[whyNot],
    ]),
    styling,
  );
  return indented(table);
}

/** The report for programs: one JSON object. */
export function evidenceJson({ skuName, region, on, prices }: EvidenceReport): string {
  return JSON.stringify({ skuName, region, on, prices: prices.map(jsonOf) });
}

function jsonOf({ resourceType, term, currency, price, others }: PriceEvidence): object {
  const given =
    price === undefined
      ? { listed: false }
      : {
          listed: price.listed,
          unitPrice: asListPrice(price.row).unitPrice,
          row: rowJson(price.row),
          twin: twinNamedBy(price.row) ?? null,
        };
  return {
    ...{ resourceType, term, currency, ...given },
    otherRows: others.map(({ row, whyNot }) => ({
      ...rowJson(row),
      whyNot: { code: whyNot, reason: WHY_NOT[whyNot] },
    })),
  };
}

function rowJson(row: SourcedRow): object {
  const { id, skuName, region, productName, meterId, source, importedAt, recordedAt } = row;
  return {
    ...{ id, skuName, region, price: row.price },
    ...{ effectiveFrom: row.effectiveFrom, effectiveTo: row.effectiveTo ?? null },
    ...{ productName, meterId: meterId ?? null, source, importedAt, recordedAt },
  };
}
