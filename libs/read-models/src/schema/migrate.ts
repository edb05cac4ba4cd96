import { DataSource, type QueryRunner } from 'typeorm';
import { rowsOf } from './rows';
import { readModelOptions } from './data-source';

/** Any two processes that migrate take this same lock; the number means nothing else. */
const MIGRATION_LOCK = 7_150_331;

/** The longest that a process waits for another to migrate. */
const LOCK_WAIT_SECONDS_MAX = 60;

/** A server that is starting is tried again this often, so long apart. */
const CONNECT_ATTEMPTS_MAX = 40;
const CONNECT_RETRY_MILLISECONDS = 250;

/** SQLSTATEs of a server that answers and says no: wrong user or password, no such database. */
const REFUSED = /^(28|3D)/;

/** The database was made by a release that this one does not know. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';
  /** Whoever runs the ledger has to do something first. */
  readonly mayPass = false;
}

/** The database lacks tables that this release reads. */
export class SchemaTooOld extends Error {
  override readonly name = 'SchemaTooOld';
  /** The projector and the api migrate it when they start. */
  readonly mayPass = true;
}

function isRefused(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'string' && REFUSED.test(error.code);
}

/** Connects, waiting some seconds for a server that is still starting. @throws what the last attempt failed with. */
export async function openReadModels(url: string): Promise<DataSource> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await new DataSource(readModelOptions(url)).initialize();
    } catch (error) {
      if (attempt === CONNECT_ATTEMPTS_MAX || isRefused(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, CONNECT_RETRY_MILLISECONDS));
    }
  }
}

/**
 * Brings the database to the schema of this release, one process at a time; the others wait and find it done.
 * @returns the names of the migrations that ran. @throws SchemaTooNew
 */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`set lock_timeout = '${LOCK_WAIT_SECONDS_MAX}s'`);
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await assertNotTooNew(dataSource, runner);
      const ran = await dataSource.runMigrations({ transaction: 'each' });
      return ran.map(({ name }) => name);
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await runner.query('reset lock_timeout');
    await runner.release();
  }
}

/** The names of the migrations that `migrate` would run now; it changes nothing. @throws SchemaTooNew */
export async function migrationsDue(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await assertNotTooNew(dataSource, runner);
    const there = new Set(await applied(runner));
    return migrationsOf(dataSource).filter((name) => !there.has(name));
  } finally {
    await runner.release();
  }
}

/** For processes that only read. @throws SchemaTooOld or SchemaTooNew when the schema is not the one of this release. */
export async function assertSchemaCurrent(dataSource: DataSource): Promise<void> {
  const missing = await migrationsDue(dataSource);
  if (missing.length > 0)
    throw new SchemaTooOld(
      `The database lacks ${missing.join(', ')}. Run "ledger migrate", or start the api or the projector: they migrate it.`,
    );
}

async function assertNotTooNew(dataSource: DataSource, runner: QueryRunner): Promise<void> {
  const ours = new Set(migrationsOf(dataSource));
  const foreign = (await applied(runner)).filter((name) => !ours.has(name));
  if (foreign.length === 0) return;
  throw new SchemaTooNew(
    `The database was migrated by a newer release (${foreign.join(', ')}); this one knows it up to ` +
      `${migrationsOf(dataSource).at(-1) ?? 'nothing'}. Nothing was changed. Start the newer release, put back a backup ` +
      'from before the upgrade, or point LEDGER_DATABASE_URL at a database of this release.',
  );
}

function migrationsOf({ migrations }: DataSource): readonly string[] {
  return migrations.map(({ name, constructor }) => name ?? constructor.name);
}

async function applied(runner: QueryRunner): Promise<readonly string[]> {
  const [found] = await rowsOf<{ made: boolean }>(
    runner,
    "select to_regclass('schema_migration') is not null as made",
  );
  if (found?.made !== true) return [];
  const rows = await rowsOf<{ name: string }>(
    runner,
    'select name from schema_migration order by id',
  );
  return rows.map(({ name }) => name);
}
