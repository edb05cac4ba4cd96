import { Calendar, type Instant, type Term } from '#ledger-core';
import { type DataSource } from 'typeorm';
import { migrate, openReadModels } from '#read-models';
import { freshDatabase } from '../../../../test/support/fresh-database';
import {
  type EvidenceAsked,
  PostgresPriceBook,
  PostgresPriceEvidence,
  type PriceEvidence,
  readPriceList,
} from '../index';
import { ROW } from '../../test/listed-row';

const WINDOWS = { productName: 'Virtual Machines DSv3 Series Windows' };
const ASKED = { skuName: 'STANDARD_d2s_V3', region: 'WestEurope' };
const IMPORTED_AT = Calendar.instant('2021-03-01T09:00:00Z');

let database: DataSource;
let book: PostgresPriceBook;
let evidence: PostgresPriceEvidence;

beforeAll(async () => {
  database = await openReadModels(await freshDatabase());
  await migrate(database);
  book = new PostgresPriceBook(database);
  evidence = new PostgresPriceEvidence(database);
});
beforeEach(async () => {
  await database.query('truncate price_import, price_row');
});
afterAll(async () => {
  await database.destroy();
});

async function imported(source: string, ...changes: readonly object[]): Promise<void> {
  await importedAt(IMPORTED_AT, source, ...changes);
}

async function importedAt(
  businessAt: Instant,
  source: string,
  ...changes: readonly object[]
): Promise<void> {
  const reading = readPriceList({ Items: changes.map((change) => ({ ...ROW, ...change })) });
  if (reading.kind !== 'price-list') throw new Error(reading.why);
  await book.import(reading.list, { source, businessAt });
}

async function evidenceOn(day: string, more: Partial<EvidenceAsked> = {}) {
  return evidence.evidenceOf({ ...ASKED, on: Calendar.day(day), ...more });
}

/** `price (source)` of the row that gives the price, and of each other one with the reason. */
function told({ price, others }: PriceEvidence) {
  return {
    price: price && `${price.row.price} (${price.row.source})${price.listed ? '' : ' not listed'}`,
    others: others.map(({ row, whyNot }) => `${row.price} (${row.source}) ${whyNot}`),
  };
}

function toldThen({ knownThen }: PriceEvidence) {
  return knownThen && `${knownThen.row.price} (${knownThen.row.source})`;
}

function brief(price: Readonly<{ listed: boolean; row: Readonly<{ id: string }> }> | undefined) {
  return price && { id: price.row.id, listed: price.listed };
}

