import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { created, dropped } from './statements';

const TABLES = {
  exchange_rate: `(
    stream_revision bigint primary key,
    from_currency character(3) not null,
    to_currency character(3) not null,
    on_day date not null,
    rate numeric not null,
    source text not null,
    published_on date not null,
    recorded_at timestamptz not null)`,
};

const INDICES = [
  'create index exchange_rate_of_day on exchange_rate (from_currency, to_currency, on_day, stream_revision)',
];

/** Published exchange rates, and the order in which versions of the terms were published: no version was, before. */
export class ExchangeRates1770000000007 implements MigrationInterface {
  readonly name = 'ExchangeRates1770000000007';

  async up(runner: QueryRunner): Promise<void> {
    await created(runner, TABLES, INDICES);
    await runner.query(
      'alter table policy_terms add column stream_revision bigint not null default 0',
    );
    await runner.query('alter table policy_terms alter column stream_revision drop default');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table policy_terms drop column stream_revision');
    await dropped(runner, TABLES);
  }
}
