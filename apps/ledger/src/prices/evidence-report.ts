import { basename, isAbsolute } from 'node:path';
import { Calendar, type Day, Money } from '#ledger-core';
import {
  asListPrice,
  type GivenPrice,
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
  /** All that is known now when undefined. */
  readonly knownOn: Day | undefined;
  readonly prices: readonly PriceEvidence[];
}

/** The report for people, some lines a price. */
export function evidenceText(
  { skuName, region, on, knownOn, prices }: EvidenceReport,
  styling: Styling,
): string {
  const [row] = prices.flatMap(rowsOf);
  const known = knownOn === undefined ? '' : `, as known on ${knownOn}`;
  const head = `${row?.skuName ?? skuName} in ${row?.region ?? region} on ${on}${known}`;
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
  const amount = styling.good(amountText(price));
  const ended = styling.bad(`not listed, its row ended on ${row.effectiveTo ?? ''}`);
  const fields = fieldsText(
    [
      ['in the list', listedText(row)],
      ['product', row.productName],
      ['starts', row.effectiveFrom],
      ['ends', row.effectiveTo ?? 'no end'],
      ['row', row.id],
      ['meterId', row.meterId],
      ['list', row.source],
      ['imported', `${row.importedAt}, ${recordedText(row)}`],
      ['twin', twinText(row)],
    ],
    styling,
  );
  const head = `${product}: ${listed ? amount : ended}`;
  return [head, ...lateText(evidence, on), indented(fields), ...rest].join('\n');
}

function amountText({ row }: GivenPrice): string {
  return moneyText(asListPrice(row).unitPrice);
}

/** Whoever asks which price a paper of that day used must not be shown one that nobody knew then. */
function lateText({ price, knownThen }: PriceEvidence, on: Day): readonly string[] {
  if (price === undefined || Calendar.dayOf(price.row.recordedAt) <= on) return [];
  const recorded = `recorded on ${Calendar.dayOf(price.row.recordedAt)}, after this day`;
  return [`${recorded}: ${thenText(knownThen)}; see --known-on ${on}`];
}

function thenText(knownThen: GivenPrice | undefined): string {
  if (knownThen === undefined) return 'no price of it was known then';
  const { listed, row } = knownThen;
  return listed
    ? `what was decided then used ${amountText(knownThen)}`
    : `it was not listed then, its row ended on ${row.effectiveTo ?? ''}`;
}

function listedText({ currency, price }: SourcedRow): string {
  const isExact = Money.isExactIn(currency, price);
  return isExact ? price : `${price} (decisions round it half up first: R-PUR-1)`;
}

/** A table has no room for a path; a list that came over HTTP has none. */
function shortSource({ source }: SourcedRow): string {
  return isAbsolute(source) ? basename(source) : source;
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
      ...[row.price, row.effectiveFrom, row.effectiveTo ?? 'no end', row.productName],
      ...[shortSource(row), WHY_NOT[whyNot]],
    ]),
    styling,
  );
  return indented(table);
}

/** The report for programs: one JSON object. */
export function evidenceJson(report: EvidenceReport): string {
  const { skuName, region, on, knownOn = null, prices } = report;
  return JSON.stringify({ skuName, region, on, knownOn, prices: prices.map(jsonOf) });
}

function jsonOf(evidence: PriceEvidence): object {
  const { resourceType, term, currency, price, knownThen, others } = evidence;
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
    knownThen:
      knownThen === undefined
        ? null
        : {
            listed: knownThen.listed,
            unitPrice: asListPrice(knownThen.row).unitPrice,
            rowId: knownThen.row.id,
          },
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
