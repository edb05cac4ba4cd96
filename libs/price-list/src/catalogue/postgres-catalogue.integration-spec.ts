import { Calendar, type ResourceType } from '#ledger-core';
import { type DataSource } from 'typeorm';
import { migrate, openReadModels } from '#read-models';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { cataloguePage, IS_SOLD } from './catalogue.sql';
import {
  type CatalogueFilter,
  type CatalogueListing,
  PostgresCatalogue,
  PostgresPriceBook,
  readPriceList,
} from '../index';
import { ROW } from '../../test/listed-row';

const ON = Calendar.day('2021-03-03');
const MANY = 3_000;

describe('the catalogue', () => {
  let database: DataSource;
  let catalogue: PostgresCatalogue;

  beforeAll(async () => {
    database = await openReadModels(await freshDatabase());
    await migrate(database);
    catalogue = new PostgresCatalogue(database);
    for (const rows of [WINDOWS_ONLY, [...LISTED, ...many()]]) {
      const reading = readPriceList({ Items: rows.map((each) => ({ ...ROW, ...each })) });
      if (reading.kind !== 'price-list') throw new Error(reading.why);
      const origin = { source: 'test', businessAt: Calendar.instant('2021-01-01T00:00:00Z') };
      await new PostgresPriceBook(database).import(reading.list, origin);
    }
    await database.query('analyze price_row');
  });
  afterAll(() => database.destroy());

  const pageOf = (more: Partial<CatalogueListing> = {}) =>
    catalogue.page({
      resourceType: 'VirtualMachines',
      region: 'westeurope',
      currencies: ['USD'],
      on: ON,
      skip: 0,
      take: 50,
      ...more,
    });
  const sold = async (more: Partial<CatalogueListing> = {}) =>
    (await pageOf(more)).items.map(({ skuName, region, rows }) => [
      region,
      skuName,
      ...rows.map(({ term, price, currency }) => `${term} ${price} ${currency}`),
    ]);

  it('has what is listed on the day in a region, by name, with the price of each term', async () => {
    // Standard_B2s left the list with February, and Standard_E2s_v3 comes with April.
    expect(await sold()).toEqual([
      ['westeurope', 'Standard_B1ls', 'P1Y 30 USD'],
      ['westeurope', 'Standard_D2s_v3', 'P1Y 650 USD', 'P3Y 1200 USD'],
    ]);
    expect(await sold({ on: Calendar.day('2021-02-28') })).toContainEqual([
      ...['westeurope', 'Standard_B2s', 'P1Y 100 USD'],
    ]);
  });

  it('names the first currency in which each term is listed', async () => {
    expect(await sold({ currencies: ['EUR', 'USD'] })).toEqual([
      ['westeurope', 'Standard_B1ls', 'P1Y 30 USD'],
      ['westeurope', 'Standard_D2s_v3', 'P1Y 560 EUR', 'P3Y 1200 USD'],
    ]);
    expect(await sold({ currencies: ['JPY'] })).toEqual([]);
  });

  it('is that of every region when none is named', async () => {
    expect(await sold({ resourceType: 'SuseLinux', region: '' })).toEqual([]);
    const { items, total } = await catalogue.page({
      ...{ resourceType: 'SuseLinux', currencies: ['USD'], on: ON, skip: 0, take: 50 },
    });
    expect(items.map(({ region, skuName }) => [region, skuName])).toEqual([
      ['global', 'sles_small'],
      ['westus', 'sles_small'],
    ]);
    expect(total).toBe(2);
  });

  it('counts all, page by page, and where no page is any more', async () => {
    const region = 'eastus';
    const first = await pageOf({ region });
    const last = await pageOf({ region, skip: MANY - 20, take: 50 });
    const beyond = await pageOf({ region, skip: MANY, take: 50 });
    expect([first, last, beyond].map(({ items, total }) => [items.length, total])).toEqual([
      [50, MANY],
      [20, MANY],
      [0, MANY],
    ]);
    expect(first.items[0]?.skuName).toBe('Standard_M0000');
    expect(last.items.at(-1)?.skuName).toBe('Standard_M2999');
  });

  it.each<readonly [string, CatalogueFilter, readonly string[]]>([
    ['a name in any case', is('name', 'standard_b1LS'), ['Standard_B1ls']],
    ['a term', is('terms', 'P3Y'), ['Standard_D2s_v3']],
    ['a location in any case', is('locations', 'WestEurope'), ['Standard_B1ls', 'Standard_D2s_v3']],
    ['another type', is('resourceType', 'AVS'), []],
    [
      'either',
      { join: 'or', of: [is('terms', 'P3Y'), is('name', 'Standard_B1ls')] },
      ['Standard_B1ls', 'Standard_D2s_v3'],
    ],
    ['both', { join: 'and', of: [is('terms', 'P3Y'), is('name', 'Standard_B1ls')] }, []],
  ])('is filtered by %s', async (_, filter, names) => {
    const { items, total } = await pageOf({ filter });
    expect(items.map(({ skuName }) => skuName)).toEqual(names);
    expect(total).toBe(names.length);
  });

  it.each<readonly [ResourceType, string, boolean]>([
    ['VirtualMachines', 'WestEurope', true],
    ['VirtualMachines', 'atlantis', false],
    ['AVS', 'westeurope', false],
  ])('knows whether %s was ever sold in %s', async (resourceType, region, known) => {
    expect(await catalogue.isSold({ resourceType, region, currencies: ['USD'] })).toBe(known);
  });

  it('reads a type and region by the index', async () => {
    const listing = { resourceType: 'VirtualMachines', currencies: ['USD'], on: ON } as const;
    const page = cataloguePage({ ...listing, region: 'westeurope', skip: 0, take: 50 });
    const isSold = { sql: IS_SOLD, values: ['VirtualMachines', ['USD'], 'westeurope'] };
    for (const { sql, values } of [page, isSold]) {
      const plan = await database.query<unknown>(`explain (format json) ${sql}`, [...values]);
      expect(JSON.stringify(plan)).toContain('"price_row_of_catalogue"');
    }
  });
});

