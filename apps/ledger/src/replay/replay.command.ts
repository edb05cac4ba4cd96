import { environmentWith, loadConfiguration } from '#platform';
import { emptyProjection, migrate, openReadModels, PROJECTED_TABLES } from '#read-models';
import { assertDatabaseIsThere } from '../database-there';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { withLedgerDatabase } from '../ledger-database';
import { type DataDirectoryOption, type JsonOption, overridesOf } from '../options';
import { type Terminal } from '../terminal.port';

const DONE = `All tables that are made from the log are empty; prices, sessions and business time are as they were.
The next start of the projector makes them again from the log, from its first event on.`;
const AT_WORK =
  'A projector is at work on these tables: stop it (with embedded stores, stop "ledger start"), then run "ledger replay" again.';

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
  { json, ...place }: DataDirectoryOption & JsonOption,
  terminal: Terminal,
): Promise<ExitCode> {
  const configuration = loadConfiguration(environmentWith(overridesOf(place)));
  assertDatabaseIsThere(configuration);
  await withLedgerDatabase(configuration, 'ledger replay', emptied);
  terminal.print(
    json ? JSON.stringify({ emptied: PROJECTED_TABLES.map(({ name }) => name) }) : DONE,
  );
  return EXIT.done;
}
