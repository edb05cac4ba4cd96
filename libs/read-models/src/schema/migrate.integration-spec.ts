import { type DataSource } from 'typeorm';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { readModelOptions } from './data-source';
import {
  assertSchemaCurrent,
  migrate,
  openReadModels,
  SchemaTooNew,
  SchemaTooOld,
} from './migrate';

const MIGRATIONS = 19;
const LATEST = 'WhoseBusinessTime1770000000020';

describe('the schema', () => {
  let url: string;
  let dataSource: DataSource;

  beforeEach(async () => {
    url = await freshDatabase();
    dataSource = await openReadModels(url);
  });
  afterEach(() => dataSource.destroy());

  it('is made by the migrations, and then the schema builder finds nothing to change', async () => {
    expect(await migrate(dataSource)).toHaveLength(MIGRATIONS);
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    await expect(assertSchemaCurrent(dataSource)).resolves.toBeUndefined();
  });

  it('is found wanting by the schema builder when a column differs', async () => {
    await migrate(dataSource);
    await dataSource.query('alter table document alter column total type numeric(18,2)');
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries).not.toEqual([]);
  });

  it('is made once by processes that start at the same moment', async () => {
    const others = await Promise.all([1, 2, 3].map(() => openReadModels(url)));
    const ran = await Promise.all([dataSource, ...others].map((each) => migrate(each)));
    expect(ran.map(({ length }) => length).sort()).toEqual([0, 0, 0, MIGRATIONS]);
    await Promise.all(others.map((each) => each.destroy()));
  });

  it('goes back to nothing and forth again', async () => {
    await migrate(dataSource);
    for (let left = MIGRATIONS; left > 0; left -= 1) await dataSource.undoLastMigration();
    const tables = await dataSource.query<{ tablename: string }[]>(
      "select tablename from pg_tables where schemaname = 'public'",
    );
    expect(tables).toEqual([{ tablename: 'schema_migration' }]);
    expect(await migrate(dataSource)).toHaveLength(MIGRATIONS);
  });

  it('of an older release is brought forward by migrate, and named by those that only read', async () => {
    await migrate(dataSource);
    await dataSource.undoLastMigration();
    await expect(assertSchemaCurrent(dataSource)).rejects.toThrow(SchemaTooOld);
    await expect(assertSchemaCurrent(dataSource)).rejects.toThrow(`lacks ${LATEST}`);
    expect(await migrate(dataSource)).toEqual([LATEST]);
  });

  it('of a newer release is left alone, and the message says what to do', async () => {
    await migrate(dataSource);
    await dataSource.query(
      "insert into schema_migration (timestamp, name) values (1990000000000, 'Later1990000000000')",
    );
    await expect(migrate(dataSource)).rejects.toThrow(SchemaTooNew);
    await expect(assertSchemaCurrent(dataSource)).rejects.toThrow(
      /newer release \(Later1990000000000\).*LEDGER_DATABASE_URL/,
    );
  });

  it('keeps money, days and counts as text and instants as RFC 3339', async () => {
    const [row] = await dataSource.query<unknown[]>(
      `select 0.10::numeric as amount, '2021-03-28'::date as on_day, 9007199254740993::bigint as revision,
              '2021-03-28T01:30:00.123+02'::timestamptz as at, '{a,b}'::text[] as names`,
    );
    expect(row).toEqual({
      amount: '0.10',
      on_day: '2021-03-28',
      revision: '9007199254740993',
      at: '2021-03-27T23:30:00.123Z',
      names: ['a', 'b'],
    });
    expect(readModelOptions(url).synchronize).toBe(false);
  });
});
