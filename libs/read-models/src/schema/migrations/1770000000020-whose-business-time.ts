import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Whether a test clock says what business time is: then the machine's time means nothing, also while all is stopped. */
export class WhoseBusinessTime1770000000020 implements MigrationInterface {
  readonly name = 'WhoseBusinessTime1770000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table business_clock add column is_test boolean not null default false',
    );
    await runner.query('alter table business_clock alter column is_test drop default');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table business_clock drop column is_test');
  }
}
