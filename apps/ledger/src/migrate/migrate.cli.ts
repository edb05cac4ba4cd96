import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { withDataDirectory, withJson } from '../options';
import { migrateDatabase, type MigrateRequest } from './migrate.command';

/** The verb `migrate`. */
export function migrateVerb({ terminal, exitWith }: CommandSurroundings): Command {
  const verb = new Command('migrate')
    .summary('bring the tables of the database to this release')
    .description(
      `Brings the ledger database (LEDGER_DATABASE_URL, else the one in the data directory) to the tables of this
release, one process at a time, and says which migrations ran. "ledger start", the api and the projector do the same
at their start; this is for doing it before, as in a deployment. A database of a newer release is left alone, with
exit code 1. The event log needs none: events stay as they were written. The embedded event store looks after its own
database when it starts.`,
    )
    .option('--check', 'change nothing; say what would run, with exit code 1 if anything would');
  return withJson(withDataDirectory(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger migrate
  $ ledger migrate --check --json`,
    )
    .action(async (request: MigrateRequest) => {
      exitWith(await migrateDatabase(request, terminal));
    });
}
