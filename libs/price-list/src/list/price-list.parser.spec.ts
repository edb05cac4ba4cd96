import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEFT_OUT_REASONS, summaryOfLeftOut } from './left-out';
import { type PriceList, readPriceList } from './price-list.parser';
import { ROW } from '../../test/listed-row';

const WINDOWS = 'Virtual Machines DSv3 Series Windows';
const RED_HAT = 'Virtual Machines DSv3 Series Red Hat Enterprise Linux';

function listOf(...items: readonly unknown[]): PriceList {
  const reading = readPriceList({ Items: items });
  if (reading.kind !== 'price-list') throw new Error(reading.why);
  return reading.list;
}

/** The rows taken, with their prices, and the rows left out, with the kind of reason. */
function outcome(...changes: readonly object[]) {
  const { prices, leftOut } = listOf(...changes.map((change) => ({ ...ROW, ...change })));
  return {
    taken: prices.map(({ row, price }) => [row, price]),
    left: leftOut.map(({ row, kind }) => [row, kind]),
  };
}

describe('the shape of a list', () => {
  test.each([
    [[]],
    [null],
    ['Items'],
    [7],
    [{}],
    [{ items: [] }],
    [{ Items: {} }],
    [{ Items: null }],
  ])('%j is no price list, and what is expected is said', (document) => {
    const reading = readPriceList(document);
    expect(reading.kind === 'malformed' ? reading.why : reading).toContain('{"Items":[…]}');
  });

  test('an empty list and unknown fields beside Items are a price list', () => {
    expect(readPriceList({ Items: [], Count: 0, NextPageLink: null })).toEqual({
      kind: 'price-list',
      list: { prices: [], leftOut: [] },
    });
  });
});

describe('a row that is a price', () => {
  test('is read whole, in its own spelling, and may carry any other field', () => {
    const { prices } = listOf({
      ...ROW,
      meterId: 'meter-1',
      effectiveEndDate: '2021-05-31T23:59:00Z',
      reservationSwappableArmSkuName: 'Standard_D2_v3',
      unitOfMeasure: '1 Hour',
      anything: { at: ['all'] },
    });
    expect(prices).toEqual([
      {
        row: 0,
        resourceType: 'VirtualMachines',
        skuName: 'Standard_D2s_v3',
        region: 'westeurope',
        term: 'P1Y',
        currency: 'USD',
        price: '600',
        effectiveFrom: '2020-01-01',
        effectiveTo: '2021-05-31',
        productName: 'Virtual Machines DSv3 Series',
        meterId: 'meter-1',
        swappableSkuName: 'Standard_D2_v3',
        plain: true,
      },
    ]);
  });

  test.each([
    ['1 Year', 'P1Y'],
    ['3 Years', 'P3Y'],
    ['5 Years', 'P5Y'],
  ])('of %s has the term %s, its price for the whole of it', (reservationTerm, term) => {
    expect(listOf({ ...ROW, reservationTerm }).prices).toMatchObject([{ term, price: '600' }]);
  });

  test('keeps a price finer than the minor unit, and one given as text', () => {
    expect(listOf({ ...ROW, retailPrice: 599.995 }).prices).toMatchObject([{ price: '599.995' }]);
    expect(listOf({ ...ROW, retailPrice: '599.990' }).prices).toMatchObject([{ price: '599.990' }]);
  });

  test.each([
    ['USD', 0.004, []],
    ['USD', 0.005, ['0.005']],
    ['JPY', 0.4, []],
    ['JPY', 0.5, ['0.5']],
    ['KWD', 0.0004, []],
    ['KWD', 0.0005, ['0.0005']],
  ])('in %s at %d is left out where it rounds to nothing', (currencyCode, retailPrice, taken) => {
    const { prices, leftOut } = listOf({ ...ROW, currencyCode, retailPrice });
    expect(prices.map(({ price }) => price)).toEqual(taken);
    expect(leftOut).toEqual(
      taken.length > 0
        ? []
        : [
            {
              row: 0,
              kind: 'rounds-to-nothing',
              why: `retailPrice is ${retailPrice}, nothing in the minor unit of ${currencyCode}`,
            },
          ],
    );
  });

  test('names its own type before its service does, in any case', () => {
    const own = { ...ROW, reservedResourceType: 'sapHana', serviceName: undefined };
    expect(listOf(own).prices).toMatchObject([{ resourceType: 'SapHana' }]);
  });

  test('with its own type needs no product name', () => {
    const own = { ...ROW, reservedResourceType: 'CosmosDb', productName: undefined };
    expect(listOf(own).prices).toMatchObject([{ productName: 'Standard_D2s_v3' }]);
  });

  test('has no end when its end is null or blank', () => {
    expect(listOf({ ...ROW, effectiveEndDate: null }).prices[0]).not.toHaveProperty('effectiveTo');
    expect(listOf({ ...ROW, effectiveEndDate: '' }).prices[0]).not.toHaveProperty('effectiveTo');
  });

  test('may end on the day it starts', () => {
    const row = { ...ROW, effectiveEndDate: '2020-01-01T23:59:00Z' };
    expect(listOf(row).prices).toMatchObject([{ effectiveTo: '2020-01-01' }]);
  });
});

