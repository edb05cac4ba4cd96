import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created, dropped } from './statements';

const TABLES = {
  reservation_revision: `(
    reservation_id uuid not null,
    stream_revision bigint not null,
    changed_at timestamptz not null,
    what jsonb not null,
    primary key (reservation_id, stream_revision))`,
  prepayment_term: `(
    billing_account_id text not null,
    term_id text not null,
    from_day date not null,
    to_day date not null,
    amount numeric not null,
    currency character(3) not null,
    added_on date not null,
    primary key (billing_account_id, term_id))`,
  prepayment_credit: `(
    credit_id uuid primary key,
    billing_account_id text not null,
    order_id uuid not null,
    reservation_id uuid not null,
    charge_id uuid not null,
    term_id text,
    amount numeric not null,
    fee numeric not null,
    currency character(3) not null,
    granted_on date not null,
    expires_on date not null,
    stream_revision bigint not null)`,
  prepayment_movement: `(
    billing_account_id text not null,
    stream_revision bigint not null,
    n integer not null,
    credit_id uuid,
    term_id text,
    on_day date not null,
    amount numeric not null,
    currency character(3) not null,
    kind text not null,
    charge_id uuid,
    primary key (billing_account_id, stream_revision, n))`,
  card_refund: `(
    card_refund_id uuid primary key,
    billing_account_id text not null,
    payment_id uuid not null,
    on_day date not null,
    amount numeric not null,
    currency character(3) not null,
    card_token text not null,
    card_brand text not null,
    card_last4 text not null,
    status text not null,
    document_number text not null,
    support_request_id uuid,
    held_refund_id uuid,
    stream_revision bigint not null)`,
  support_request: `(
    support_request_id uuid primary key,
    billing_account_id text not null,
    origin text not null,
    issue_type text not null,
    problem_type text not null,
    category text not null,
    order_id uuid not null,
    reservation_id uuid not null,
    amount numeric not null,
    currency character(3) not null,
    opened_on date not null,
    status text not null,
    status_on date not null,
    why text,
    stream_revision bigint not null)`,
  policy_terms: `(
    version text primary key,
    channel text not null,
    effective_on date not null,
    terms jsonb not null,
    published_on date not null)`,
};

/** What standing rows get is what the events said that made them: none of those had any of this. */
const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  billing_account: {
    customer_may_buy: 'boolean not null default true',
    card_token: 'text',
    card_brand: 'text',
    card_last4: 'text',
    transferred_to: 'text',
    transferred_on: 'date',
  },
  reservation: {
    n: 'integer not null default 0',
    renew_properties: 'jsonb',
    review_date_time: 'text',
    archived: 'boolean not null default false',
    merge_sources: `uuid[] not null default '{}'`,
    merge_destination: 'uuid',
    renewed_by: 'uuid',
    not_renewed_why: 'text',
  },
  charge: { overage_month: 'text' },
  document: { overage_month: 'text' },
  document_line: {
    overage_month: 'text',
    stream_revision: 'bigint not null default 0',
    n: 'integer not null default 0',
  },
  retained_credit_movement: { transfer_id: 'uuid', other_account: 'text' },
};

const INDICES = [
  'create index prepayment_credit_of_account on prepayment_credit (billing_account_id, granted_on, stream_revision)',
  'create index prepayment_movement_by_day on prepayment_movement (billing_account_id, on_day, stream_revision)',
  'create index card_refund_of_account on card_refund (billing_account_id, stream_revision)',
  'create index support_request_of_account on support_request (billing_account_id, stream_revision)',
  `create index document_line_of_overage_month on document_line
    (billing_account_id, overage_month, stream_revision, n) where overage_month is not null`,
];

/** Every way of paying, what can become of a reservation, and published terms. */
export class TheWholeCatalogue1770000000006 implements MigrationInterface {
  readonly name = 'TheWholeCatalogue1770000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS)) {
      const added = Object.entries(columns).map(([column, of]) => `add column ${column} ${of}`);
      await runner.query(`alter table ${table} ${added.join(', ')}`);
    }
    await runner.query(
      'alter table retained_credit_movement alter column document_number drop not null',
    );
    await created(runner, TABLES, INDICES);
  }

  /** Credit that came or left with a transfer cannot stand in the older table; the log still has it. */
  async down(runner: QueryRunner): Promise<void> {
    await dropped(runner, TABLES);
    await runner.query('delete from retained_credit_movement where document_number is null');
    await runner.query(
      'alter table retained_credit_movement alter column document_number set not null',
    );
    for (const [table, columns] of Object.entries(COLUMNS)) {
      const gone = Object.keys(columns).map((column) => `drop column ${column}`);
      await runner.query(`alter table ${table} ${gone.join(', ')}`);
    }
  }
}
