import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { type DataDirectoryOption, type JsonOption, withDataDirectory, withJson } from '../options';
import { backUpEventLog } from './backup.command';

/** The option by which a verb works on an event store that is no system's own. */
export const URL_OPTION = [
  '--url <address>',
  'the event store, esdb://… (LEDGER_EVENTSTORE_URL, else that of the system on --data-dir)',
] as const;

type BackupOptions = DataDirectoryOption & JsonOption & Readonly<{ url?: string }>;

/** The verb `event-log backup`. */
export function backupVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('backup')
    .summary('the whole log in one compressed file, checked by reading it back')
    .description(
      `Writes every event up to the last there is when it begins to one file, while the system works; of a system that
is stopped, its PostgreSQL and event store run for as long as that takes. The file is read back and checked before it
has its name: there is a whole backup of that name afterwards, or nothing. It takes the place of no file. Memory
stays the same however long the log is.

The file is gzip, a line of JSON an event: "zcat FILE | head" shows it. Each of its parts of about a MiB has a checksum that
covers the parts before it, so a file that is damaged, cut off or put together from others is refused, with the place.
It holds what customers bought and is readable by its owner alone. It is the log alone: prices, sessions, business
time and keys are in PostgreSQL and the data directory (docs/operations.md, "Back up and restore").`,
    )
    .argument('<file>', 'the file to be made');
  return withJson(withDataDirectory(verb))
    .option(...URL_OPTION)
    .addHelpText(
      'after',
      `
Examples:
  $ ledger event-log backup /backups/log-$(date +%F).gz
  $ ledger event-log backup log.gz --url 'esdb://admin:PASSWORD@events.example:2113' --json

Exit codes: 0 backed up and checked · 1 the file cannot be written · 2 no such address
            3 there is such a file already · 4 the event store does not answer: nothing is left, try again`,
    )
    .action(async (file: string, options: BackupOptions) => {
      surroundings.exitWith(await backUpEventLog({ ...options, file }, surroundings));
    });
}
