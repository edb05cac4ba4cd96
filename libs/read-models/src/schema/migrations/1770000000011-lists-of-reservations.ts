import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What stands already keeps the order in which it was numbered, before all that comes later. */
const TABLES = ['reservation', 'reservation_order'];

const INDICES: Readonly<Record<string, string>> = {
  reservation_as_they_came: 'reservation (log_position, position, n, id)',
  reservation_order_as_they_came: 'reservation_order (log_position, order_number, id)',
  reservation_by_state: 'reservation (state, expires_on)',
  reservation_renewed_by: 'reservation (renewed_by) where renewed_by is not null',
  reservation_of_single_scope: `reservation
    (lower(substring(applied_scope #>> '{scopes,0}' from '(?i)^/?(?:subscriptions/)?([^/]+)')))
    where applied_scope ->> 'type' = 'Single'`,
  price_row_of_catalogue: `price_row
    (resource_type, currency, region_key, sku_key, term,
     effective_from desc, plain desc, (effective_to is null) desc, sequence desc)`,
};

/** Lists in an order that later purchases do not disturb, and an index for each way they are asked for. */
export class ListsOfReservations1770000000011 implements MigrationInterface {
  readonly name = 'ListsOfReservations1770000000011';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`alter table ${table} add column log_position bigint not null default 0`);
    for (const [name, on] of Object.entries(INDICES))
      await runner.query(`create index ${name} on ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDICES)) await runner.query(`drop index ${name}`);
    for (const table of TABLES) await runner.query(`alter table ${table} drop column log_position`);
  }
}
