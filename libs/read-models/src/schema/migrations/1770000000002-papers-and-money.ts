import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created, dropped } from './statements';

const TABLES = {
  document: `(
    number text primary key,
    billing_account_id text not null,
    sequence integer not null,
    kind text not null,
    status text not null,
    revision integer not null,
    issued_on date not null,
    due_on date,
    currency character(3) not null,
    why text not null,
    carries text[] not null,
    new_lines uuid[] not null,
    replaces text[] not null,
    replaced_by text,
    credit_for text,
    total numeric not null,
    paid numeric not null,
    credited numeric not null,
    amount_due numeric not null,
    line_count integer not null)`,
  document_revision: `(
    number text not null,
    revision integer not null,
    billing_account_id text not null,
    on_day date not null,
    why text not null,
    status text not null,
    paid numeric not null,
    credited numeric not null,
    amount_due numeric not null,
    primary key (number, revision))`,
  document_line: `(
    line_id uuid primary key,
    billing_account_id text not null,
    document_number text,
    kind text not null,
    description text not null,
    order_id uuid,
    reservation_id uuid,
    quantity integer,
    amount numeric not null,
    currency character(3) not null,
    explanation jsonb not null)`,
  payment: `(
    id uuid primary key,
    billing_account_id text not null,
    reference text not null,
    amount numeric not null,
    overpaid numeric not null,
    currency character(3) not null,
    paid_on date not null,
    recorded_on date not null,
    invoice text not null)`,
  payment_movement: `(
    billing_account_id text not null,
    stream_revision bigint not null,
    n integer not null,
    payment_id uuid not null,
    document_number text not null,
    on_day date not null,
    amount numeric not null,
    currency character(3) not null,
    kind text not null,
    reference text,
    primary key (billing_account_id, stream_revision, n))`,
  retained_credit_movement: `(
    billing_account_id text not null,
    stream_revision bigint not null,
    credit_id uuid not null,
    on_day date not null,
    amount numeric not null,
    currency character(3) not null,
    reason text not null,
    document_number text not null,
    usable_for jsonb,
    primary key (billing_account_id, stream_revision, credit_id))`,
};

const INDICES = [
  'create unique index document_series on document (billing_account_id, sequence)',
  'create index document_line_of_document on document_line (document_number)',
  'create index document_line_of_account on document_line (billing_account_id)',
  'create index payment_of_account on payment (billing_account_id, recorded_on)',
  'create index payment_movement_of_document on payment_movement (document_number, stream_revision)',
  'create index retained_credit_movement_by_day on retained_credit_movement (billing_account_id, on_day, stream_revision)',
];

export class PapersAndMoney1770000000002 implements MigrationInterface {
  readonly name = 'PapersAndMoney1770000000002';

  async up(runner: QueryRunner): Promise<void> {
    await created(runner, TABLES, INDICES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropped(runner, TABLES);
  }
}
