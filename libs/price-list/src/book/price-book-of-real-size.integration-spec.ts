import { Calendar, type Day } from '#ledger-core';
import { type DataSource } from 'typeorm';
import { migrate, openReadModels } from '#read-models';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { PostgresPriceBook, type PriceImport, type PriceList, readPriceList } from '../index';
import {
  ADD_ROWS,
  LOCK_IMPORTS,
  PRICES_OF_DAY,
  RESOURCE_TYPES_OF_EACH,
  TERMS_SOLD,
} from './price-book.sql';
import { PRODUCT, ROW } from '../../test/listed-row';

const ON = Calendar.day('2021-06-01');
const ORIGIN = { source: 'test', businessAt: Calendar.instant('2021-03-01T09:00:00Z') };

let database: DataSource;
let book: PostgresPriceBook;

beforeAll(async () => {
  database = await openReadModels(await freshDatabase());
  await migrate(database);
  book = new PostgresPriceBook(database);
});
beforeEach(async () => {
  await database.query('truncate price_import, price_row');
});
afterAll(async () => {
  await database.destroy();
});

function listOf(changes: readonly object[]): PriceList {
  const reading = readPriceList({ Items: changes.map((change) => ({ ...ROW, ...change })) });
  if (reading.kind !== 'price-list') throw new Error(reading.why);
  return reading.list;
}

async function imported(changes: readonly object[]): Promise<PriceImport> {
  return book.import(listOf(changes), ORIGIN);
}

describe('a book of real size', () => {
  const PRODUCTS = 6_000;
  const STARTS = ['2020-01-01', '2021-01-01', '2022-01-01', '2023-01-01'];
  const products = Array.from({ length: 100 }, (_, index) => ({
    ...PRODUCT,
    skuName: `Standard_X${index * 59}`,
  }));

  async function planOf(sql: string, values: readonly unknown[]): Promise<string> {
    const rows = await database.query<readonly Readonly<{ 'QUERY PLAN': string }>[]>(
      `explain ${sql}`,
      [...values],
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  function plan(on: Day): Promise<string> {
    const keys = products.map(({ skuName }) => skuName.toLowerCase());
    const same = (value: string) => products.map(() => value);
    const [type, term, currency] = [same('VirtualMachines'), same('P1Y'), same('USD')];
    return planOf(PRICES_OF_DAY, [keys, same('westeurope'), type, term, currency, on, null]);
  }

  /** Of a batch of a list that the book knows already. */
  async function planOfAdding(): Promise<string> {
    const same = (value: unknown) => products.map(() => value);
    const names = products.map(({ skuName }) => skuName);
    const [price] = listOf([{}]).prices;
    return planOf(ADD_ROWS, [
      ...['00000000-0000-0000-0000-000000000000', ORIGIN.businessAt, same('VirtualMachines')],
      ...[names, names.map((name) => name.toLowerCase()), same('westeurope'), same('westeurope')],
      ...[same('P1Y'), same('USD'), same('1000'), same(price?.effectiveFrom), same(null)],
      ...[same('a product'), same(true), same(null), same(null), products.map((_, n) => n)],
    ]);
  }

  test('is read by one descent of an index for each product, without a sort or a scan', async () => {
    const rows = Array.from({ length: PRODUCTS }, (_, index) =>
      STARTS.map((effectiveStartDate, year) => ({
        armSkuName: `Standard_X${index}`,
        effectiveStartDate,
        retailPrice: 1000 + index - year,
      })),
    ).flat();
    expect((await imported(rows)).imported).toBe(24_000);
    const fresh = await plan(ON);
    await database.query('analyze price_row');
    for (const text of [fresh, await plan(ON)]) {
      // Either has all five columns of a product first, and then the order of the rows.
      expect(text).toMatch(/Index Scan using price_row_of_(day|catalogue)/);
      for (const column of ['sku_key', 'region_key', 'resource_type', 'term', 'currency'])
        expect(text).toContain(`(${column} = wanted.${column})`);
      expect(text).toMatch(/Index Cond: .*effective_from <= /);
      expect(text).not.toMatch(/Seq Scan|Sort|Filter/);
    }
    const of = ['standard_x59', 'westeurope'];
    for (const [sql, values] of [
      [TERMS_SOLD, [...of, 'VirtualMachines', '2021-06-01']],
      [RESOURCE_TYPES_OF_EACH, of.map((each) => [each])],
    ] as const)
      expect(await planOf(sql, values)).toContain('price_row_of_day');
    expect(await planOfAdding()).not.toMatch(/Seq Scan on price_row/);
    const found = await book.pricesOfDay(products, ON);
    expect(found.map((price) => price?.row.price)).toEqual(
      products.map((_, index) => String(1000 + index * 59 - 1)),
    );
  });
});

describe('prices read while a list is imported', () => {
  const ROWS = 4_000;
  const EDGE = { ...PRODUCT, skuName: 'Standard_X0' };
  const EDGES = [EDGE, { ...PRODUCT, skuName: `Standard_X${ROWS - 1}` }];
  const listAt = (retailPrice: number): readonly object[] =>
    Array.from({ length: ROWS }, (_, n) => ({ armSkuName: `Standard_X${n}`, retailPrice }));
  const edges = async (): Promise<string> => {
    const prices = await book.pricesOfDay(EDGES, ON);
    return prices.map((price) => price?.row.price).join(' ');
  };

  test('are all of the old list or all of the new one, never half of each', async () => {
    await imported(listAt(600));
    const seen: string[] = [];
    const reading: Promise<unknown>[] = [];
    const list = listOf(listAt(700));
    // Asked as soon as a part of the new list is in the table, and not yet for anybody to see.
    await book.import(list, ORIGIN, () => {
      reading.push(edges().then((prices) => seen.push(prices)));
    });
    await Promise.all(reading);
    expect(seen.length).toBeGreaterThanOrEqual(ROWS / 500);
    expect(seen).toContain('600 600');
    expect(seen.filter((prices) => prices !== '600 600' && prices !== '700 700')).toEqual([]);
    expect(await edges()).toBe('700 700');
  });

  test('wait for no lock of an import that stands still', async () => {
    await imported(listAt(600));
    const runner = database.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(LOCK_IMPORTS);
      await runner.query('lock table price_row in row exclusive mode');
      await runner.query('update price_row set price = 700');
      expect(await edges()).toBe('600 600');
      expect(await book.termsSold(EDGE, ON)).toEqual(['P1Y']);
      expect(await book.isSoldIn('westeurope', ['USD'])).toBe(true);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});
