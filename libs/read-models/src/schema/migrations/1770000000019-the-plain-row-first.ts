import { type MigrationInterface, type QueryRunner } from 'typeorm';

const BY_START = 'effective_from desc, plain desc, (effective_to is null) desc, sequence desc';
const PLAIN_FIRST = 'plain desc, effective_from desc, (effective_to is null) desc, sequence desc';

async function ordered(runner: QueryRunner, order: string): Promise<void> {
  await runner.query('drop index price_row_of_day, price_row_of_catalogue');
  await runner.query(`create unique index price_row_of_day on price_row
    (sku_key, region_key, resource_type, term, currency, ${order})`);
  await runner.query(`create index price_row_of_catalogue on price_row
    (resource_type, currency, region_key, sku_key, term, ${order})`);
}

/** A plain row gives the price before one with an operating system or licence, whenever that one starts (ADR 0018). */
export class ThePlainRowFirst1770000000019 implements MigrationInterface {
  readonly name = 'ThePlainRowFirst1770000000019';

  async up(runner: QueryRunner): Promise<void> {
    await ordered(runner, PLAIN_FIRST);
  }

  async down(runner: QueryRunner): Promise<void> {
    await ordered(runner, BY_START);
  }
}
