import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** An Owner may be one of a tenant: of those that stand no event has said so. */
export class TenantsOfOwners1770000000015 implements MigrationInterface {
  readonly name = 'TenantsOfOwners1770000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table owner add column tenant_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table owner drop column tenant_id');
  }
}
