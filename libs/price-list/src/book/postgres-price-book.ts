import { type Day, type Product, RESOURCE_TYPES, type ResourceType, type Term } from '#ledger-core';
import { type DataSource, type EntityManager } from 'typeorm';
import { type z } from 'zod';
import { type LeftOutRow } from '../list/left-out';
import {
  type ImportOrigin,
  type Knowledge,
  PriceBook,
  type PricedProduct,
  type PriceImport,
  type PriceOfDay,
} from './price-book.port';
import {
  ADD_IMPORT,
  ADD_ROWS,
  CLOSE_IMPORT,
  IS_SOLD_IN,
  LOCK_IMPORTS,
  PRICES_OF_DAY,
  RESOURCE_TYPES_OF_EACH,
  TERMS_SOLD,
} from './price-book.sql';
import {
  addedRecords,
  importRecords,
  priceOf,
  priceRecords,
  soldRecords,
  termRecords,
  typeRecords,
} from './price-row.record';
import { type PriceList } from '../list/price-list.parser';
import { type ListedPrice } from '../list/price-row.parser';
import { notThePlainRow } from '../list/row-choice';

/** Rows of one statement, and how often an import tells how far it is; it does not bound what a list may hold. */
const BATCH_ROWS_MAX = 500;

/** The price book in the PostgreSQL tables `price_import` and `price_row`. */
export class PostgresPriceBook extends PriceBook {
  constructor(private readonly database: DataSource) {
    super();
  }

  override async import(
    { prices, leftOut: unread }: PriceList,
    origin: ImportOrigin,
    progress: (pricesDone: number) => void = () => undefined,
  ): Promise<PriceImport> {
    return this.database.transaction('READ COMMITTED', async (transaction) => {
      await transaction.query(LOCK_IMPORTS);
      const facts = [origin.businessAt, origin.source];
      const [{ id }] = await rowsOf(transaction, importRecords, ADD_IMPORT, facts);
      let imported = 0;
      const besidePlain: LeftOutRow[] = [];
      for (let done = 0; done < prices.length; done += BATCH_ROWS_MAX) {
        const batch = prices.slice(done, done + BATCH_ROWS_MAX);
        const values = [id, origin.businessAt, ...columnsOf(batch)];
        const [result] = await rowsOf(transaction, addedRecords, ADD_ROWS, values);
        imported += result.added;
        besidePlain.push(...leftOutOf(batch, result.beside_plain));
        progress(done + batch.length);
      }
      const unchanged = prices.length - imported - besidePlain.length;
      const leftOut = [...unread, ...besidePlain].sort((left, right) => left.row - right.row);
      await transaction.query(CLOSE_IMPORT, [id, imported, unchanged, leftOut.length]);
      return { importId: id, imported, unchanged, leftOut };
    });
  }

  override async pricesOfDay(
    products: readonly PricedProduct[],
    on: Day,
    knowledge: Knowledge = {},
  ): Promise<readonly (PriceOfDay | undefined)[]> {
    const found = await rowsOf(this.database.manager, priceRecords, PRICES_OF_DAY, [
      products.map(({ skuName }) => skuName.toLowerCase()),
      products.map(({ region }) => region.toLowerCase()),
      products.map(({ resourceType }) => resourceType),
      products.map(({ term }) => term),
      products.map(({ currency }) => currency),
      on,
      knowledge.recordedBefore ?? null,
    ]);
    const byPlace = new Map(found.map((record) => [record.place, priceOf(record)]));
    return products.map((_, index) => {
      const row = byPlace.get(index + 1);
      return row && { listed: row.effectiveTo === undefined || row.effectiveTo >= on, row };
    });
  }

  override async resourceTypesOfEach(
    products: readonly Pick<Product, 'skuName' | 'region'>[],
  ): Promise<readonly (readonly ResourceType[])[]> {
    const found = await rowsOf(this.database.manager, typeRecords, RESOURCE_TYPES_OF_EACH, [
      products.map(({ skuName }) => skuName.toLowerCase()),
      products.map(({ region }) => region.toLowerCase()),
    ]);
    const types = products.map((): ResourceType[] => []);
    for (const record of found) types[record.place - 1]?.push(record.resource_type);
    return types;
  }

  override async isSoldIn(region: string, currencies: readonly string[]): Promise<boolean> {
    const values = [RESOURCE_TYPES, currencies, region.toLowerCase()];
    const [found] = await rowsOf(this.database.manager, soldRecords, IS_SOLD_IN, values);
    return found.sold;
  }

  override async termsSold(product: Omit<Product, 'term'>, on: Day): Promise<readonly Term[]> {
    const { skuName, region, resourceType } = product;
    const keys = [skuName.toLowerCase(), region.toLowerCase(), resourceType, on];
    const found = await rowsOf(this.database.manager, termRecords, TERMS_SOLD, keys);
    return found.map((record) => record.term);
  }
}

/** In the order of `listed` in `ADD_ROWS`. */
function columnsOf(prices: readonly ListedPrice[]): readonly (readonly unknown[])[] {
  return [
    prices.map(({ resourceType }) => resourceType),
    prices.map(({ skuName }) => skuName),
    prices.map(({ skuName }) => skuName.toLowerCase()),
    prices.map(({ region }) => region),
    prices.map(({ region }) => region.toLowerCase()),
    prices.map(({ term }) => term),
    prices.map(({ currency }) => currency),
    prices.map(({ price }) => price),
    prices.map(({ effectiveFrom }) => effectiveFrom),
    prices.map(({ effectiveTo }) => effectiveTo ?? null),
    prices.map(({ productName }) => productName),
    prices.map(({ plain }) => plain),
    prices.map(({ meterId }) => meterId ?? null),
    prices.map(({ swappableSkuName }) => swappableSkuName ?? null),
    prices.map((_, place) => place),
  ];
}

type BesidePlain = z.infer<typeof addedRecords>[0]['beside_plain'][number];

/** The rows of a batch beside which the book has a plain one. */
function leftOutOf(
  batch: readonly ListedPrice[],
  besidePlain: readonly BesidePlain[],
): readonly LeftOutRow[] {
  return besidePlain.flatMap(({ place, product_name: productName, effective_from: from }) =>
    batch
      .slice(place, place + 1)
      .map((price) => notThePlainRow(price, { productName, effectiveFrom: from })),
  );
}

async function rowsOf<Records extends z.ZodType>(
  connection: EntityManager,
  records: Records,
  sql: string,
  values: readonly unknown[],
): Promise<z.infer<Records>> {
  return records.parse(await connection.query<unknown>(sql, [...values]));
}
