import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Calendar } from '#ledger-core';
import {
  findPostgres,
  postgresPid,
  startPostgres,
  stopPostgres,
  tryLockDirectory,
} from '#platform';
import { advanceBusinessTime, openReadModels } from '#read-models';
import { type DataSource } from './business-time';
import { commandLine } from '../../test/command-line';

const ROW = {
  currencyCode: 'USD',
  retailPrice: 526,
  unitPrice: 526,
  armRegionName: 'westeurope',
  armSkuName: 'Standard_D2s_v3',
  productName: 'Virtual Machines DSv3 Series',
  serviceName: 'Virtual Machines',
  type: 'Reservation',
  reservationTerm: '1 Year',
  effectiveStartDate: '2020-01-01T00:00:00Z',
};
const LIST = {
  Items: [ROW, { ...ROW, type: 'Consumption' }, { ...ROW, reservationTerm: '2 Years' }],
};

describe('ledger prices import', () => {
  let directory = '';
  let file = '';
  const run = (...words: readonly string[]) =>
    commandLine('prices', 'import', file, '--data-dir', directory, ...words);
  const onTables = async <T>(work: (dataSource: DataSource) => Promise<T>): Promise<T> => {
    const server = await startPostgres({ directory, databases: [], dieWithParent: true });
    const dataSource = await openReadModels(server.urlOf('ledger'));
    try {
      return await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  };
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-prices-'));
    file = join(directory, 'prices.json');
    writeFileSync(file, JSON.stringify(LIST));
  });
  afterEach(async () => {
    await stopPostgres(directory);
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('works while the system is stopped and was never started, and leaves nothing running', async () => {
    const { code, printed, said } = await run();
    expect([
      code,
      printed
        .split('\n')
        .slice(1, 4)
        .map((line) => line.trim()),
    ]).toEqual([0, ['1  price is new', '0  prices were known already', '2  rows are left out:']]);
    expect(printed).toContain(
      '1  not-a-reservation: Only rows of type "Reservation" are prices of a term.',
    );
    expect(printed).toContain('--verbose');
    expect(said).toContain(`${file}: 1 price, 2 rows left out`);
    expect(said).toContain('1 of 1 prices done');
    expect(said).toContain(`There is no ledger in ${directory} yet: a new one is made there.`);
    expect(postgresPid(directory)).toBeUndefined();
  });

  it('changes nothing the second time, and says so as JSON', async () => {
    const { code, printed, said } = await run('--json');
    expect(code).toBe(0);
    expect(said).not.toContain('a new one is made');
    expect(JSON.parse(printed)).toEqual({
      file,
      imported: 0,
      unchanged: 1,
      leftOut: [
        expect.objectContaining({ kind: 'not-a-reservation', rows: 1 }),
        expect.objectContaining({ kind: 'term-not-sold', rows: 1 }),
      ],
      severalRowsOfOneProduct: {
        rule: expect.stringContaining('the plain one') as string,
        rows: 0,
      },
    });
  });

  it('names every row left out when asked to, of a list imported before without a change', async () => {
    const { printed } = await run('--verbose');
    expect(printed).toContain('        0  prices are new');
    expect(printed).not.toContain('--verbose');
    expect(printed).toContain('Items[1]: type is "Consumption", not "Reservation"');
    expect(printed).toContain('Items[2]: reservationTerm is "2 Years"');
  });

  it('imports the other pages of a list where one has no price, and reports each in the order given', async () => {
    const page = (name: string, ...items: readonly object[]): string => {
      const path = join(directory, name);
      writeFileSync(path, JSON.stringify({ Items: items }));
      return path;
    };
    const first = page('page-1.json', { ...ROW, armSkuName: 'Standard_D4s_v3' });
    const useless = page('page-2.json', { ...ROW, type: 'Consumption' });
    const last = page('page-3.json', { ...ROW, armSkuName: 'Standard_D8s_v3' });
    const words = [first, useless, last, '--json', '--data-dir', directory];
    const { code, printed, said } = await commandLine('prices', 'import', ...words);
    expect(code).toBe(0);
    const reports = printed.split('\n').map((line) => JSON.parse(line) as object);
    expect(reports).toMatchObject([
      { file: first, imported: 1 },
      { file: useless, imported: 0, unchanged: 0, leftOut: [{ rows: 1 }] },
      { file: last, imported: 1 },
    ]);
    expect(said).toContain(
      `No row of ${useless} is a price of a reservation that the ledger sells; the others are imported.`,
    );
  });

  it('works beside a running system, whose server it leaves running', async () => {
    const server = await startPostgres({ directory, databases: ['ledger'], dieWithParent: true });
    const { code } = await run();
    expect(code).toBe(0);
    expect((await findPostgres(directory))?.pid).toBe(server.pid);
  });

  it('waits for a system that is just starting', async () => {
    const attempt = await tryLockDirectory(directory, 'role postgres', 'ledger start');
    const waiting = run();
    await startPostgres({ directory, databases: ['ledger'], dieWithParent: true });
    expect((await waiting).code).toBe(0);
    expect(postgresPid(directory)).toBeDefined();
    if (attempt.kind === 'held') await attempt.lock.release();
  });

  describe('records prices at business time', () => {
    const importedAt = async (price: number): Promise<unknown> => {
      const row = { ...ROW, retailPrice: price, unitPrice: price };
      writeFileSync(file, JSON.stringify({ Items: [row] }));
      expect((await run()).code).toBe(0);
      return onTables(async (dataSource) => {
        const rows: readonly { recorded_at: string }[] = await dataSource.query(
          'select recorded_at from price_row where price = $1',
          [price],
        );
        return rows[0]?.recorded_at;
      });
    };

    it('which has not begun before the first start: every day to come is decided with them', async () => {
      expect(await importedAt(600)).toBe('0001-01-01T00:00:00.000Z');
    });

    it('which a test clock holds still, also while the system is stopped', async () => {
      const stopped = Calendar.instant('2021-01-15T00:00:00.000Z');
      await onTables((dataSource) => advanceBusinessTime(dataSource, stopped, true));
      expect(await importedAt(601)).toBe(stopped);
    });

    it("which is the machine's otherwise, and never behind what was stored", async () => {
      const before = new Date().toISOString();
      const earlier = Calendar.instant('2021-01-16T00:00:00.000Z');
      await onTables((dataSource) => advanceBusinessTime(dataSource, earlier));
      expect(String(await importedAt(602)) >= before).toBe(true);
      const ahead = Calendar.instant('2999-01-01T00:00:00.000Z');
      await onTables((dataSource) => advanceBusinessTime(dataSource, ahead));
      expect(await importedAt(603)).toBe(ahead);
    });
  });
});
