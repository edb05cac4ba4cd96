import { Command, CommanderError } from 'commander';
import { ConfigurationError, messageOf } from '#platform';
import { type CommandSurroundings } from './command-surroundings';
import { CannotGoOn, EXIT, type ExitCode } from './exit-codes';
import { pricesVerb } from './prices/prices.cli';
import { replayVerb } from './replay/replay.cli';
import { startVerb } from './start/start.cli';
import { tokenVerb } from './token/token.cli';
import { unparkVerb } from './unpark/unpark.cli';

const EXAMPLES = `
Examples:
  $ ledger start                                             the whole system on this machine
  $ ledger token --as alice@contoso.example --role Ledger.Admin
                                                             a token for its API
  $ ledger prices import prices.json                         a price list, with a summary
  $ ledger replay                                            all tables anew from the log, at the next start
  $ ledger unpark contoso                                    go on with an account that was parked

Exit codes: 0 done · 1 failed, the message says what to do · 2 wrong usage or configuration.`;

/** The command line with all its verbs. */
export function programOf(surroundings: CommandSurroundings): Command {
  const { terminal } = surroundings;
  const program = new Command('ledger')
    .description('The billing ledger for reserved cloud capacity.')
    .addHelpText('after', EXAMPLES)
    .addCommand(startVerb(surroundings))
    .addCommand(tokenVerb(surroundings))
    .addCommand(pricesVerb(surroundings))
    .addCommand(replayVerb(surroundings))
    .addCommand(unparkVerb(surroundings));
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap((verb) => verb.commands),
  ])
    command
      .exitOverride()
      .showHelpAfterError('(ledger --help shows every verb with an example)')
      .configureOutput({
        writeOut: (text) => {
          terminal.print(text.trimEnd());
        },
        writeErr: (text) => {
          terminal.say(text.trimEnd());
        },
      });
  return program;
}

function codeOf(error: unknown, { terminal }: CommandSurroundings): ExitCode {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
  terminal.say(messageOf(error));
  if (error instanceof ConfigurationError) return EXIT.wrongUsage;
  if (!(error instanceof CannotGoOn) && error instanceof Error) terminal.say(error.stack ?? '');
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
