import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration } from '#platform';
import { CannotGoOn } from './exit-codes';

/** A directory that is misspelt is not made into a ledger. */
export function assertDatabaseIsThere({ databaseUrl, dataDirectory }: Configuration): void {
  if (databaseUrl !== undefined || existsSync(join(dataDirectory, 'postgres'))) return;
  throw new CannotGoOn(
    `There is no database in ${dataDirectory}: name the data directory of the system with --data-dir, or set LEDGER_DATABASE_URL.`,
  );
}
