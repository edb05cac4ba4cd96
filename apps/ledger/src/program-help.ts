import { type Command } from 'commander';
import { type Terminal } from './terminal.port';

/** What the verbs are for, in the order in which a newcomer meets them. */
export const GROUPS = {
  gettingStarted: 'Getting started:',
  dayToDay: 'Day to day:',
  operations: 'Operations:',
  whenThingsGoWrong: 'When things go wrong:',
} as const;

/** After the list of verbs: each of them as it is typed. */
export const EXAMPLES = `
Examples, in the order of a first day:
  $ ledger start                               the whole system on this machine
  $ ledger demo                                the documents' worked examples, played and compared
  $ ledger account open contoso --agreement MicrosoftCustomerAgreement --currency USD
                                               an account that pays by invoice
  $ ledger account link contoso 11111111-1111-4111-8111-111111111111 --name Production
                                               what is bought for this subscription is billed to it
  $ ledger prices import prices.json           what can be bought, with a summary
  $ ledger token --as alice@contoso.example    a token for the API, to buy with an Azure client

  $ ledger account show contoso                what it owes today
  $ ledger statement documents contoso 4 --why a paper, and how each amount came about
  $ ledger daily-run                           make sure that all that is due is done

  $ ledger health                              part by part, whether it can be worked with
  $ ledger migrate --check                     before an upgrade
  $ ledger event-log stats                     how much the log holds
  $ ledger event-log backup log.gz             the log in one checked file
  $ ledger event-log copy .ledger 'esdb://…'   the log into another event store

  $ ledger unpark contoso                      go on with an account that was parked
  $ ledger replay                              all tables anew from the log, at the next start

"ledger VERB --help" tells all of a verb. --json, where a verb has it, prints one JSON object for programs.
Settings that hold for every verb are LEDGER_… variables of the environment: docs/configuration.md.

Exit codes: 0 done · 1 failed, the message says what to do · 2 wrong usage or configuration
            3 refused by the ledger, nothing has changed · 4 nobody answers, or not now: try again`;

/** A line that is broken within a paragraph of the source; the terminal has a width of its own. */
const BREAK = /(?<!\n)\n(?!\n)/g;

/** A command with all that stand below it. */
function withAllBelow(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** As it is typed, without the options that its own help tells. */
function termOf(command: Command): string {
  const words = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return [command.name(), ...words].join(' ');
}

function hintFor(command: Command): string {
  const shows = command.parent === null ? 'every verb with an example' : 'how it is used';
  return `(${pathOf(command)} --help shows ${shows})`;
}

/** Has a command and all below it write to the terminal, and end by an exception instead of the process. */
export function writeTo(terminal: Terminal, program: Command): void {
  for (const command of withAllBelow(program))
    command
      .description(command.description().replaceAll(BREAK, ' '))
      .exitOverride()
      .showHelpAfterError(hintFor(command))
      .configureHelp({ styleTitle: terminal.styling.heading, subcommandTerm: termOf })
      .configureOutput({
        writeOut: (text) => {
          terminal.print(text.trimEnd());
        },
        writeErr: (text) => {
          terminal.say(text.trimEnd());
        },
        // Whether there are colours is decided where they are put in.
        getOutHasColors: () => true,
      });
}
