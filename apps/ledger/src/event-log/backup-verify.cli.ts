import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { type JsonOption, withJson } from '../options';
import { verifyBackup } from './backup-verify.command';

/** The verb `event-log verify`. */
export function verifyVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('verify')
    .summary('whether a backup is whole, and if not, where it is damaged')
    .description(
      `Reads a file made by "ledger event-log backup" from its first byte to its last and says what it holds. It needs no
system and changes nothing. SHA-256 of the events is what "copy" and "restore" say of a store with the same events.`,
    )
    .argument('<file>', 'the backup');
  return withJson(verb)
    .addHelpText(
      'after',
      `
Examples:
  $ ledger event-log verify log.gz
  $ ledger event-log verify log.gz --json

Exit codes: 0 whole · 1 it cannot be read · 3 damaged, or no backup: the message says where`,
    )
    .action(async (file: string, options: JsonOption) => {
      surroundings.exitWith(await verifyBackup({ ...options, file }, surroundings));
    });
}
