import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { type DataDirectoryOption, type JsonOption, withDataDirectory, withJson } from '../options';
import { replay } from './replay.command';

/** The verb `replay`. */
export function replayVerb({ terminal, exitWith }: CommandSurroundings): Command {
  const verb = new Command('replay')
    .summary('make all tables anew from the log at the next start')
    .description(
      `Empties the tables that are made from the log, and where each stream is parked; the projector makes them again
when it next starts. The log itself, prices, sessions and business time stay as they are. Stop the system before.
Works on the database of LEDGER_DATABASE_URL, or else on the one in the data directory.`,
    );
  return withJson(withDataDirectory(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger replay
  $ ledger replay --data-dir ./demo && ledger start --data-dir ./demo`,
    )
    .action(async (options: DataDirectoryOption & JsonOption) => {
      exitWith(await replay(options, terminal));
    });
}
