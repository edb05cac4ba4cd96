import { type LeftOutRow } from './left-out';
import { type ListedPrice, readRow } from './price-row.parser';
import { choosePrices } from './row-choice';

/** A price list read: the prices to import, in the list's order, and every row that is none with its reason. */
export type PriceList = Readonly<{
  prices: readonly ListedPrice[];
  /** By row. */
  leftOut: readonly LeftOutRow[];
}>;

export type PriceListReading =
  Readonly<{ kind: 'price-list'; list: PriceList }> | Readonly<{ kind: 'malformed'; why: string }>;

/**
 * Reads parsed JSON of the Azure Retail Prices API's shape, `{"Items":[…]}`. A row that is no price is left
 * out with its reason and spoils nothing else; only a document of another shape is malformed as a whole.
 * Pure: nothing is stored.
 */
export function readPriceList(document: unknown): PriceListReading {
  const items = itemsOf(document);
  if (items === undefined)
    return {
      kind: 'malformed',
      why: 'A price list is a JSON object {"Items":[…]} of Azure Retail Prices rows, as downloaded; nothing was imported.',
    };
  const leftOut: LeftOutRow[] = [];
  const read: ListedPrice[] = [];
  for (const [row, item] of items.entries()) {
    const reading = readRow(item, row);
    if (reading.kind === 'price') read.push(reading.price);
    else leftOut.push({ row, kind: reading.reason, why: reading.why });
  }
  const chosen = choosePrices(read);
  const all = [...leftOut, ...chosen.leftOut].sort((left, right) => left.row - right.row);
  return { kind: 'price-list', list: { prices: chosen.prices, leftOut: all } };
}

function itemsOf(document: unknown): readonly unknown[] | undefined {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return undefined;
  const { Items: items }: Readonly<{ Items?: unknown }> = document;
  return Array.isArray(items) ? items : undefined;
}
