import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** R-ACC-3: a page of a partner's customers without sorting them all; it serves whoever looked for the partner alone. */
export class CustomersOfAPartner1770000000018 implements MigrationInterface {
  readonly name = 'CustomersOfAPartner1770000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index billing_account_of_partner');
    await runner.query(
      'create index billing_account_of_partner on billing_account (partner_id, id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index billing_account_of_partner');
    await runner.query('create index billing_account_of_partner on billing_account (partner_id)');
  }
}
