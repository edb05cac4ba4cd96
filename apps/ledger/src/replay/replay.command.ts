import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Configuration,
  type ConfigurationOverrides,
  environmentWith,
  loadConfiguration,
} from '#platform';
import { emptyProjection, migrate, openReadModels } from '#read-models';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { withLedgerDatabase } from '../ledger-database';
import { type Terminal } from '../terminal.port';

const DONE = `All tables that are made from the log are empty; prices, sessions and business time are as they were.
The next start of the projector makes them again from the log, from its first event on.`;
const AT_WORK =
  'A projector is at work on these tables: stop it (with embedded stores, stop "ledger start"), then run "ledger replay" again.';

/** A directory that is misspelt is not made into a ledger. */
function ensureThereIsOne({ databaseUrl, dataDirectory }: Configuration): void {
  if (databaseUrl !== undefined || existsSync(join(dataDirectory, 'postgres'))) return;
  throw new CannotGoOn(
    `There is no database in ${dataDirectory}: name the data directory of the system with --data-dir, or set LEDGER_DATABASE_URL.`,
  );
}

async function emptied(url: string): Promise<void> {
  const dataSource = await openReadModels(url);
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
  if ((await emptyProjection(url)) === 'aProjectorIsActive') throw new CannotGoOn(AT_WORK);
}

/** `ledger replay`: empties what is made from the log, for the projector to make it again at its next start. */
export async function replay(
  overrides: ConfigurationOverrides,
  terminal: Terminal,
): Promise<ExitCode> {
  const configuration = loadConfiguration(environmentWith(overrides));
  ensureThereIsOne(configuration);
  await withLedgerDatabase(configuration, 'ledger replay', emptied);
  terminal.print(DONE);
  return EXIT.done;
}
