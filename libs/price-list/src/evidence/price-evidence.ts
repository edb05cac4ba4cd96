import { type Day } from '#ledger-core';
import { type PriceEvidence, type SourcedRow, type WhyNot } from './price-evidence.port';

const NEAR_NAMES_MAX = 8;

/**
 * Rows that stand in the order of `PRICE_ORDER`, those that have started first, by product and currency: the first
 * that has started gives the price.
 */
export function evidenceIn(rows: readonly SourcedRow[], on: Day): readonly PriceEvidence[] {
  const products = new Map<string, SourcedRow[]>();
  for (const row of rows) {
    const key = [row.resourceType, row.term, row.currency].join(' ');
    products.set(key, [...(products.get(key) ?? []), row]);
  }
  return [...products.values()].flatMap((ofProduct) => {
    const [first, ...rest] = ofProduct;
    return first === undefined ? [] : [evidenceOfProduct(first, rest, on)];
  });
}

function evidenceOfProduct(first: SourcedRow, rest: readonly SourcedRow[], on: Day): PriceEvidence {
  const { resourceType, term, currency, effectiveTo } = first;
  const product = { resourceType, term, currency };
  if (first.effectiveFrom > on) {
    const others = [first, ...rest].map((row) => ({ row, whyNot: 'not-started' as const }));
    return { ...product, price: undefined, others };
  }
  return {
    ...product,
    price: { listed: effectiveTo === undefined || effectiveTo >= on, row: first },
    others: rest.map((row) => ({ row, whyNot: whyNot(row, first, on) })),
  };
}

function whyNot(row: SourcedRow, given: SourcedRow, on: Day): WhyNot {
  if (row.effectiveFrom > on) return 'not-started';
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
