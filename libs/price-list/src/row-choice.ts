import { canonicalDecimal } from './decimal-text';
import { type LeftOutKind, type LeftOutRow } from './left-out';
import { type ListedPrice } from './price-row.parser';

/** What stands of a list's prices, and what does not. */
export type RowChoice = Readonly<{
  prices: readonly ListedPrice[];
  leftOut: readonly LeftOutRow[];
}>;

type ChoiceKind = Extract<
  LeftOutKind,
  'not-the-plain-row' | 'no-plain-row' | 'duplicate' | 'replaced-in-list'
>;

const FAULT: Readonly<Record<ChoiceKind, (name: string) => string>> = {
  'not-the-plain-row': (name) =>
    `productName is ${name}; a plain row of the same product, term and start has another price`,
  'no-plain-row': (name) =>
    `productName is ${name}; rows of the same product, term and start differ in price and none is plain`,
  duplicate: () => 'another row of the list says the same',
  'replaced-in-list': () =>
    'a later row of the list gives another price for the same product, term, start and end',
};

/**
 * One price for one product, term, currency, start and end, in the list's order.
 * 1. Rows of one product and start that differ in price: the plain one is the product (no "Windows" and no
 *    licence in its name). Where none is plain and their names differ, nothing says which is meant: none is taken.
 * 2. Of one start and end, rows equal in price are one; of rows that differ the last of the list stands.
 */
export function choosePrices(prices: readonly ListedPrice[]): RowChoice {
  const choices = grouped(prices, startKey).map((sameStart) => {
    const { prices: candidates, leftOut } = plainOnes(sameStart);
    const chosen = grouped(candidates, ({ effectiveTo }) => effectiveTo ?? '').map(standingOne);
    return {
      prices: chosen.flatMap((each) => each.prices),
      leftOut: [...leftOut, ...chosen.flatMap((each) => each.leftOut)],
    };
  });
  return {
    prices: choices.flatMap((each) => each.prices).sort((left, right) => left.row - right.row),
    leftOut: choices.flatMap((each) => each.leftOut),
  };
}

function plainOnes(sameStart: readonly ListedPrice[]): RowChoice {
  if (!differ(sameStart, exactPrice)) return { prices: sameStart, leftOut: [] };
  const plain = sameStart.filter((price) => price.plain);
  if (plain.length > 0) {
    const others = sameStart.filter((price) => !price.plain);
    return { prices: plain, leftOut: others.map((price) => refused(price, 'not-the-plain-row')) };
  }
  if (!differ(sameStart, ({ productName }) => productName.toLowerCase()))
    return { prices: sameStart, leftOut: [] };
  return { prices: [], leftOut: sameStart.map((price) => refused(price, 'no-plain-row')) };
}

function standingOne(same: readonly ListedPrice[]): RowChoice {
  const plainFirst = same.find((price) => price.plain) ?? same[0];
  const standing = differ(same, exactPrice) ? same.at(-1) : plainFirst;
  if (standing === undefined) return { prices: [], leftOut: [] };
  const leftOut = same
    .filter((price) => price !== standing)
    .map((price) =>
      refused(price, exactPrice(price) === exactPrice(standing) ? 'duplicate' : 'replaced-in-list'),
    );
  return { prices: [standing], leftOut };
}

function refused(price: ListedPrice, kind: ChoiceKind): LeftOutRow {
  const name = JSON.stringify(price.productName);
  return { row: price.row, kind, why: FAULT[kind](name) };
}

/** A product, term, currency and start, compared without case. */
function startKey(price: ListedPrice): string {
  const { resourceType, skuName, region, term, currency, effectiveFrom } = price;
  return JSON.stringify([
    resourceType,
    skuName.toLowerCase(),
    region.toLowerCase(),
    term,
    currency,
    effectiveFrom,
  ]);
}

function exactPrice({ price }: ListedPrice): string {
  return canonicalDecimal(price);
}

function differ(prices: readonly ListedPrice[], by: (price: ListedPrice) => string): boolean {
  return new Set(prices.map(by)).size > 1;
}

function grouped(
  prices: readonly ListedPrice[],
  by: (price: ListedPrice) => string,
): readonly (readonly ListedPrice[])[] {
  const groups = new Map<string, ListedPrice[]>();
  for (const price of prices) {
    const key = by(price);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [price]);
    else group.push(price);
  }
  return [...groups.values()];
}
