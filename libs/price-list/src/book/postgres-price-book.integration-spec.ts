import { Calendar, type Instant } from '#ledger-core';
import { type DataSource } from 'typeorm';
import { migrate, openReadModels } from '#read-models';
import { freshDatabase } from '../../../../test/support/fresh-database';
import {
  asListPrice,
  type Knowledge,
  PostgresPriceBook,
  type PriceImport,
  type PriceList,
  readPriceList,
} from '../index';
import { PRODUCT, ROW } from '../../test/listed-row';

const MONDAY = Calendar.instant('2021-03-01T09:00:00Z');
const TUESDAY = Calendar.instant('2021-03-02T09:00:00Z');
const WINDOWS = 'Virtual Machines DSv3 Series Windows';

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

function listOf(...changes: readonly object[]): PriceList {
  const reading = readPriceList({ Items: changes.map((change) => ({ ...ROW, ...change })) });
  if (reading.kind !== 'price-list') throw new Error(reading.why);
  return reading.list;
}

async function imported(changes: readonly object[], businessAt: Instant = MONDAY) {
  return book.import(listOf(...changes), { source: 'test', businessAt });
}

async function priceOn(day: string, knowledge?: Knowledge) {
  const price = await book.priceOfDay(PRODUCT, Calendar.day(day), knowledge);
  return price && { listed: price.listed, price: price.row.price };
}

async function count(sql: string): Promise<number> {
  const [{ count: rows }] = await database.query<[{ count: string }]>(sql);
  return Number(rows);
}

function counts({ imported: rows, unchanged, leftOut }: PriceImport) {
  return { rows, unchanged, leftOut: leftOut.length };
}

describe('an import', () => {
  test('adds every price and keeps it as the list wrote it', async () => {
    const end = '2022-12-31T23:59:00Z';
    const extras = { meterId: 'm-1', reservationSwappableArmSkuName: 'Standard_D2_v3' };
    const done = await imported([{ ...extras, retailPrice: '600.1250', effectiveEndDate: end }]);
    const price = await book.priceOfDay(PRODUCT, Calendar.day('2021-01-01'));
    expect(price).toEqual({
      listed: true,
      row: {
        id: price?.row.id,
        importId: done.importId,
        resourceType: 'VirtualMachines',
        skuName: 'Standard_D2s_v3',
        region: 'westeurope',
        term: 'P1Y',
        currency: 'USD',
        price: '600.1250',
        effectiveFrom: '2020-01-01',
        effectiveTo: '2022-12-31',
        productName: 'Virtual Machines DSv3 Series',
        meterId: 'm-1',
        swappableSkuName: 'Standard_D2_v3',
        plain: true,
        recordedAt: MONDAY,
      },
    });
    expect(price && asListPrice(price.row)).toEqual({
      rowId: price?.row.id,
      listed: '600.1250',
      unitPrice: { currency: 'USD', amount: '600.13' },
      effectiveFrom: '2020-01-01',
      effectiveTo: '2022-12-31',
    });
  });

  test('of the same list again adds nothing and says all is unchanged', async () => {
    const list = [
      {},
      { effectiveEndDate: '2020-12-31', retailPrice: 700 },
      { productName: WINDOWS, effectiveStartDate: '2019-01-01' },
      { reservationTerm: '10 Years' },
    ];
    expect(counts(await imported(list))).toEqual({ rows: 3, unchanged: 0, leftOut: 1 });
    expect(counts(await imported(list))).toEqual({ rows: 0, unchanged: 3, leftOut: 1 });
    expect(await count('select count(*) from price_row')).toBe(3);
  });

  test('compares prices as numbers and names without case', async () => {
    await imported([{ reservationSwappableArmSkuName: 'Standard_D2_v3' }]);
    const spelt = {
      armSkuName: 'STANDARD_D2S_V3',
      armRegionName: 'WestEurope',
      retailPrice: '600.00',
      reservationSwappableArmSkuName: 'standard_d2_V3',
    };
    expect(counts(await imported([spelt]))).toEqual({ rows: 0, unchanged: 1, leftOut: 0 });
  });

  test('of another twin for the same price adds a row', async () => {
    await imported([{}]);
    const twin = { reservationSwappableArmSkuName: 'Standard_D2_v3' };
    expect(counts(await imported([twin]))).toEqual({ rows: 1, unchanged: 0, leftOut: 0 });
  });

  test('of a changed price for the same start wins, and so does the older one imported again', async () => {
    await imported([{ retailPrice: 600 }]);
    await imported([{ retailPrice: 500 }]);
    expect(await priceOn('2021-01-01')).toEqual({ listed: true, price: '500' });
    expect(counts(await imported([{ retailPrice: 600 }]))).toMatchObject({ rows: 1 });
    expect(await priceOn('2021-01-01')).toEqual({ listed: true, price: '600' });
    expect(counts(await imported([{ retailPrice: 600 }]))).toMatchObject({ unchanged: 1 });
  });

  test('is recorded with its source, its business time and what it did', async () => {
    await imported([{}, { type: 'Consumption' }], TUESDAY);
    const rows = await database.query<unknown>(
      'select source, business_at, rows_imported, rows_unchanged, rows_left_out from price_import',
    );
    expect(rows).toEqual([
      {
        source: 'test',
        business_at: TUESDAY,
        rows_imported: 1,
        rows_unchanged: 0,
        rows_left_out: 1,
      },
    ]);
  });

  test('that fails leaves nothing behind', async () => {
    const list = listOf({});
    const [price] = list.prices;
    const broken = [...list.prices, ...(price ? [{ ...price, row: 1, price: '-1' }] : [])];
    const origin = { source: 'test', businessAt: MONDAY };
    await expect(book.import({ prices: broken, leftOut: [] }, origin)).rejects.toThrow('price');
    expect(await count('select count(*) from price_row')).toBe(0);
    expect(await count('select count(*) from price_import')).toBe(0);
  });

  test('of one list by many at once adds each row once', async () => {
    const list = Array.from({ length: 4_000 }, (_, index) => ({ armSkuName: `sku_${index}` }));
    const done = await Promise.all(Array.from({ length: 4 }, () => imported(list)));
    expect(done.map(({ imported: rows }) => rows).sort()).toEqual([0, 0, 0, 4_000]);
    expect(await count('select count(*) from price_row')).toBe(4_000);
  });

  test('of a long list goes in batches, and says how far it is', async () => {
    const changes = Array.from({ length: 12_001 }, (_, index) => ({ armSkuName: `sku_${index}` }));
    const list = listOf(...changes);
    const heard: number[] = [];
    const origin = { source: 'test', businessAt: MONDAY };
    const first = await book.import(list, origin, (done) => heard.push(done));
    expect(counts(first)).toEqual({ rows: 12_001, unchanged: 0, leftOut: 0 });
    expect(heard).toHaveLength(25);
    expect([heard[0], heard[1], heard.at(-1)]).toEqual([500, 1_000, 12_001]);
    const again = await book.import(list, origin);
    expect(counts(again)).toEqual({ rows: 0, unchanged: 12_001, leftOut: 0 });
  });
});

