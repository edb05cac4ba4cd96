import { Command, Option } from 'commander';
import { DOCUMENT_KINDS, DOCUMENT_STATUSES } from '#read-models';
import { type CommandSurroundings } from '../command-surroundings';
import {
  type ConnectionOptions,
  countNamed,
  dayNamed,
  type JsonOption,
  withConnection,
  withJson,
} from '../options';
import {
  capStatement,
  creditsStatement,
  documentsStatement,
  type PaperOptions,
} from './statement.command';

type DayOptions = ConnectionOptions & JsonOption & Readonly<{ on?: string }>;
type DocumentsOptions = ConnectionOptions & JsonOption & PaperOptions;

const ACCOUNT = ['<account>', 'the id of a billing account'] as const;

function capVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('cap')
    .summary('what is left of the refund cap, and when the rest comes back')
    .description(
      `The refund cap of an account: its limit, what counts on a day, what is left, and the days on which it is
replenished if nothing else is refunded (R-CAP-1 to R-CAP-3).`,
    )
    .argument(...ACCOUNT)
    .option('--on <day>', 'the end of this UTC day, past or future (business today)', dayNamed);
  return withJson(withConnection(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger statement cap contoso
  $ ledger statement cap contoso --on 2022-01-15 --json`,
    )
    .action(async (account: string, options: DayOptions) => {
      surroundings.exitWith(await capStatement({ account, ...options }, surroundings));
    });
}

function creditsVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('credits')
    .summary('what refunds left with the account')
    .description(
      `What refunds left with an account: the 90-day credits and the prepayment of an enrolment (R-OUT-1), the credit
that an account keeps which pays by invoice (R-OUT-3), and what goes back to a card (R-OUT-4).`,
    )
    .argument(...ACCOUNT)
    .option(
      '--on <day>',
      'the end of this UTC day (business today); refunds to cards are shown whole',
      dayNamed,
    );
  return withJson(withConnection(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger statement credits northwind
  $ ledger statement credits northwind --on 2021-06-27`,
    )
    .action(async (account: string, options: DayOptions) => {
      surroundings.exitWith(await creditsStatement({ account, ...options }, surroundings));
    });
}

function documentsVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('documents')
    .summary('the invoices and credit notes of an account, or one of them')
    .description(
      `Without a number, a line for each paper. With one, the paper: its lines, its sums and what became of it; --why
tells the steps that led to each amount, to be followed with pen and paper.`,
    )
    .argument(...ACCOUNT)
    .argument('[number]', 'a paper, such as contoso-000004, or 4 for short')
    .addOption(new Option('--kind <kind>', 'of the list').choices(DOCUMENT_KINDS))
    .addOption(new Option('--status <status>', 'of the list').choices(DOCUMENT_STATUSES))
    .option('--why', 'of one paper: how each amount came about')
    .option(
      '--revision <number>',
      'of one paper: as it was issued (1) or changed (2 and on)',
      countNamed,
    );
  return withJson(withConnection(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger statement documents contoso --status Due
  $ ledger statement documents contoso 4 --why
  $ ledger statement documents contoso contoso-000001 --revision 1`,
    )
    .action(
      async (
        account: string,
        number: string | undefined,
        options: DocumentsOptions,
        own: Command,
      ) => {
        refuseMixed(number, options, own);
        surroundings.exitWith(
          await documentsStatement({ account, number, ...options }, surroundings),
        );
      },
    );
}

/** An option that would have no effect is a mistake of whoever gave it. */
function refuseMixed(
  number: string | undefined,
  { kind, status, why, revision }: PaperOptions,
  verb: Command,
): void {
  if (number === undefined && (why ?? revision) !== undefined)
    verb.error('error: --why and --revision are about one paper: name its number');
  if (number !== undefined && (kind ?? status) !== undefined)
    verb.error('error: --kind and --status are about the list: leave the number out');
}

/** The verb `statement` with the verbs below it. */
export function statementVerb(surroundings: CommandSurroundings): Command {
  return new Command('statement')
    .summary('refund cap, credits and papers of an account')
    .addCommand(capVerb(surroundings))
    .addCommand(creditsVerb(surroundings))
    .addCommand(documentsVerb(surroundings));
}
