import { Calendar, type Day } from '#ledger-core';
import {
  type EvidenceAsked,
  type GivenPrice,
  type PriceEvidence,
  type SourcedRow,
  type WhyNot,
} from './price-evidence.port';

const NEAR_NAMES_MAX = 8;

/**
 * Rows that stand in the order of `PRICE_ORDER`, those that have started first, by product and currency: the first
 * that has started gives the price.
 */
export function evidenceIn(
  rows: readonly SourcedRow[],
  { on, knownOn }: Pick<EvidenceAsked, 'on' | 'knownOn'>,
): readonly PriceEvidence[] {
  const products = new Map<string, SourcedRow[]>();
  for (const row of knownOn === undefined ? rows : knownBy(knownOn, rows)) {
    const key = [row.resourceType, row.term, row.currency].join(' ');
    products.set(key, [...(products.get(key) ?? []), row]);
  }
  return [...products.values()].flatMap((ofProduct) => {
    const [first] = ofProduct;
    return first === undefined ? [] : [evidenceOfProduct(first, ofProduct, on)];
  });
}

/** Those of some rows that were recorded by the end of a day. */
function knownBy(day: Day, rows: readonly SourcedRow[]): readonly SourcedRow[] {
  return rows.filter(({ recordedAt }) => Calendar.dayOf(recordedAt) <= day);
}

function evidenceOfProduct(
  { resourceType, term, currency }: SourcedRow,
  rows: readonly SourcedRow[],
  on: Day,
): PriceEvidence {
  const price = givenBy(rows, on);
  const others = rows
    .filter((row) => row !== price?.row)
    .map((row) => ({ row, whyNot: whyNot(row, price?.row, on) }));
  const knownThen = givenBy(knownBy(on, rows), on);
  return { resourceType, term, currency, price, knownThen, others };
}

function givenBy([first]: readonly SourcedRow[], on: Day): GivenPrice | undefined {
  if (first === undefined || first.effectiveFrom > on) return undefined;
  return { listed: first.effectiveTo === undefined || first.effectiveTo >= on, row: first };
}

function whyNot(row: SourcedRow, given: SourcedRow | undefined, on: Day): WhyNot {
  if (given === undefined || row.effectiveFrom > on) return 'not-started';
  if (given.plain && !row.plain) return 'not-the-plain-row';
  if (row.effectiveFrom < given.effectiveFrom) return 'earlier-start';
  if (row.effectiveTo !== undefined && given.effectiveTo === undefined) return 'has-an-end';
  return 'imported-earlier';
}

/** Of some names those that begin as the one asked, else those that share the longest beginning with it, over half of it. */
export function nearest(asked: string, names: readonly string[]): readonly string[] {
  const shared = names.map((name) => ({ name, length: sharedLength(asked, name) }));
  const longest = Math.max(0, ...shared.map(({ length }) => length));
  if (longest * 2 <= asked.length) return [];
  return shared
    .filter(({ length }) => length === longest)
    .map(({ name }) => name)
    .sort()
    .slice(0, NEAR_NAMES_MAX);
}

function sharedLength(left: string, right: string): number {
  const [one, other] = [left.toLowerCase(), right.toLowerCase()];
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
