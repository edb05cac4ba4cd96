import { Command, CommanderError } from 'commander';
import { ConfigurationError, messageOf } from '#platform';
import { accountVerb } from './account/account.cli';
import { type CommandSurroundings } from './command-surroundings';
import { dailyRunVerb } from './daily-run/daily-run.cli';
import { demoVerb } from './demo/demo.cli';
import { eventLogVerb } from './event-log/event-log.cli';
import { CannotGoOn, EXIT, type ExitCode } from './exit-codes';
import { healthVerb } from './health/health.cli';
import { migrateVerb } from './migrate/migrate.cli';
import { plainlyRefused } from './plainly-refused';
import { pricesVerb } from './prices/prices.cli';
import { EXAMPLES, GROUPS, writeTo } from './program-help';
import { release } from './release';
import { replayVerb } from './replay/replay.cli';
import { startVerb } from './start/start.cli';
import { statementVerb } from './statement/statement.cli';
import { tokenVerb } from './token/token.cli';
import { unparkVerb } from './unpark/unpark.cli';

type Verb = (surroundings: CommandSurroundings) => Command;

const VERBS: readonly (readonly [group: string, verbs: readonly Verb[]])[] = [
  [GROUPS.gettingStarted, [startVerb, demoVerb, tokenVerb, accountVerb, pricesVerb]],
  [GROUPS.dayToDay, [statementVerb, dailyRunVerb]],
  [GROUPS.operations, [healthVerb, migrateVerb, eventLogVerb]],
  [GROUPS.whenThingsGoWrong, [unparkVerb, replayVerb]],
];

function helpVerb(): Command {
  return new Command('help')
    .summary('tell all of a verb')
    .argument('[verb]')
    .helpGroup(GROUPS.gettingStarted);
}

/** The command line with all its verbs. */
export function programOf(surroundings: CommandSurroundings): Command {
  const program = new Command('ledger')
    .description('The billing ledger for reserved cloud capacity.')
    .version(release(), '--version', 'print the release')
    .addHelpCommand(helpVerb())
    .addHelpText('after', EXAMPLES);
  for (const [group, verbs] of VERBS)
    for (const verb of verbs) program.addCommand(verb(surroundings).helpGroup(group));
  writeTo(surroundings.terminal, program);
  return program;
}

function codeOf(thrown: unknown, { terminal }: CommandSurroundings): ExitCode {
  // Commander has said it already.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
  const error = plainlyRefused(thrown);
  terminal.say(messageOf(error));
  if (error instanceof ConfigurationError) return EXIT.wrongUsage;
  if (error instanceof CannotGoOn) return error.exitCode;
  if (error instanceof Error) terminal.say(error.stack ?? '');
  return EXIT.failed;
}

/** Runs one command line (without node and script) and answers its exit code. */
export async function runProgram(
  words: readonly string[],
  surroundings: Omit<CommandSurroundings, 'exitWith'>,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const own = { ...surroundings, exitWith: (given: ExitCode) => (code = given) };
  try {
    await programOf(own).parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    return codeOf(error, own);
  }
}
