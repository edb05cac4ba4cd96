import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created } from './statements';

const TABLES = {
  price_import: `(
    id uuid primary key,
    imported_at timestamptz not null,
    business_at timestamptz not null,
    source text not null,
    rows_imported integer not null,
    rows_unchanged integer not null,
    rows_left_out integer not null)`,
  price_row: `(
    id uuid primary key,
    import_id uuid not null references price_import,
    sequence bigint generated always as identity,
    resource_type text not null,
    sku_name text not null,
    sku_key text not null,
    region_name text not null,
    region_key text not null,
    term text not null,
    currency character(3) not null,
    price numeric not null check (price > 0),
    effective_from date not null,
    effective_to date check (effective_to >= effective_from),
    product_name text not null,
    plain boolean not null,
    meter_id text,
    swappable_sku_name text,
    recorded_at timestamptz not null)`,
};

const INDICES = [
  `create unique index price_row_of_day on price_row
    (sku_key, region_key, resource_type, term, currency,
     effective_from desc, plain desc, (effective_to is null) desc, sequence desc)`,
  'create index price_row_of_import on price_row (import_id)',
];

/**
 * The price list reads and writes these two; they are made here, as every table is. Rows are added, never changed:
 * what a price was on a day stays provable. A row is current for its product, currency, start, end and plainness
 * while none of the same was imported later (`sequence`), so no key holds the price: an older price imported again
 * is a new row, and current again.
 */
export class Prices1770000000005 implements MigrationInterface {
  readonly name = 'Prices1770000000005';

  async up(runner: QueryRunner): Promise<void> {
    await created(runner, TABLES, INDICES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table price_row, price_import');
  }
}