describe('a row that is left out', () => {
  test.each([
    [null, 'not-an-object', 'not a JSON object'],
    ['row', 'not-an-object', 'not a JSON object'],
    [[ROW], 'not-an-object', 'not a JSON object'],
    [{ ...ROW, type: 'Consumption' }, 'not-a-reservation', 'type is "Consumption"'],
    [{ ...ROW, type: 'DevTestConsumption' }, 'not-a-reservation', '"DevTestConsumption"'],
    [{ ...ROW, type: undefined }, 'not-a-reservation', 'type is missing'],
    [{ ...ROW, reservationTerm: '10 Years' }, 'term-not-sold', 'reservationTerm is "10 Years"'],
    [{ ...ROW, reservationTerm: undefined }, 'term-not-sold', 'reservationTerm is missing'],
    [{ ...ROW, serviceName: 'Backup' }, 'unknown-type', 'serviceName is "Backup"'],
    [{ ...ROW, serviceName: undefined }, 'unknown-type', 'serviceName is missing'],
    [{ ...ROW, productName: '' }, 'unknown-type', 'productName is missing'],
    [{ ...ROW, reservedResourceType: 'Sofa' }, 'unknown-type', 'reservedResourceType is "Sofa"'],
    [{ ...ROW, armSkuName: undefined }, 'malformed', 'armSkuName is missing'],
    [{ ...ROW, armSkuName: '  ' }, 'malformed', 'armSkuName is missing'],
    [{ ...ROW, armSkuName: 7 }, 'malformed', 'armSkuName is 7, not text'],
    [{ ...ROW, armRegionName: null }, 'malformed', 'armRegionName is missing'],
    [{ ...ROW, productName: 'a\u0000b' }, 'malformed', 'productName holds a control character'],
    [{ ...ROW, productName: 'x'.repeat(513) }, 'malformed', 'productName is longer than 512'],
    [{ ...ROW, currencyCode: 'dollars' }, 'malformed', 'currencyCode is not an ISO 4217 code'],
    [{ ...ROW, currencyCode: undefined }, 'malformed', 'currencyCode is missing'],
    [{ ...ROW, retailPrice: undefined }, 'malformed', 'retailPrice is missing'],
    [{ ...ROW, retailPrice: null }, 'malformed', 'retailPrice is missing'],
    [{ ...ROW, retailPrice: -1 }, 'malformed', 'retailPrice is not above zero'],
    [{ ...ROW, retailPrice: 0 }, 'malformed', 'retailPrice is not above zero'],
    [{ ...ROW, retailPrice: 'free' }, 'malformed', 'retailPrice is not a decimal number'],
    [{ ...ROW, retailPrice: [5] }, 'malformed', 'retailPrice is [5], not a decimal number'],
    [{ ...ROW, effectiveStartDate: undefined }, 'malformed', 'effectiveStartDate is missing'],
    [{ ...ROW, effectiveStartDate: 'soon' }, 'malformed', 'effectiveStartDate is "soon"'],
    [{ ...ROW, effectiveEndDate: '2021-02-30' }, 'malformed', 'effectiveEndDate is "2021-02-30"'],
    [{ ...ROW, effectiveEndDate: '2019-12-31' }, 'malformed', 'lies before effectiveStartDate'],
  ])('%#: says why, and leaves the next row alone', (item, kind, why) => {
    const { prices, leftOut } = listOf(item, ROW);
    expect(leftOut).toMatchObject([{ row: 0, kind }]);
    expect(leftOut[0]?.why).toContain(why);
    expect(prices.map(({ row }) => row)).toEqual([1]);
  });

  test('is quoted without control characters that a terminal would obey', () => {
    const { leftOut } = listOf({ ...ROW, type: 'a\u009b31m\u001b[2J' });
    expect(leftOut).toMatchObject([{ why: 'type is "a\\u009b31m\\u001b[2J", not "Reservation"' }]);
  });

  test('names every fault it has', () => {
    const { leftOut } = listOf({ ...ROW, armSkuName: '', retailPrice: -1 });
    expect(leftOut).toMatchObject([
      { why: 'armSkuName is missing; retailPrice is not above zero' },
    ]);
  });
});

