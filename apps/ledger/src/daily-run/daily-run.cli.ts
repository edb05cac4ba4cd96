import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { dayNamed, withConnection, withJson } from '../options';
import { type DailyRunRequest, runDays } from './daily-run.command';

/** The verb `daily-run`. */
export function dailyRunVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('daily-run')
    .summary('do all that is due up to a day: instalments, renewals, credits that expire')
    .description(
      `Expires credits, charges instalments, ends and renews reservations and closes overage months, up to and including
a day. The ledger does this by itself after each UTC midnight, and before each command on an account; asking for it
is for making sure. Again, or late, comes to the same (R-TIM-1). A run that takes longer says how far it is on
standard error. Exit code 1: something of some account could not be done, and the reason is printed.`,
    )
    .option(
      '--through <day>',
      'the last UTC day to run, at most business today (business today)',
      dayNamed,
    );
  return withJson(withConnection(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger daily-run
  $ ledger daily-run --through 2021-06-30 --json`,
    )
    .action(async (request: DailyRunRequest) => {
      surroundings.exitWith(await runDays(request, surroundings));
    });
}