describe('a row with an operating system or licence (ADR 0018)', () => {
  const windows = (effectiveStartDate: string) => ({
    ...{ productName: WINDOWS, retailPrice: 900, effectiveStartDate },
  });

  test.each([
    ['later', '2020-06-01'],
    ['on the same day', '2020-01-01'],
  ])('that starts %s than a plain one of an earlier list is left out', async (_, start) => {
    const known = { armSkuName: 'Standard_B1ls' };
    await imported([{}, known]);
    const done = await imported([{ type: 'Consumption' }, known, windows(start)]);
    expect(counts(done)).toEqual({ rows: 0, unchanged: 1, leftOut: 2 });
    expect(done.leftOut).toEqual([
      expect.objectContaining({ row: 0, kind: 'not-a-reservation' }),
      {
        row: 2,
        kind: 'not-the-plain-row',
        why: `productName is "${WINDOWS}"; since 2020-01-01 the plain row "${ROW.productName}" is the product`,
      },
    ]);
    expect(await priceOn('2021-01-01')).toEqual({ listed: true, price: '600' });
    const stored = await database.query<unknown>(
      'select rows_left_out from price_import order by imported_at desc limit 1',
    );
    expect(stored).toEqual([{ rows_left_out: 2 }]);
  });

  test('gives the price of the days on which no plain one has started', async () => {
    await imported([windows('2020-01-01'), windows('2022-01-01')]);
    await imported([{ effectiveStartDate: '2021-01-01' }]);
    expect(await priceOn('2020-12-31')).toEqual({ listed: true, price: '900' });
    expect(await priceOn('2021-01-01')).toEqual({ listed: true, price: '600' });
    // Imported before the plain one, and started after it.
    expect(await priceOn('2022-01-01')).toEqual({ listed: true, price: '600' });
  });

  test('does not stand in for a plain one that has ended', async () => {
    await imported([windows('2021-01-01')]);
    await imported([{ effectiveEndDate: '2020-12-31' }]);
    expect(await priceOn('2021-01-01')).toEqual({ listed: false, price: '600' });
    expect(await book.termsSold(PRODUCT, Calendar.day('2020-12-31'))).toEqual(['P1Y']);
    expect(await book.termsSold(PRODUCT, Calendar.day('2021-01-01'))).toEqual([]);
  });

  test("of another product, region, term or currency stands in nobody's way", async () => {
    await imported([windows('2020-01-01')]);
    const others = ['armSkuName', 'armRegionName'].map((name) => ({ [name]: 'another' }));
    const more = [{ reservationTerm: '3 Years' }, { currencyCode: 'EUR' }];
    await imported([...others, ...more, { reservedResourceType: 'DedicatedHost' }]);
    expect(counts(await imported([windows('2021-01-01')]))).toMatchObject({ rows: 1 });
    expect(await priceOn('2021-01-01')).toEqual({ listed: true, price: '900' });
  });
});

