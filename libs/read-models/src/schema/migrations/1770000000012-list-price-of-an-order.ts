import { type MigrationInterface, type QueryRunner } from 'typeorm';

const ORDER = 'reservation_order';

/** What an order costs in the list's currency. Orders from before there were exchange rates were bought in that currency. */
export class ListPriceOfAnOrder1770000000012 implements MigrationInterface {
  readonly name = 'ListPriceOfAnOrder1770000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table ${ORDER} add column list_currency char(3), add column list_unit_price numeric`,
    );
    await runner.query(
      `update ${ORDER} set list_currency = currency, list_unit_price = unit_price`,
    );
    await runner.query(
      `alter table ${ORDER} alter list_currency set not null, alter list_unit_price set not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table ${ORDER} drop column list_currency, drop column list_unit_price`,
    );
  }
}
