import { Command, Option } from 'commander';
import { AGREEMENT_TYPES } from '#ledger-core';
import { type CommandSurroundings } from '../command-surroundings';
import { type ConnectionOptions, type JsonOption, withConnection, withJson } from '../options';
import {
  accountBody,
  accountBodyFrom,
  type AccountGiven,
  parseCard,
  parseDays,
  parseTerm,
} from './account-body';
import { openAccount } from './account.command';

interface OpenOptions extends ConnectionOptions, JsonOption, Partial<AccountGiven> {
  readonly file?: string;
}

const DESCRIPTION = `Opens a billing account: one refund cap, one series of papers, one way of paying (R-PUR-4). Agreement, currency
and way of paying stay as they are. An EnterpriseAgreement pays from its prepayment, and may be opened without a
term; the others pay by invoice unless --card is given. The same again changes nothing and says so.`;

const EXAMPLES = `
Examples:
  $ ledger account open contoso --agreement MicrosoftCustomerAgreement --currency USD --name Contoso
  $ ledger account open fabrikam --agreement MicrosoftPartnerAgreement --currency EUR --partner partner.example
  $ ledger account open tailspin --agreement MicrosoftOnlineServicesProgram --currency USD --card tok-1,Visa,4242
  $ ledger account open northwind --agreement EnterpriseAgreement --currency USD \\
      --prepayment-term 2021:2021-01-01:2022-01-01:100000.00
  $ ledger account open --file account.json     the body of POST /ledger/v1/billingAccounts`;

function withParticulars(verb: Command): Command {
  return verb
    .addOption(
      new Option('--agreement <type>', 'the agreement with the customer').choices(AGREEMENT_TYPES),
    )
    .option('--currency <code>', 'the billing currency, such as USD')
    .option('--name <text>', 'for people (the id)')
    .option('--tenant <id>', 'only principals of this tenant may buy (of any)')
    .option('--partner <id>', 'the tenant of the partner that holds the account (CSP)')
    .option('--customer-may-not-buy', 'only the partner may (R-PUR-3)')
    .option('--payment-term-days <days>', 'until an invoice falls due (30)', parseDays);
}

function withPayment(verb: Command): Command {
  return verb
    .option('--invoice', 'pays by invoice, as all do but an EnterpriseAgreement')
    .addOption(
      new Option('--card <token,brand,last4>', 'pays by card, each invoice at once')
        .argParser(parseCard)
        .conflicts('invoice'),
    )
    .addOption(
      new Option(
        '--prepayment-term <id:from:to:amount>',
        'an EnterpriseAgreement: paid in advance for the days from … to before …; repeat it for more',
      )
        .argParser(parseTerm)
        .conflicts(['invoice', 'card']),
    )
    .option('--file <file>', 'the whole account as JSON, instead of all of these');
}

/** The particulars that the options have to name, unless a file has them. */
async function bodyOf(id: string | undefined, given: OpenOptions, verb: Command): Promise<unknown> {
  const { file, agreement, currency } = given;
  if (file !== undefined) {
    const beside = Object.keys(given).filter(
      (name) => !['file', 'dataDir', 'url', 'ca', 'json'].includes(name),
    );
    if (id !== undefined || beside.length > 0)
      verb.error(
        'error: --file holds the whole account: give neither an id nor particulars beside it',
      );
    return accountBodyFrom(file);
  }
  if (id === undefined) return verb.error('error: name the account, or give --file');
  if (agreement === undefined)
    return verb.error(`error: --agreement is missing: one of ${AGREEMENT_TYPES.join(', ')}`);
  if (currency === undefined)
    return verb.error('error: --currency is missing: an ISO 4217 code such as USD');
  return accountBody(id, { ...given, agreement, currency });
}

/** The verb `account open`. */
export function openVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('open')
    .summary('open a billing account')
    .description(DESCRIPTION)
    .argument('[id]', 'chosen by you; stands in the number of every paper');
  return withJson(withConnection(withPayment(withParticulars(verb))))
    .addHelpText('after', EXAMPLES)
    .action(async (id: string | undefined, options: OpenOptions, own: Command) => {
      const body = await bodyOf(id, options, own);
      surroundings.exitWith(await openAccount(body, options, surroundings));
    });
}
