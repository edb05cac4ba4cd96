import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created, dropped } from './statements';

const TABLES = {
  session: `(
    id uuid primary key,
    kind text not null,
    billing_account_id text not null,
    order_id uuid,
    principal_id text not null,
    request jsonb not null,
    result jsonb not null,
    created_at timestamptz not null,
    expires_at timestamptz not null)`,
  idempotency_key: `(
    principal_id text not null,
    key text not null,
    method text not null,
    path text not null,
    body_hash text not null,
    status integer not null,
    answer jsonb not null,
    created_at timestamptz not null,
    primary key (principal_id, key))`,
  business_clock: `(
    id smallint primary key,
    now timestamptz not null,
    constraint business_clock_one_row check (id = 1))`,
};

const INDICES = [
  'create index session_by_expiry on session (expires_at)',
  'create index idempotency_key_by_age on idempotency_key (created_at)',
];

export class BesideTheLog1770000000004 implements MigrationInterface {
  readonly name = 'BesideTheLog1770000000004';

  async up(runner: QueryRunner): Promise<void> {
    await created(runner, TABLES, INDICES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropped(runner, TABLES);
  }
}
