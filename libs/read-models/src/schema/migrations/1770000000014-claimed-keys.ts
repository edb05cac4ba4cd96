import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created, dropped } from './statements';

const TABLES = {
  idempotency_key: `(
    tenant_id text not null,
    principal_id text not null,
    key text not null,
    method text not null,
    path text not null,
    body_hash text not null,
    claim uuid,
    claimed_at timestamptz not null,
    status integer,
    answer jsonb,
    primary key (tenant_id, principal_id, key))`,
};

const BEFORE = {
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
};

/** Keys are claimed before their request is carried out, in the tenant of their caller. Nothing ever wrote the table that was there. */
export class ClaimedKeys1770000000014 implements MigrationInterface {
  readonly name = 'ClaimedKeys1770000000014';

  async up(runner: QueryRunner): Promise<void> {
    await dropped(runner, BEFORE);
    await created(runner, TABLES, []);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropped(runner, TABLES);
    await created(runner, BEFORE, [
      'create index idempotency_key_by_age on idempotency_key (created_at)',
    ]);
  }
}
