import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** An order may have a directory of its own: none of those that stand has. */
export class DirectoryOfAnOrder1770000000009 implements MigrationInterface {
  readonly name = 'DirectoryOfAnOrder1770000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reservation_order add column tenant_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reservation_order drop column tenant_id');
  }
}
