import { type MigrationInterface, type QueryRunner } from 'typeorm';

const INDICES = {
  billing_account_by_transfer: 'billing_account (transferred_to)',
  retained_credit_movement_of_transfer: 'retained_credit_movement (transfer_id)',
} as const;

/** R-RET-4: which accounts have moved to one, and which credit is on its way, without a scan. */
export class Transfers1770000000010 implements MigrationInterface {
  readonly name = 'Transfers1770000000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDICES))
      await runner.query(`create index ${name} on ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index ${Object.keys(INDICES).join(', ')}`);
  }
}