/** Imported before the plain row of the same product, and started after it. */
const WINDOWS_ONLY: readonly object[] = [
  {
    ...{ armSkuName: 'Standard_B1ls', retailPrice: 90, effectiveStartDate: '2021-01-01' },
    productName: 'Virtual Machines BS Series Windows',
  },
];

const LISTED: readonly object[] = [
  {},
  { effectiveStartDate: '2021-02-01T00:00:00Z', retailPrice: 650 },
  { effectiveStartDate: '2021-04-01T00:00:00Z', retailPrice: 700 },
  { reservationTerm: '3 Years', retailPrice: 1_200 },
  { currencyCode: 'EUR', retailPrice: 560 },
  {
    ...{ armSkuName: 'Standard_B2s', retailPrice: 100 },
    effectiveEndDate: '2021-02-28T00:00:00Z',
  },
  { armSkuName: 'Standard_B1ls', retailPrice: 30 },
  { armSkuName: 'Standard_E2s_v3', effectiveStartDate: '2021-04-01T00:00:00Z' },
  {
    armSkuName: 'sles_small',
    productName: 'SUSE Linux',
    serviceName: 'SUSE',
    armRegionName: 'westus',
  },
  {
    armSkuName: 'sles_small',
    productName: 'SUSE Linux',
    serviceName: 'SUSE',
    armRegionName: 'global',
  },
];

function many(): readonly object[] {
  return Array.from({ length: MANY }, (_, n) => ({
    armSkuName: `Standard_M${String(n).padStart(4, '0')}`,
    armRegionName: 'eastus',
  }));
}

function is(
  field: 'name' | 'resourceType' | 'terms' | 'locations',
  value: string,
): CatalogueFilter {
  return { join: 'none', condition: { field, value } };
}
