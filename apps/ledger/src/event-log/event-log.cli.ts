import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { withDataDirectory, withJson } from '../options';
import { backupVerb } from './backup.cli';
import { verifyVerb } from './backup-verify.cli';
import { copyVerb } from './copy.cli';
import { eventLogStats, type StatsRequest } from './event-log-stats.command';
import { restoreVerb } from './restore.cli';

function statsVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('stats')
    .summary('how much the log holds: events, streams, types, bytes, days')
    .description(
      `Reads the ledger's events from the first to the last and counts them, by type and by kind of stream, while the
system works. It takes no more memory for a long log than for a short one, changes nothing, and says how far it is
on standard error. Instants are those of the store's machine; bytes are of data and metadata.`,
    );
  return withJson(withDataDirectory(verb))
    .option(
      '--url <address>',
      'the event store, esdb://… (LEDGER_EVENTSTORE_URL, else that of the system that runs)',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ ledger event-log stats
  $ ledger event-log stats --url 'esdb://events.example:2113?tls=true' --json`,
    )
    .action(async (request: StatsRequest) => {
      surroundings.exitWith(await eventLogStats(request, surroundings));
    });
}

/** The verb `event-log` with the verbs below it. */
export function eventLogVerb(surroundings: CommandSurroundings): Command {
  return new Command('event-log')
    .summary('look into the log of events, copy it, back it up')
    .addCommand(statsVerb(surroundings))
    .addCommand(copyVerb(surroundings))
    .addCommand(backupVerb(surroundings))
    .addCommand(verifyVerb(surroundings))
    .addCommand(restoreVerb(surroundings));
}
