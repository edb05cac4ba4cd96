import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Calendar } from '#ledger-core';
import { postgresPid, startPostgres, stopPostgres } from '#platform';
import { advanceBusinessTime, openReadModels } from '#read-models';
import { commandLine } from '../../test/command-line';

const WINDOWS = {
  ...{ type: 'Reservation', reservationTerm: '1 Year', currencyCode: 'USD', retailPrice: 900 },
  ...{ serviceName: 'Virtual Machines', productName: 'Virtual Machines FS Series Windows' },
  ...{ armSkuName: 'Standard_F2s', armRegionName: 'westus' },
  effectiveStartDate: '2021-02-01T00:00:00Z',
};
const FINE = { ...WINDOWS, armSkuName: 'Standard_Fine', productName: 'A', retailPrice: 599.995 };

/** Known from the beginning, and a list of a later day whose start lies before it. */
const LATELY = { ...FINE, armSkuName: 'Standard_Lately', retailPrice: 500.005 };
const LATE = { ...LATELY, retailPrice: 450, effectiveStartDate: '2021-03-01', meterId: 'm-450' };
const LATER_DAY = Calendar.instant('2021-07-02T10:00:00.000Z');

describe('ledger prices show', () => {
  let directory = '';
  const show = (...words: readonly string[]) =>
    commandLine('prices', 'show', ...words, '--data-dir', directory);
  const importFile = (name: string, ...items: readonly object[]) => {
    const file = join(directory, name);
    writeFileSync(file, JSON.stringify({ Items: items }));
    return commandLine('prices', 'import', file, '--data-dir', directory);
  };
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-show-'));
    const server = await startPostgres({ directory, databases: ['ledger'], dieWithParent: true });
    const imported = await importFile('list.json', WINDOWS, FINE, LATELY);
    const sample = await commandLine('prices', 'import', '--sample', '--data-dir', directory);
    const dataSource = await openReadModels(server.urlOf('ledger'));
    await advanceBusinessTime(dataSource, LATER_DAY, true);
    await dataSource.destroy();
    const late = await importFile('late.json', LATE, { ...LATE, armSkuName: 'Standard_New' });
    expect([imported.code, sample.code, late.code]).toEqual([0, 0, 0]);
    expect(sample.said).toContain('its prices are made up');
  });
  afterAll(async () => {
    await stopPostgres(directory);
    rmSync(directory, { recursive: true });
  });

  it('tells the price of a day, the row and the list it came with, and why the others do not give it', async () => {
    const words = ['STANDARD_F2S', 'WestUs', '--on', '2021-03-01', '--term', 'P1Y'];
    const { code, printed, said } = await show(...words);
    expect([code, said]).toEqual([0, '']);
    const lines = printed.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, '  '));
    expect(lines.slice(0, 7)).toEqual([
      'Standard_F2s in westus on 2021-03-01',
      '',
      'VirtualMachines P1Y USD: 420.00 USD',
      'in the list  420',
      'product  Virtual Machines FS Series',
      'starts  2021-01-01',
      'ends  no end',
    ]);
    expect(printed).toMatch(/row +[0-9a-f-]{36}/);
    expect(printed).toMatch(/list +.*libs\/price-list\/sample\/sample-prices\.json/);
    expect(printed).toMatch(
      /imported +\d{4}-\d\d-\d\dT\S+Z, before the first start: known on every day/,
    );
    expect(printed).toMatch(/twin +Standard_F2, a documented pair \(R-EXC-6\)/);
    expect(printed).toMatch(/480 +2020-01-01 +2020-12-31 .* another row starts later/);
    expect(printed).toMatch(
      /900 +2021-02-01 +no end .* {2}list\.json .* the plain row is the product/,
    );
  });

  it('tells the same as JSON', async () => {
    const { printed } = await show('Standard_F2s', 'westus', '--on', '2020-06-30', '--json');
    expect(JSON.parse(printed)).toMatchObject({
      ...{ skuName: 'Standard_F2s', region: 'westus', on: '2020-06-30' },
      prices: [
        {
          ...{ resourceType: 'VirtualMachines', term: 'P1Y', currency: 'USD', listed: true },
          unitPrice: { currency: 'USD', amount: '480.00' },
          row: { price: '480', effectiveFrom: '2020-01-01', effectiveTo: '2020-12-31' },
          twin: 'Standard_F2',
          otherRows: [
            { price: '420', whyNot: { code: 'not-started' } },
            { price: '900', whyNot: { code: 'not-started' } },
          ],
        },
        { term: 'P3Y', unitPrice: { amount: '900.00' }, otherRows: [] },
      ],
    });
  });

  it('rounds as decisions do, and shows what the list has', async () => {
    const { printed } = await show('Standard_Fine', 'westus');
    expect(printed).toContain('VirtualMachines P1Y USD: 600.00 USD');
    expect(printed).toMatch(
      /in the list +599\.995 \(decisions round it half up first: R-PUR-1\)\n/,
    );
    expect(printed).toMatch(/twin +none/);
  });

  it('tells the price of a day as known now, and says what was known on the day', async () => {
    const { printed } = await show('Standard_Lately', 'westus', '--on', '2021-03-20');
    expect(printed).toContain(
      'P1Y USD: 450.00 USD\n  recorded on 2021-07-02, after this day: what was decided then used 500.01 USD; see --known-on 2021-03-20\n',
    );
    expect(printed).toMatch(/meterId +m-450\n/);
  });

  it('tells the price of a day as it was known on one', async () => {
    const words = ['Standard_Lately', 'westus', '--on', '2021-03-20', '--known-on'];
    const { printed } = await show(...words, '2021-07-01');
    expect(printed).toContain('westus on 2021-03-20, as known on 2021-07-01\n');
    expect(printed).toContain('P1Y USD: 500.01 USD\n');
    expect(printed).not.toContain('other rows');
    const { printed: json } = await show(...words, '2021-07-02', '--json');
    expect(JSON.parse(json)).toMatchObject({
      knownOn: '2021-07-02',
      prices: [
        {
          ...{ unitPrice: { amount: '450.00' }, row: { meterId: 'm-450' } },
          knownThen: { listed: true, unitPrice: { amount: '500.01' } },
        },
      ],
    });
  });

  it('says that a product is listed no longer, or not yet', async () => {
    const ended = await show('Standard_D11', 'westus', '--on', '2022-01-01');
    expect(ended.printed).toContain('P3Y USD: not listed, its row ended on 2021-12-31');
    const early = await show('Standard_D11', 'westus', '--on', '2019-12-31');
    expect(early.printed).toContain('P3Y USD: no row has started on 2019-12-31');
    expect([ended.code, early.code]).toEqual([0, 0]);
  });

  it('tells of each currency, or of the one asked', async () => {
    const both = await show('Standard_D2s_v3', 'westeurope', '--term', 'P1Y');
    expect(both.printed).toContain('P1Y EUR: 540.00 EUR');
    expect(both.printed).toContain('P1Y USD: 600.00 USD');
    const euro = await show('Standard_D2s_v3', 'westeurope', '--currency', 'eur');
    expect(euro.printed).not.toContain('USD');
  });

  it.each([
    [['standard_f2', 'westus'], 'no row of standard_f2 in westus.\nwestus has: Standard_F2s.'],
    [
      ['Standard_F2s', 'West US'],
      'no row of Standard_F2s in West US.\nWas a region meant of: westus?',
    ],
    [
      ['standard_f2s', 'westus', '--currency', 'EUR'],
      'standard_f2s in westus (EUR).\nIt has P1Y in USD, P3Y in USD.',
    ],
    [['Standard_Fine', 'westus', '--term', 'P3Y'], 'in westus (P3Y).\nIt has P1Y in USD.'],
    [
      ['Standard_New', 'westus', '--known-on', '2021-07-01'],
      'westus (known on 2021-07-01).\nIts first row was recorded on 2021-07-02.',
    ],
    [['Nothing', 'nowhere'], 'no row of Nothing in nowhere.'],
  ])(
    'answers %j, which the book does not have, with exit code 1 and names that are near',
    async (words, message) => {
      const { code, printed, said } = await show(...words);
      expect([code, printed]).toEqual([1, '']);
      expect(said).toContain(message);
    },
  );

  it('works while the system is stopped, and leaves nothing running', async () => {
    await stopPostgres(directory);
    const { code, printed } = await show('Standard_D2s_v3', 'westeurope');
    expect(code).toBe(0);
    expect(printed).toContain('1,200.00 USD');
    expect(postgresPid(directory)).toBeUndefined();
  });
});