describe('the evidence of a price', () => {
  it('is the row that gives it with its list, and each other row with the reason', async () => {
    await imported('0', { ...WINDOWS, retailPrice: 1, effectiveStartDate: '2020-06-01' });
    await imported('1', { retailPrice: 600, effectiveEndDate: '2020-12-31' });
    await imported('2', { retailPrice: 540, effectiveStartDate: '2021-01-01' });
    await imported('3', {
      ...{ retailPrice: 550, effectiveStartDate: '2021-01-01', effectiveEndDate: '2021-12-31' },
    });
    await imported('4', { retailPrice: 530, effectiveStartDate: '2021-01-01' });
    await imported('5', { retailPrice: 500, effectiveStartDate: '2022-01-01' });
    const [found, ...more] = await evidenceOn('2021-06-01');
    expect(more).toEqual([]);
    expect(found && told(found)).toEqual({
      price: '530 (4)',
      others: [
        '540 (2) imported-earlier',
        '550 (3) has-an-end',
        '600 (1) earlier-start',
        '1 (0) not-the-plain-row',
        '500 (5) not-started',
      ],
    });
    expect(found?.price?.row).toMatchObject({
      productName: ROW.productName,
      recordedAt: IMPORTED_AT,
      importedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    });
  });

  it('says that a product is not listed any more, or not yet', async () => {
    await imported('a', { effectiveEndDate: '2020-12-31' });
    expect((await evidenceOn('2020-12-31')).map(told)).toEqual([{ price: '600 (a)', others: [] }]);
    expect((await evidenceOn('2021-01-01')).map(told)).toEqual([
      { price: '600 (a) not listed', others: [] },
    ]);
    expect((await evidenceOn('2019-12-31')).map(told)).toEqual([
      { price: undefined, others: ['600 (a) not-started'] },
    ]);
  });

  it('is told for each type, term and currency, or for those asked', async () => {
    const euro = { currencyCode: 'EUR', retailPrice: 540 };
    await imported('a', {}, { reservationTerm: '3 Years' }, euro, {
      reservedResourceType: 'AppService',
    });
    const named = async (more?: Partial<EvidenceAsked>) =>
      (await evidenceOn('2021-01-01', more)).map(({ resourceType, term, currency }) =>
        [resourceType, term, currency].join(' '),
      );
    expect(await named()).toEqual([
      'AppService P1Y USD',
      'VirtualMachines P1Y EUR',
      'VirtualMachines P1Y USD',
      'VirtualMachines P3Y USD',
    ]);
    const three: Term = 'P3Y';
    expect(await named({ term: three })).toEqual(['VirtualMachines P3Y USD']);
    expect(await named({ currency: 'EUR' })).toEqual(['VirtualMachines P1Y EUR']);
    expect(await named({ region: 'westus' })).toEqual([]);
  });

  it('is what was recorded by the end of a day where that is asked for, as decisions of it had it', async () => {
    await importedAt(Calendar.instant('2021-01-01T09:00:00Z'), 'first', { retailPrice: 500 });
    await importedAt(Calendar.instant('2021-03-20T23:59:59.999Z'), 'that day', {
      ...{ retailPrice: 510, effectiveStartDate: '2021-02-01' },
    });
    await importedAt(Calendar.instant('2021-03-21T00:00:00Z'), 'after it', {
      ...{ retailPrice: 450, effectiveStartDate: '2021-03-01' },
    });
    const on = Calendar.day('2021-03-20');
    const [now] = await evidenceOn(on);
    expect(now && [told(now).price, toldThen(now)]).toEqual(['450 (after it)', '510 (that day)']);
    const [then, ...more] = await evidenceOn(on, { knownOn: on });
    expect(then && [told(then), toldThen(then), more]).toEqual([
      { price: '510 (that day)', others: ['500 (first) earlier-start'] },
      '510 (that day)',
      [],
    ]);
    const product = { skuName: 'Standard_D2s_v3', region: 'westeurope', currency: 'USD' } as const;
    const recordedBefore = Calendar.instant('2021-03-21T00:00:00Z');
    const asked = { ...product, resourceType: 'VirtualMachines', term: 'P1Y' } as const;
    const used = await book.priceOfDay(asked, on, { recordedBefore });
    expect(brief(then?.price)).toEqual(brief(used));
  });

  it('is none where every row was recorded after the day asked for', async () => {
    await imported('early', { armSkuName: 'Standard_Other' });
    await importedAt(Calendar.instant('2021-03-21T00:00:00Z'), 'late', {});
    const on = Calendar.day('2021-03-20');
    expect(await evidenceOn(on, { knownOn: on })).toEqual([]);
    const [now] = await evidenceOn(on);
    expect(now && [told(now).price, toldThen(now)]).toEqual(['600 (late)', undefined]);
  });

  it('names the row that decisions use, whatever rows there are', async () => {
    const starts = ['2020-01-01', '2020-02-01', '2020-03-01'];
    const ends = [{}, { effectiveEndDate: '2020-03-15' }, { effectiveEndDate: '2020-04-15' }];
    const names = [WINDOWS, {}];
    let price = 100;
    for (const name of names)
      for (const effectiveStartDate of starts.toReversed())
        for (const end of ends) {
          price += 7;
          await imported('a', { ...name, ...end, effectiveStartDate, retailPrice: price });
        }
    const product = { skuName: 'Standard_D2s_v3', region: 'westeurope', currency: 'USD' } as const;
    for (const day of ['2019-12-31', ...starts, '2020-03-16', '2020-04-16']) {
      const on = Calendar.day(day);
      const asked = { ...product, resourceType: 'VirtualMachines', term: 'P1Y' } as const;
      const used = await book.priceOfDay(asked, on);
      const [found] = await evidenceOn(day);
      expect(brief(found?.price)).toEqual(brief(used));
      expect(found?.others).toHaveLength(used === undefined ? 18 : 17);
    }
  });
});

describe('names near to one that the book does not have', () => {
  const near = (skuName: string, region: string) => evidence.namesNear({ skuName, region });
  beforeEach(async () => {
    const names = ['Standard_D2s_v3', 'Standard_D2_v3', 'Standard_E2s_v3', 'AV36'];
    await imported('a', ...names.map((armSkuName) => ({ armSkuName })));
    await imported('b', { armRegionName: 'westus' });
  });

  it('are those that begin like it, in any case', async () => {
    expect((await near('standard_d2', 'westeurope')).skuNames).toEqual([
      'Standard_D2_v3',
      'Standard_D2s_v3',
    ]);
    expect((await near('Standard_D2s_v5', 'WESTEUROPE')).skuNames).toEqual(['Standard_D2s_v3']);
    expect((await near('Premium_P1', 'westeurope')).skuNames).toEqual([]);
  });

  it('are the regions that sell the SKU, or those spelt like the one asked', async () => {
    expect((await near('standard_d2s_v3', 'eastus')).regions).toEqual(['westeurope', 'westus']);
    expect((await near('Standard_X', 'West Europe')).regions).toEqual(['westeurope']);
    expect((await near('Standard_X', 'atlantis')).regions).toEqual([]);
  });
});
