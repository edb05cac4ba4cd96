import { environmentWith, loadConfiguration } from '#platform';
import { migrate, migrationsDue, openReadModels } from '#read-models';
import { assertDatabaseIsThere } from '../database-there';
import { EXIT, type ExitCode } from '../exit-codes';
import { withLedgerDatabase } from '../ledger-database';
import { type DataDirectoryOption, type JsonOption, overridesOf } from '../options';
import { type Terminal } from '../terminal.port';

export interface MigrateRequest extends DataDirectoryOption, JsonOption {
  /** Only say what would be done. */
  readonly check?: boolean;
}

function listed(head: string, names: readonly string[]): string {
  return [head, ...names.map((name) => `  ${name}`)].join('\n');
}

function reportText(check: boolean, names: readonly string[]): string {
  if (names.length === 0) return 'The database has the tables of this release: nothing to do.';
  return check
    ? listed(
        'The database is of an older release. "ledger migrate" would run, in this order:',
        names,
      )
    : listed('The database is brought to this release. What ran:', names);
}

/** `ledger migrate`: brings the tables to this release, or says what that would take. */
export async function migrateDatabase(
  { check = false, json, ...place }: MigrateRequest,
  terminal: Terminal,
): Promise<ExitCode> {
  const configuration = loadConfiguration(environmentWith(overridesOf(place)));
  assertDatabaseIsThere(configuration);
  const names = await withLedgerDatabase(configuration, 'ledger migrate', async (url) => {
    const dataSource = await openReadModels(url);
    try {
      return await (check ? migrationsDue(dataSource) : migrate(dataSource));
    } finally {
      await dataSource.destroy();
    }
  });
  const report = check ? { due: names } : { ran: names };
  terminal.print(json ? JSON.stringify(report) : reportText(check, names));
  return check && names.length > 0 ? EXIT.failed : EXIT.done;
}
