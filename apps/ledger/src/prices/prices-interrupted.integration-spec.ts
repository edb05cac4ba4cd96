import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, postgresPid, sleep, startPostgres, stopPostgres } from '#platform';
import { openReadModels } from '#read-models';
import { commandLine } from '../../test/command-line';
import { runLedger } from '../../test/running-ledger';

const ROW = {
  ...{ type: 'Reservation', reservationTerm: '1 Year', currencyCode: 'USD', retailPrice: 600 },
  ...{ serviceName: 'Virtual Machines', productName: 'Virtual Machines DSv3 Series' },
  ...{ armRegionName: 'westeurope', effectiveStartDate: '2020-01-01T00:00:00Z' },
};
const ROWS = 40_000;
const LOOK_MS = 20;

describe('an import that is interrupted', () => {
  let directory = '';
  let file = '';
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-interrupted-'));
    file = join(directory, 'long.json');
    const Items = Array.from({ length: ROWS }, (_, n) => ({
      ...ROW,
      armSkuName: `Standard_X${n}`,
    }));
    writeFileSync(file, JSON.stringify({ Items }));
    await commandLine('prices', 'import', '--sample', '--data-dir', directory);
  });
  afterAll(async () => {
    await stopPostgres(directory);
    rmSync(directory, { recursive: true });
  });

  const interrupted = async (): Promise<number | null> => {
    const ledger = runLedger(['prices', 'import', file, '--data-dir', directory]);
    while (!/\d of 40,000 prices done/.test(ledger.said())) await sleep(LOOK_MS);
    ledger.child.kill('SIGINT');
    return ledger.exitCode;
  };
  const imports = async (): Promise<unknown> => {
    const server = await startPostgres({ directory, databases: [], dieWithParent: true });
    const dataSource = await openReadModels(server.urlOf('ledger'));
    try {
      return await dataSource.query(
        'select count(distinct import_id)::integer as imports, count(*)::integer as rows from price_row',
      );
    } finally {
      await dataSource.destroy();
    }
  };

  it('changes nothing while the system is stopped, and leaves nothing running', async () => {
    expect(await interrupted()).toBeNull();
    while (postgresPid(directory) !== undefined) await sleep(LOOK_MS);
    expect(await imports()).toEqual([{ imports: 1, rows: 30 }]);
  });

  it('changes nothing while the system runs, and leaves its server running', async () => {
    const server = await findPostgres(directory);
    expect(server).toBeDefined();
    expect(await interrupted()).toBeNull();
    expect((await findPostgres(directory))?.pid).toBe(server?.pid);
    expect(await imports()).toEqual([{ imports: 1, rows: 30 }]);
  });
});
