import { canonicalDecimal } from './decimal-text';
import { type LeftOutRow } from './left-out';
import { type ListedPrice } from './price-row.parser';

/** What stands of a list's prices, and what does not. */
export type RowChoice = Readonly<{
  prices: readonly ListedPrice[];
  leftOut: readonly LeftOutRow[];
}>;

/**
 * One price for one product, term, currency, start and end, in the list's order (ADR 0018).
 * 1. The plain row is the product (no "Windows" and no licence in its name): from its start on no other row of the
 *    product is taken, whenever that one starts.
 * 2. Where no plain row has started and rows of one start differ in name and in price, nothing says which is meant:
 *    none of them is taken.
 * 3. Of one start and end, rows equal in price are one; of rows that differ the last of the list stands. Where it has
 *    another name than a row it replaces, the reason says that the order decided.
 */
export function choosePrices(prices: readonly ListedPrice[]): RowChoice {
  const choices = grouped(prices, productKey).map((product) => {
    const { prices: candidates, leftOut } = withoutOthersThanPlain(product);
    const chosen = grouped(candidates, ({ effectiveFrom }) => effectiveFrom).map(ofOneStart);
    return joined([{ prices: [], leftOut }, ...chosen]);
  });
  const { prices: standing, leftOut } = joined(choices);
  return { prices: [...standing].sort((left, right) => left.row - right.row), leftOut };
}

/** What is left of a product once its plain rows have had their say. */
function withoutOthersThanPlain(product: readonly ListedPrice[]): RowChoice {
  const plain = firstPlain(product);
  const leftOut = product.flatMap((price) =>
    plain === undefined || price.plain || price.effectiveFrom < plain.effectiveFrom
      ? []
      : [notThePlainRow(price, plain)],
  );
  const refused = new Set(leftOut.map(({ row }) => row));
  return { prices: product.filter(({ row }) => !refused.has(row)), leftOut };
}

function firstPlain(product: readonly ListedPrice[]): ListedPrice | undefined {
  return product
    .filter(({ plain }) => plain)
    .reduce<ListedPrice | undefined>(
      (first, price) =>
        first === undefined || price.effectiveFrom < first.effectiveFrom ? price : first,
      undefined,
    );
}

/** A row that names Windows or a licence, beside the plain row that is the product from its start on. */
export function notThePlainRow(
  { row, productName }: Pick<ListedPrice, 'row' | 'productName'>,
  plain: Pick<ListedPrice, 'productName' | 'effectiveFrom'>,
): LeftOutRow {
  const [name, product] = [JSON.stringify(productName), JSON.stringify(plain.productName)];
  const why = `productName is ${name}; since ${plain.effectiveFrom} the plain row ${product} is the product`;
  return { row, kind: 'not-the-plain-row', why };
}

function ofOneStart(sameStart: readonly ListedPrice[]): RowChoice {
  const isUnclear =
    !sameStart.some(({ plain }) => plain) &&
    differ(sameStart, exactPrice) &&
    differ(sameStart, nameOf);
  if (isUnclear) return { prices: [], leftOut: sameStart.map(unclear) };
  return joined(grouped(sameStart, ({ effectiveTo }) => effectiveTo ?? '').map(standingOne));
}

function standingOne(same: readonly ListedPrice[]): RowChoice {
  const standing = differ(same, exactPrice) ? same.at(-1) : same[0];
  if (standing === undefined) return { prices: [], leftOut: [] };
  const leftOut = same
    .filter((price) => price !== standing)
    .map((price) => besideStanding(price, standing));
  return { prices: [standing], leftOut };
}

function unclear({ row, productName }: ListedPrice): LeftOutRow {
  const why = `productName is ${JSON.stringify(productName)}; rows of the same product, term and start differ in price and none is plain`;
  return { row, kind: 'no-plain-row', why };
}

/** A row of the same product, start and end as the one that stands. */
function besideStanding(price: ListedPrice, standing: ListedPrice): LeftOutRow {
  const { row } = price;
  if (exactPrice(price) === exactPrice(standing))
    return { row, kind: 'duplicate', why: 'another row of the list says the same' };
  if (nameOf(price) !== nameOf(standing)) return replacedByAnotherName(row, standing);
  const why =
    'a later row of the list gives another price for the same product, term, start and end';
  return { row, kind: 'replaced-in-list', why };
}

function replacedByAnotherName(row: number, standing: ListedPrice): LeftOutRow {
  const named = `Items[${standing.row}], ${JSON.stringify(standing.productName)},`;
  const why = `${named} comes later in the list and gives the price: only their order decided, productName does not tell which is meant`;
  return { row, kind: 'replaced-by-another-name', why };
}

function joined(choices: readonly RowChoice[]): RowChoice {
  return {
    prices: choices.flatMap((each) => each.prices),
    leftOut: choices.flatMap((each) => each.leftOut),
  };
}

/** A product, term and currency, compared without case. */
function productKey(price: ListedPrice): string {
  const { resourceType, skuName, region, term, currency } = price;
  return JSON.stringify([
    resourceType,
    skuName.toLowerCase(),
    region.toLowerCase(),
    term,
    currency,
  ]);
}

function exactPrice({ price }: ListedPrice): string {
  return canonicalDecimal(price);
}

function nameOf({ productName }: ListedPrice): string {
  return productName.toLowerCase();
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
