import { type MigrationInterface, type QueryRunner } from 'typeorm';

const INDICES = {
  due_item_of_transfer: `due_item (ref, due_on) where kind = 'ProgramTransfer'`,
  retained_credit_movement_sent: `retained_credit_movement (other_account) where transfer_id is not null and amount < 0`,
} as const;

/** R-RET-4: whether an account is about to be moved to, or sent credit; every command on a partner's account asks. */
export class ComingCredit1770000000013 implements MigrationInterface {
  readonly name = 'ComingCredit1770000000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDICES))
      await runner.query(`create index ${name} on ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index ${Object.keys(INDICES).join(', ')}`);
  }
}
