import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresPid, startPostgres, stopPostgres } from '#platform';
import { openReadModels } from '#read-models';
import { commandLine } from '../../test/command-line';

describe('ledger migrate', () => {
  let directory = '';
  const migrate = (...words: readonly string[]) =>
    commandLine('migrate', '--data-dir', directory, ...words);
  const query = async (sql: string): Promise<void> => {
    const server = await startPostgres({ directory, databases: [], dieWithParent: true });
    const dataSource = await openReadModels(server.urlOf('ledger'));
    await dataSource.query(sql);
    await dataSource.destroy();
    await stopPostgres(directory);
  };
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-migrate-'));
    await startPostgres({ directory, databases: ['ledger'], dieWithParent: true });
    await stopPostgres(directory);
  });
  afterAll(async () => {
    await stopPostgres(directory);
    rmSync(directory, { recursive: true });
  });

  it('says with --check what would run, in order, and changes nothing', async () => {
    const { code, printed } = await migrate('--check');
    expect(code).toBe(1);
    expect(printed).toMatch(
      /would run, in this order:\n {2}AccountsAndReservations1770000000001\n/,
    );
    expect((await migrate('--check')).printed).toBe(printed);
  });

  it('brings a stopped system to this release, says what ran, and leaves nothing running', async () => {
    const { due } = JSON.parse((await migrate('--check', '--json')).printed) as { due: string[] };
    const { code, printed } = await migrate();
    expect([
      code,
      printed
        .split('\n')
        .slice(1)
        .map((line) => line.trim())
        .sort(),
    ]).toEqual([0, due.sort()]);
    expect(postgresPid(directory)).toBeUndefined();
  });

  it('has nothing to do the second time', async () => {
    const nothing = 'The database has the tables of this release: nothing to do.';
    expect(await migrate()).toEqual({ code: 0, printed: nothing, said: '' });
    expect(await migrate('--check')).toEqual({ code: 0, printed: nothing, said: '' });
    expect(JSON.parse((await migrate('--json')).printed)).toEqual({ ran: [] });
  });

  it.each([[[]], [['--check']]])(
    'leaves the database of a newer release alone %j',
    async (words) => {
      const later = "values (1990000000000, 'Later1990000000000')";
      await query(`insert into schema_migration (timestamp, name) ${later}`);
      const { code, printed, said } = await migrate(...words);
      await query('delete from schema_migration where timestamp = 1990000000000');
      expect([code, printed]).toEqual([1, '']);
      expect(said).toMatch(/^The database was migrated by a newer release \(Later1990000000000\)/);
      expect(said).not.toContain('\n');
    },
  );

  it('makes no ledger where there is none', async () => {
    const nowhere = join(directory, 'misspelt');
    const { code, said } = await commandLine('migrate', '--data-dir', nowhere);
    expect([code, said]).toEqual([
      1,
      expect.stringContaining(`There is no database in ${nowhere}`),
    ]);
    expect(existsSync(nowhere)).toBe(false);
  });
});
