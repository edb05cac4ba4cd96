import { type DataSource } from 'typeorm';
import {
  Catalogue,
  type CatalogueItem,
  type CatalogueListing,
  type CataloguePage,
  type CatalogueScope,
} from './catalogue.port';
import { cataloguePage, IS_SOLD } from './catalogue.sql';
import { type PriceRow } from '../book/price-book.port';
import { catalogueRecords, priceOf, soldRecords } from '../book/price-row.record';

/** The catalogue in the PostgreSQL table `price_row`. */
export class PostgresCatalogue extends Catalogue {
  constructor(private readonly database: Pick<DataSource, 'query'>) {
    super();
  }

  override async page(listing: CatalogueListing): Promise<CataloguePage> {
    const { sql, values } = cataloguePage(listing);
    const records = catalogueRecords.parse(await this.database.query<unknown>(sql, [...values]));
    const rows = records.flatMap((record) => (record.id === null ? [] : [priceOf(record)]));
    return { items: itemsOf(rows), total: records[0]?.total ?? 0 };
  }

  override async isSold({
    resourceType,
    currencies,
    region,
  }: CatalogueScope & Readonly<{ region: string }>): Promise<boolean> {
    const keys = [resourceType, currencies, region];
    const [{ sold }] = soldRecords.parse(await this.database.query<unknown>(IS_SOLD, keys));
    return sold;
  }
}

/** Rows of one product stand together. */
function itemsOf(rows: readonly PriceRow[]): readonly CatalogueItem[] {
  const items: { skuName: string; region: string; rows: PriceRow[] }[] = [];
  for (const row of rows) {
    const last = items.at(-1);
    if (last !== undefined && isSame(last, row)) last.rows.push(row);
    else items.push({ skuName: row.skuName, region: row.region, rows: [row] });
  }
  return items;
}

function isSame(left: Pick<PriceRow, 'skuName' | 'region'>, right: PriceRow): boolean {
  return (
    left.skuName.toLowerCase() === right.skuName.toLowerCase() &&
    left.region.toLowerCase() === right.region.toLowerCase()
  );
}
