import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created, dropped } from './statements';

const TABLES = {
  billing_account: `(
    id text primary key,
    agreement_type text not null,
    currency character(3) not null,
    display_name text not null,
    tenant_id text,
    partner_id text,
    payment_term_days integer not null,
    payment_method text not null,
    opened_on date not null)`,
  subscription: `(
    id uuid primary key,
    billing_account_id text not null,
    display_name text not null,
    linked_on date not null)`,
  reservation_order: `(
    id uuid primary key,
    billing_account_id text not null,
    order_number integer not null,
    display_name text not null,
    term text not null,
    billing_plan text not null,
    original_quantity integer not null,
    billing_subscription_id uuid not null,
    purchased_on date not null,
    expires_on date not null,
    requested_at timestamptz not null,
    currency character(3) not null,
    unit_price numeric not null,
    commitment numeric not null,
    instalment_count integer not null,
    instalment_base numeric not null,
    instalment_extra integer not null,
    purchase_of text not null,
    explanation jsonb not null,
    etag bigint not null)`,
  reservation: `(
    id uuid primary key,
    order_id uuid not null,
    billing_account_id text not null,
    position bigint not null,
    resource_type text not null,
    sku_name text not null,
    region text not null,
    term text not null,
    billing_plan text not null,
    quantity integer not null,
    display_name text not null,
    billing_subscription_id uuid not null,
    applied_scope jsonb not null,
    instance_flexibility text not null,
    renew boolean not null,
    purchased_on date not null,
    expires_on date not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    state text not null,
    etag bigint not null,
    charged_instalments integer not null,
    next_due_on date,
    split_source uuid,
    split_destinations uuid[] not null,
    returned_on date,
    returned_quantity integer,
    returned_for text)`,
  owner: `(
    order_id uuid not null,
    principal_id text not null,
    primary key (order_id, principal_id))`,
  charge: `(
    id uuid primary key,
    billing_account_id text not null,
    order_id uuid not null,
    reservation_id uuid not null,
    instalment integer not null,
    charged_on date not null,
    period_from date not null,
    period_to date not null,
    quantity integer not null,
    unit_amount numeric not null,
    amount numeric not null,
    currency character(3) not null,
    method text not null,
    invoice text,
    stream_revision bigint not null)`,
  due_item: `(
    billing_account_id text not null,
    kind text not null,
    ref text not null,
    due_on date not null,
    primary key (billing_account_id, kind, ref))`,
  refund_cap_use: `(
    reservation_id uuid primary key,
    billing_account_id text not null,
    order_id uuid not null,
    refunded_on date not null,
    replenished_on date not null,
    usd numeric not null,
    measure text not null,
    amount numeric not null,
    currency character(3) not null,
    exchange_rate jsonb,
    terms_version text not null,
    stream_revision bigint not null)`,
};

const INDICES = [
  'create index billing_account_of_partner on billing_account (partner_id)',
  'create index subscription_of_account on subscription (billing_account_id, id)',
  'create index reservation_order_of_account on reservation_order (billing_account_id, order_number)',
  'create index reservation_of_order on reservation (order_id, position)',
  'create index reservation_of_account on reservation (billing_account_id, position)',
  'create index owner_by_principal on owner (principal_id, order_id)',
  'create index charge_of_order on charge (order_id, stream_revision)',
  'create index due_item_by_day on due_item (due_on, billing_account_id)',
  'create index refund_cap_use_of_account on refund_cap_use (billing_account_id, refunded_on)',
];

export class AccountsAndReservations1770000000001 implements MigrationInterface {
  readonly name = 'AccountsAndReservations1770000000001';

  async up(runner: QueryRunner): Promise<void> {
    await created(runner, TABLES, INDICES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropped(runner, TABLES);
  }
}
