import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created, dropped } from './statements';

const TABLES = {
  daily_run: `(
    id uuid primary key,
    through_day date not null,
    asked_by text not null,
    principal_id text,
    started_at timestamptz not null,
    updated_at timestamptz not null,
    finished_at timestamptz,
    accounts_due integer not null,
    accounts_done integer not null,
    instalments_charged integer not null,
    credits_expired integer not null,
    months_closed integer not null,
    parked integer not null,
    stopped integer not null,
    stuck integer not null,
    waiting integer not null,
    state text not null,
    why text)`,
};
const INDICES = ['create index daily_run_by_start on daily_run (started_at)'];

/** How far each daily run has come, for every process to see. */
export class DailyRuns1770000000016 implements MigrationInterface {
  readonly name = 'DailyRuns1770000000016';

  async up(runner: QueryRunner): Promise<void> {
    await created(runner, TABLES, INDICES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropped(runner, TABLES);
  }
}
