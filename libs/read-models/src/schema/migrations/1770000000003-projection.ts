import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created, dropped } from './statements';

const TABLES = {
  operation: `(
    id uuid primary key,
    operation_id text not null,
    kind text not null,
    billing_account_id text,
    principal_id text not null,
    on_day date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    stream text not null,
    stream_revision bigint not null,
    answer jsonb not null)`,
  account_projection: `(
    stream text primary key,
    revision bigint not null,
    position bigint not null,
    chain text not null)`,
  checkpoint: `(
    name text primary key,
    position bigint not null,
    event_id uuid not null)`,
  parked_account: `(
    stream text primary key,
    billing_account_id text,
    revision bigint not null,
    event_id uuid not null,
    reason text not null,
    parked_at timestamptz not null default now())`,
};

const INDICES = [
  'create index operation_by_outside_id on operation (operation_id)',
  'create unique index operation_in_stream on operation (stream, stream_revision)',
];

export class Projection1770000000003 implements MigrationInterface {
  readonly name = 'Projection1770000000003';

  async up(runner: QueryRunner): Promise<void> {
    await created(runner, TABLES, INDICES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropped(runner, TABLES);
  }
}
