import {
  type Day,
  type Instant,
  type ListPrice,
  listPriceOf,
  type Product,
  type ResourceType,
  type Term,
} from '#ledger-core';
import { type LeftOutRow } from '../list/left-out';
import { type PriceList } from '../list/price-list.parser';
import { type ListedPrice } from '../list/price-row.parser';

/** A price to look for: a product in one list's currency (ISO 4217). Product names are compared without case. */
export type PricedProduct = Product & Readonly<{ currency: string }>;

/** A price as the book holds it. `recordedAt` is the business time of its import. */
export type PriceRow = Omit<ListedPrice, 'row'> &
  Readonly<{ id: string; importId: string; recordedAt: Instant }>;

/**
 * The row that holds on a day; `listed` is false when it has ended. No row at all is no `PriceOfDay`:
 * for a product that was bought that is a fault, never a reason to refund more (R-AMT-2).
 */
export type PriceOfDay = Readonly<{ listed: boolean; row: PriceRow }>;

/** Which rows may be looked at: for a due day, those recorded before it began (R-TIM-1). */
export type Knowledge = Readonly<{ recordedBefore?: Instant }>;

/** Where a list came from (shown to people), and the business time of its import. */
export type ImportOrigin = Readonly<{ source: string; businessAt: Instant }>;

/** What an import did: rows added, rows that said what the book already held, rows left out. */
export type PriceImport = Readonly<{
  importId: string;
  imported: number;
  unchanged: number;
  leftOut: readonly LeftOutRow[];
}>;

/** Prices of reserved products by day. Rows are added and never changed. */
export abstract class PriceBook {
  /**
   * Imports a list whole or not at all, one import at a time. A row that says what the row imported last for
   * its product, start and end says (price and twin) is unchanged; any other is added and is from now on the
   * one imported last. A row with an operating system or licence is left out where the book has a plain row of the
   * product that starts on the same day or before (ADR 0018). `progress` hears how many of the list's prices are done, batch by batch.
   */
  abstract import(
    list: PriceList,
    origin: ImportOrigin,
    progress?: (pricesDone: number) => void,
  ): Promise<PriceImport>;

  /**
   * The price of the day of each product, in the order asked, in one query; undefined where there is no row at all.
   * Of the rows that start on the day or before, a plain one before one with an operating system or licence
   * (ADR 0018), then the latest start, one without end before one with, then the one imported last.
   */
  abstract pricesOfDay(
    products: readonly PricedProduct[],
    on: Day,
    knowledge?: Knowledge,
  ): Promise<readonly (PriceOfDay | undefined)[]>;

  /**
   * The types of resource sold under each SKU name in its region, in the order asked, in one query: in alphabetical
   * order, whether or not still listed.
   */
  abstract resourceTypesOfEach(
    products: readonly Pick<Product, 'skuName' | 'region'>[],
  ): Promise<readonly (readonly ResourceType[])[]>;

  /** Whether any row of these currencies (ISO 4217), of whatever day, is of a region; in any case. */
  abstract isSoldIn(region: string, currencies: readonly string[]): Promise<boolean>;

  /** The terms in which a product is listed on a day, in any currency, shortest first. */
  abstract termsSold(product: Omit<Product, 'term'>, on: Day): Promise<readonly Term[]>;

  /** The types of resource sold under one SKU name in a region: see `resourceTypesOfEach`. */
  async resourceTypesOf(skuName: string, region: string): Promise<readonly ResourceType[]> {
    const [types = []] = await this.resourceTypesOfEach([{ skuName, region }]);
    return types;
  }

  /** The price of the day of one product: see `pricesOfDay`. */
  async priceOfDay(
    product: PricedProduct,
    on: Day,
    knowledge?: Knowledge,
  ): Promise<PriceOfDay | undefined> {
    const [price] = await this.pricesOfDay([product], on, knowledge);
    return price;
  }
}

/** A row as decisions use it: the unit price of the term, rounded half up to the minor unit (R-PUR-1). */
export function asListPrice(row: PriceRow): ListPrice {
  const { id: rowId, price: listed, currency, effectiveFrom, effectiveTo } = row;
  const end = effectiveTo === undefined ? {} : { effectiveTo };
  return listPriceOf({ rowId, listed, currency, effectiveFrom, ...end });
}