describe('the price of the day', () => {
  test.each([
    ['2019-12-31', undefined],
    ['2020-01-01', { listed: true, price: '600' }],
    ['2020-12-31', { listed: true, price: '600' }],
    ['2021-01-01', { listed: true, price: '540' }],
    ['2021-12-31', { listed: true, price: '540' }],
    ['2022-01-01', { listed: false, price: '540' }],
  ])('on %s is the latest start not after it, listed to its last day', async (day, expected) => {
    await imported([
      { effectiveStartDate: '2021-01-01', effectiveEndDate: '2021-12-31', retailPrice: 540 },
      {},
    ]);
    expect(await priceOn(day)).toEqual(expected);
  });

  test('is the row without end before one with, whichever was imported last', async () => {
    await imported([{ retailPrice: 600 }]);
    await imported([{ retailPrice: 700, effectiveEndDate: '2020-12-31' }]);
    expect(await priceOn('2020-06-01')).toEqual({ listed: true, price: '600' });
    expect(await priceOn('2021-06-01')).toEqual({ listed: true, price: '600' });
  });

  test('for a due day is what was recorded before that day began', async () => {
    await imported([{ retailPrice: 600 }], MONDAY);
    await imported([{ retailPrice: 500 }], TUESDAY);
    const known = (recordedBefore: Instant) => priceOn('2021-03-02', { recordedBefore });
    expect(await known(MONDAY)).toBeUndefined();
    expect(await known(Calendar.instant('2021-03-01T09:00:00.001Z'))).toMatchObject({
      price: '600',
    });
    expect(await known(Calendar.startOf(Calendar.day('2021-03-02')))).toMatchObject({
      price: '600',
    });
    expect(await known(TUESDAY)).toMatchObject({ price: '600' });
    expect(await known(Calendar.startOf(Calendar.day('2021-03-03')))).toMatchObject({
      price: '500',
    });
  });

  test('is found without case, and for its own type, region, term and currency only', async () => {
    await imported([{}]);
    const day = Calendar.day('2021-01-01');
    const found = await book.pricesOfDay(
      [
        { ...PRODUCT, skuName: 'STANDARD_D2S_V3', region: 'WESTEUROPE' },
        { ...PRODUCT, resourceType: 'DedicatedHost' },
        { ...PRODUCT, skuName: 'Standard_D4s_v3' },
        { ...PRODUCT, region: 'westus' },
        { ...PRODUCT, term: 'P3Y' },
        { ...PRODUCT, currency: 'EUR' },
      ],
      day,
    );
    expect(found.map((price) => price?.row.price)).toEqual(['600', ...Array<undefined>(5)]);
  });

  test('answers many products in the order asked, one asked twice as well', async () => {
    await imported([{}, { currencyCode: 'EUR', retailPrice: 540 }]);
    const euro = { ...PRODUCT, currency: 'EUR' };
    const products = [euro, { ...PRODUCT, region: 'nowhere' }, PRODUCT, euro];
    const found = await book.pricesOfDay(products, Calendar.day('2021-01-01'));
    expect(found.map((price) => price?.row.price)).toEqual(['540', undefined, '600', '540']);
    expect(await book.pricesOfDay([], Calendar.day('2021-01-01'))).toEqual([]);
  });
});

describe('what is sold', () => {
  const terms = async (day: string) => book.termsSold(PRODUCT, Calendar.day(day));

  test('under one SKU name may be several types of resource', async () => {
    await imported([{}, { reservedResourceType: 'AppService' }, { armRegionName: 'westus' }]);
    expect(await book.resourceTypesOf('STANDARD_D2S_V3', 'WestEurope')).toEqual([
      'AppService',
      'VirtualMachines',
    ]);
    expect(await book.resourceTypesOf('Standard_D2s_v3', 'nowhere')).toEqual([]);
    // In the order asked, one asked twice as well.
    const here = { skuName: 'Standard_D2s_v3', region: 'westeurope' };
    const types = await book.resourceTypesOfEach([here, { ...here, region: 'nowhere' }, here]);
    expect(types.map(({ length }) => length)).toEqual([2, 0, 2]);
    expect(types[2]).toEqual(types[0]);
  });

  test('in a region is told by the lists of the currencies asked, in any case', async () => {
    await imported([{ effectiveEndDate: '2020-12-31' }]);
    expect(await book.isSoldIn('WestEurope', ['EUR', 'USD'])).toBe(true);
    expect(await book.isSoldIn('westeurope', ['EUR'])).toBe(false);
    expect(await book.isSoldIn('west europe', ['USD'])).toBe(false);
  });

  test('is a term with a row that is listed on the day, in any currency', async () => {
    await imported([
      { reservationTerm: '3 Years', currencyCode: 'EUR', effectiveStartDate: '2020-06-01' },
      { effectiveEndDate: '2020-12-31' },
      { reservationTerm: '5 Years', effectiveStartDate: '2022-01-01' },
    ]);
    expect(await terms('2019-12-31')).toEqual([]);
    expect(await terms('2020-05-31')).toEqual(['P1Y']);
    expect(await terms('2020-12-31')).toEqual(['P1Y', 'P3Y']);
    expect(await terms('2021-01-01')).toEqual(['P3Y']);
    expect(await terms('2022-01-01')).toEqual(['P3Y', 'P5Y']);
  });
});