describe('several rows of one product, term and start', () => {
  test('that differ in price: the plain one is the product, wherever it stands', () => {
    const windows = { productName: WINDOWS, retailPrice: 900 };
    const redHat = { productName: RED_HAT, retailPrice: 800 };
    expect(outcome(windows, {}, redHat)).toEqual({
      taken: [[1, '600']],
      left: [
        [0, 'not-the-plain-row'],
        [2, 'not-the-plain-row'],
      ],
    });
  });

  test('say of each row left out what stands in its way', () => {
    const windows = { ...ROW, productName: WINDOWS, retailPrice: 900 };
    const whys = listOf(windows, ROW, ROW).leftOut.map(({ why }) => why);
    expect(whys).toEqual([
      `productName is "${WINDOWS}"; since 2020-01-01 the plain row "${ROW.productName}" is the product`,
      'another row of the list says the same',
    ]);
  });

  test('of which none is plain: nothing says which is meant, and none is taken', () => {
    const windows = { productName: WINDOWS, retailPrice: 900 };
    const redHat = { productName: RED_HAT, retailPrice: 800 };
    expect(outcome(windows, redHat)).toEqual({
      taken: [],
      left: [
        [0, 'no-plain-row'],
        [1, 'no-plain-row'],
      ],
    });
  });

  test('a row that stands alone is the product, plain or not', () => {
    expect(outcome({ productName: WINDOWS })).toEqual({ taken: [[0, '600']], left: [] });
  });

  test('equal in price are one, however the price and the names are spelt, and the plain one is kept', () => {
    const spelt = { retailPrice: '600.00', armSkuName: 'STANDARD_d2s_V3' };
    expect(outcome({ productName: WINDOWS, ...spelt }, {}, spelt)).toEqual({
      taken: [[1, '600']],
      left: [
        [0, 'not-the-plain-row'],
        [2, 'duplicate'],
      ],
    });
  });

  test('without a plain one and equal in price are one, whatever their names', () => {
    expect(outcome({ productName: WINDOWS }, { productName: RED_HAT })).toEqual({
      taken: [[0, '600']],
      left: [[1, 'duplicate']],
    });
  });

  test('of two plain ones that differ the last of the list stands', () => {
    expect(outcome({}, { retailPrice: 500 })).toEqual({
      taken: [[1, '500']],
      left: [[0, 'replaced-in-list']],
    });
  });

  test('of two plain ones of different names and prices the last of the list stands, and it is said that the order decided', () => {
    const series = { ...ROW, productName: 'Virtual Machines ZZ Series', retailPrice: 100 };
    const promo = { ...ROW, productName: 'Virtual Machines ZZ Series Promo', retailPrice: 50 };
    const told = (...rows: readonly object[]) => {
      const { prices, leftOut } = listOf(...rows);
      return [prices.map(({ price }) => price), leftOut];
    };
    const kind = 'replaced-by-another-name';
    const why = (standing: string) =>
      `Items[1], "${standing}", comes later in the list and gives the price: only their order decided, productName does not tell which is meant`;
    expect(told(series, promo)).toEqual([['50'], [{ row: 0, kind, why: why(promo.productName) }]]);
    expect(told(promo, series)).toEqual([
      ['100'],
      [{ row: 0, kind, why: why(series.productName) }],
    ]);
    expect(LEFT_OUT_REASONS[kind]).toContain('the order of the list decided');
  });

  test('of plain ones of two names only those of another name and price than the last are told so', () => {
    const promo = { productName: 'Virtual Machines ZZ Series Promo', retailPrice: 50 };
    const spelt = { productName: ROW.productName.toUpperCase() };
    expect(outcome({}, { ...spelt, retailPrice: 700 }, promo, {}).left).toEqual([
      [0, 'duplicate'],
      [1, 'replaced-in-list'],
      [2, 'replaced-by-another-name'],
    ]);
    expect(outcome({}, { ...promo, retailPrice: 600 }).left).toEqual([[1, 'duplicate']]);
  });

  test('with different ends both stand, for the price of the day to choose', () => {
    expect(outcome({}, { effectiveEndDate: '2020-12-31', retailPrice: 700 })).toEqual({
      taken: [
        [0, '600'],
        [1, '700'],
      ],
      left: [],
    });
  });

  test.each([
    [{ reservationTerm: '3 Years' }],
    [{ armRegionName: 'westus' }],
    [{ armSkuName: 'Standard_D4s_v3' }],
    [{ currencyCode: 'EUR' }],
    [{ reservedResourceType: 'DedicatedHost' }],
  ])('is not what rows are that differ in %j', (change) => {
    expect(outcome({}, { ...change, productName: WINDOWS, retailPrice: 900 }).left).toEqual([]);
  });
});

