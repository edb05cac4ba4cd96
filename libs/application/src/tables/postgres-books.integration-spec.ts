import { type DataSource } from 'typeorm';
import {
  billingAccountId,
  BUILT_IN_TERMS,
  Calendar,
  type PolicyTerms,
  reservationId,
  SELF_SERVICE_2021_04,
  termsOn,
} from '#ledger-core';
import { migrate, openReadModels } from '#read-models';
import { BookUnreadable } from '#application';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { PostgresExchangeRateBook } from './postgres-exchange-rate-book';
import { PostgresPolicyTermsBook } from './postgres-policy-terms-book';
import { PostgresUsageBook } from './postgres-usage-book';

const { day } = Calendar;
let tables: DataSource;

beforeEach(async () => {
  tables = await openReadModels(await freshDatabase());
  await migrate(tables);
});
afterEach(() => tables.destroy());

function version(name: string, effectiveOn: string): PolicyTerms {
  return { ...SELF_SERVICE_2021_04, version: name, effectiveOn: day(effectiveOn) };
}

async function published(terms: PolicyTerms, revision: number): Promise<void> {
  await tables.query(
    `insert into policy_terms (version, channel, effective_on, terms, published_on, stream_revision)
     values ($1, $2, $3, $4, '2021-06-15', $5)`,
    [terms.version, terms.channel, terms.effectiveOn, JSON.stringify(terms), revision],
  );
}

async function parked(stream: string): Promise<void> {
  await tables.query(
    `insert into parked_account (stream, revision, event_id, reason)
     values ($1, 3, '22222222-2222-4222-8222-222222222222', 'unknown event type')`,
    [stream],
  );
}

describe('the policy terms in the tables', () => {
  it('are the built-in versions before any other is published', async () => {
    expect(await new PostgresPolicyTermsBook(tables).versions()).toEqual(BUILT_IN_TERMS);
  });

  it('follow the built-in ones in the order of their publishing, whole', async () => {
    // Of two of one day the one published last holds, whatever their names are.
    const [first, last] = [version('b', '2021-07-01'), version('a', '2021-07-01')];
    await published(last, 3);
    await published(first, 1);
    const versions = await new PostgresPolicyTermsBook(tables).versions();
    expect(versions).toEqual([...BUILT_IN_TERMS, first, last]);
    expect(termsOn(versions, 'self-service', day('2021-07-01')).version).toBe('a');
  });

  it('cannot be told while their stream is parked', async () => {
    const book = new PostgresPolicyTermsBook(tables);
    await parked('exchangeRates');
    expect(await book.versions()).toEqual(BUILT_IN_TERMS);
    await parked('policyTerms');
    await expect(book.versions()).rejects.toThrow(BookUnreadable);
  });
});

describe('the exchange rates in the tables', () => {
  const pair = { from: 'EUR', to: 'USD' };

  it('are told by pair and day, and by what was known', async () => {
    const book = new PostgresExchangeRateBook(tables);
    expect(await book.rateOn(pair, day('2021-01-15'))).toBeUndefined();
    await tables.query(
      `insert into exchange_rate values
         (1, 'EUR', 'USD', '2021-01-15', '1.250', 'ECB', '2021-01-15', '2021-01-15T09:00:00Z')`,
    );
    expect(await book.rateOn(pair, day('2021-01-15'))).toEqual({
      ...pair,
      ...{ on: '2021-01-15', rate: '1.250', source: 'ECB' },
    });
    const recordedBefore = Calendar.instant('2021-01-15T09:00:00Z');
    expect(await book.rateOn(pair, day('2021-01-15'), { recordedBefore })).toBeUndefined();
  });

  it('cannot be told while their stream is parked', async () => {
    const book = new PostgresExchangeRateBook(tables);
    await parked('policyTerms');
    expect(await book.rateOn(pair, day('2021-01-15'))).toBeUndefined();
    await parked('exchangeRates');
    await expect(book.rateOn(pair, day('2021-01-15'))).rejects.toThrow(
      'The exchange rates cannot be read until their stream is mended: unknown event type',
    );
  });
});

describe('the usage in the tables', () => {
  const reservation = reservationId('22222222-aaaa-4bbb-8ccc-000000000001');
  const through = day('2021-06-15');
  const asked = (account: string) =>
    new PostgresUsageBook(tables).reportedFor(billingAccountId(account), [reservation], {
      through,
    });

  it('of an account cannot be told while its stream is parked: a refund would be in full', async () => {
    expect(await asked('contoso')).toEqual(new Map());
    await parked('utilisation-contoso');
    await expect(asked('contoso')).rejects.toThrow('The usage of contoso cannot be read');
    expect(await asked('fabrikam')).toEqual(new Map());
  });
});
