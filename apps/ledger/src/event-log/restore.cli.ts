import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { type DataDirectoryOption, type JsonOption, withDataDirectory, withJson } from '../options';
import { URL_OPTION } from './backup.cli';
import { restoreEventLog } from './restore.command';

type RestoreOptions = DataDirectoryOption & JsonOption & Readonly<{ url?: string }>;

/** The verb `event-log restore`. */
export function restoreVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('restore')
    .summary('a backup into an empty event store, and the proof that it is there')
    .description(
      `Reads the whole file first: one that is damaged is refused, with the place, before anything is written. Then the
events are appended: the same streams, numbers, ids, order and bytes; positions and instants are those of the new
store. At the end the store is read from its first event on and compared.

The store must be empty or hold the beginning of the same log, as after a restore that was interrupted, which so goes on;
any other is refused with the first event that differs, and nothing is written. The ledger that works on the store has to
be stopped: of a system on --data-dir, PostgreSQL and event store run for as long as it takes; one that is not there yet
is made. Start it afterwards, and it makes its tables from the log; where it had tables from another store,
"ledger replay" comes first. Prices are not in the log: import them before the start.`,
    )
    .argument('<file>', 'the backup');
  return withJson(withDataDirectory(verb))
    .option(...URL_OPTION)
    .addHelpText(
      'after',
      `
Examples:
  $ ledger event-log restore /backups/log-2026-11-22.gz --data-dir ./restored
  $ ledger event-log restore log.gz --url 'esdb://admin:PASSWORD@events.example:2113'

Exit codes: 0 restored and whole · 1 the file cannot be read, or a hash chain in it is broken · 2 no such address
            3 damaged file, other events in the store, or a ledger at work · 4 a store does not answer: give it again`,
    )
    .action(async (file: string, options: RestoreOptions) => {
      surroundings.exitWith(await restoreEventLog({ ...options, file }, surroundings));
    });
}