describe('a row with an operating system or licence, beside a plain one of another start', () => {
  const windows = { productName: WINDOWS, retailPrice: 900 };

  test.each([
    ['later', '2021-01-01', [[0, 'not-the-plain-row']]],
    ['a day later', '2020-01-02', [[0, 'not-the-plain-row']]],
    ['on the same day', '2020-01-01', [[0, 'not-the-plain-row']]],
    ['a day before', '2019-12-31', []],
  ])('is left out when it starts %s', (_, effectiveStartDate, left) => {
    expect(outcome({ ...windows, effectiveStartDate }, {}).left).toEqual(left);
  });

  test('is left out though the plain one has ended: then the product is listed no longer', () => {
    const ended = { effectiveEndDate: '2020-12-31' };
    expect(outcome(ended, { ...windows, effectiveStartDate: '2021-01-01' })).toEqual({
      taken: [[0, '600']],
      left: [[1, 'not-the-plain-row']],
    });
  });

  test('gives the prices of the days before the plain one starts', () => {
    const later = { ...windows, effectiveStartDate: '2021-01-01' };
    const plainLater = { effectiveStartDate: '2021-06-01' };
    expect(outcome(windows, later, plainLater)).toEqual({
      taken: [
        [0, '900'],
        [1, '900'],
        [2, '600'],
      ],
      left: [],
    });
  });
});

describe('the summary of what was left out', () => {
  test('counts each kind, most first, with its texts, and states the rule', () => {
    const consumption = { ...ROW, type: 'Consumption' };
    const { leftOut } = listOf(
      { ...ROW, reservationTerm: '10 Years' },
      consumption,
      { ...ROW, type: 'DevTestConsumption' },
      consumption,
    );
    expect(summaryOfLeftOut(leftOut)).toEqual([
      {
        kind: 'not-a-reservation',
        reason: LEFT_OUT_REASONS['not-a-reservation'],
        count: 3,
        details: [
          { why: 'type is "Consumption", not "Reservation"', count: 2 },
          { why: 'type is "DevTestConsumption", not "Reservation"', count: 1 },
        ],
      },
      {
        kind: 'term-not-sold',
        reason: LEFT_OUT_REASONS['term-not-sold'],
        count: 1,
        details: [{ why: 'reservationTerm is "10 Years", not one that is sold', count: 1 }],
      },
    ]);
    expect(LEFT_OUT_REASONS['not-the-plain-row']).toContain('no "Windows"');
  });
});

test('the sample list is read as its labels say', () => {
  const sample: unknown = JSON.parse(
    readFileSync(join(__dirname, '../../sample/sample-prices.json'), 'utf8'),
  );
  const reading = readPriceList(sample);
  if (reading.kind !== 'price-list') throw new Error(reading.why);
  expect(reading.list.prices).toHaveLength(30);
  expect(reading.list.leftOut.map(({ kind }) => kind)).toEqual([
    'not-the-plain-row',
    'not-a-reservation',
    'term-not-sold',
  ]);
  expect(reading.list.prices).toContainEqual(
    expect.objectContaining({ skuName: 'Standard_E4s_v3', term: 'P3Y', price: '3600' }),
  );
});
