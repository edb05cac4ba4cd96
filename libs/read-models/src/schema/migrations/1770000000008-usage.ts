import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created, dropped } from './statements';

const TABLES = {
  usage_day: `(
    reservation_id uuid not null,
    on_day date not null,
    billing_account_id text not null,
    used_quantity numeric not null,
    reported_revision bigint not null,
    primary key (reservation_id, on_day))`,
};

export class Usage1770000000008 implements MigrationInterface {
  readonly name = 'Usage1770000000008';

  async up(runner: QueryRunner): Promise<void> {
    await created(runner, TABLES, []);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropped(runner, TABLES);
  }
}
