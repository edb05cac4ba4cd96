import { type DataSource } from 'typeorm';
import { Calendar, type ExchangeRate, rateOn } from '#ledger-core';
import { publishedRateOn } from '#read-models';
import { migratedDatabase } from '../../../../test/support/recorded-story';
import { RATE_ON } from './exchange-rate.query';

const { day, instant } = Calendar;
let tables: DataSource;

beforeAll(async () => {
  ({ dataSource: tables } = await migratedDatabase());
});
beforeEach(() => tables.query('truncate exchange_rate'));
afterAll(() => tables.destroy());

type Known = ExchangeRate & Readonly<{ recordedAt: string }>;

function known(
  from: string,
  to: string,
  on: string,
  rate: string,
  recordedOn = '2021-01-01',
): Known {
  return { from, to, on: day(on), rate, source: 'ECB', recordedAt: `${recordedOn}T12:00:00.000Z` };
}

/** In the order of their publishing, which is not the order in which the rows lie. */
async function published(...rates: readonly Known[]): Promise<void> {
  const rows = [...rates.entries()].reverse();
  for (const [revision, { from, to, on, rate, source, recordedAt }] of rows)
    await tables.query('insert into exchange_rate values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      ...[revision, from, to, on, rate, source, recordedAt.slice(0, 10), recordedAt],
    ]);
  await tables.query('analyze exchange_rate');
}

const asked = async (from: string, to: string, on: string, recordedBefore?: string) => {
  const before = recordedBefore === undefined ? undefined : instant(recordedBefore);
  const found = await publishedRateOn(tables, { from, to }, day(on), before);
  return found && `${found.from}-${found.to} ${found.on} ${found.rate}`;
};

describe('R-CAP-2: the rate of a day', () => {
  beforeEach(() =>
    published(
      known('EUR', 'USD', '2021-01-10', '1.20'),
      known('EUR', 'USD', '2021-01-20', '1.25'),
      known('EUR', 'USD', '2021-01-20', '1.26', '2021-01-25'),
      known('EUR', 'USD', '2021-01-15', '1.22', '2021-01-25'),
      known('USD', 'EUR', '2021-01-22', '0.80'),
      known('USD', 'JPY', '2021-01-10', '103.5'),
    ),
  );

  it.each([
    ['none before the first day', 'EUR', 'USD', '2021-01-09', undefined],
    ['that of the day', 'EUR', 'USD', '2021-01-10', 'EUR-USD 2021-01-10 1.20'],
    ['that of the latest day before it', 'EUR', 'USD', '2021-01-14', 'EUR-USD 2021-01-10 1.20'],
    [
      'one of an earlier day, published later',
      'EUR',
      'USD',
      '2021-01-19',
      'EUR-USD 2021-01-15 1.22',
    ],
    [
      'of two for one day the one published last',
      'EUR',
      'USD',
      '2021-01-21',
      'EUR-USD 2021-01-20 1.26',
    ],
    [
      'the pair’s own before a newer one of the inverse',
      'EUR',
      'USD',
      '2021-01-31',
      'EUR-USD 2021-01-20 1.26',
    ],
    [
      'the inverse pair’s when there is no other',
      'USD',
      'EUR',
      '2021-01-21',
      'EUR-USD 2021-01-20 1.26',
    ],
    [
      'the pair’s own as soon as there is one',
      'USD',
      'EUR',
      '2021-01-22',
      'USD-EUR 2021-01-22 0.80',
    ],
    [
      'the inverse pair’s of a pair known one way',
      'JPY',
      'USD',
      '2021-01-31',
      'USD-JPY 2021-01-10 103.5',
    ],
    ['none of a pair nobody knows', 'EUR', 'JPY', '2021-01-31', undefined],
  ])('is %s', async (_, from, to, on, rate) => {
    expect(await asked(from, to, on)).toBe(rate);
  });

  it.each([
    ['as it was known before', '2021-01-25T12:00:00.000Z', 'EUR-USD 2021-01-20 1.25'],
    ['as it was known after', '2021-01-25T12:00:00.001Z', 'EUR-USD 2021-01-20 1.26'],
    ['none before any was known', '2021-01-01T12:00:00.000Z', undefined],
  ])('is, for a due day, %s (R-TIM-1)', async (_, recordedBefore, rate) => {
    expect(await asked('EUR', 'USD', '2021-01-31', recordedBefore)).toBe(rate);
  });
});

it('is the same as by the rule over a list, whatever was published in whatever order', async () => {
  const codes = ['EUR', 'USD', 'JPY'];
  const days = ['2021-01-01', '2021-01-02', '2021-01-03', '2021-01-04'];
  const pairs = ['EUR-USD', 'USD-JPY', 'JPY-USD', 'EUR-JPY'].map((pair) => pair.split('-'));
  // A fixed shuffle: 40 rates over few days and pairs, so that most days have several.
  const rates = Array.from({ length: 40 }, (_, index) => {
    const [from, to] = pairs[(index * 7 + (index >> 3)) % 4] ?? [];
    return known(from ?? '', to ?? '', days[(index * 11) % 4] ?? '', `1.${index + 10}`);
  });
  await published(...rates);
  for (const from of codes)
    for (const to of codes.filter((code) => code !== from))
      for (const on of ['2020-12-31', ...days, '2021-01-05']) {
        const expected = rateOn(rates, { from, to }, day(on));
        const text = expected && `${expected.from}-${expected.to} ${expected.on} ${expected.rate}`;
        expect(await asked(from, to, on)).toBe(text);
      }
});

it('is read from the end of the index for either pair, without a scan of the table', async () => {
  await tables.query(
    `insert into exchange_rate
     select n, 'C' || chr(65 + n % 20) || 'A', 'USD', date '1990-01-01' + n / 20, 1.25, 'ECB', '2021-01-01', now()
     from generate_series(0, 19999) n`,
  );
  await tables.query('analyze exchange_rate');
  const rows = await tables.query<readonly Readonly<{ 'QUERY PLAN': string }>[]>(
    `explain ${RATE_ON}`,
    ['CCA', 'USD', '1992-01-01', null],
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan.match(/Index Scan Backward using exchange_rate_of_day/g)).toHaveLength(2);
  expect(plan).not.toContain('Seq Scan');
  expect(await asked('CCA', 'USD', '1992-01-01')).toBe('CCA-USD 1992-01-01 1.25');
});
