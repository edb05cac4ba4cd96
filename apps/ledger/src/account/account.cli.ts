import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { type ConnectionOptions, type JsonOption, withConnection, withJson } from '../options';
import { linkSubscription, listAccounts, showAccount } from './account.command';
import { openVerb } from './account-open.cli';

type Asking = ConnectionOptions & JsonOption;

const ACCOUNT = ['<account>', 'the id of a billing account'] as const;

function linkVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('link')
    .summary('have what is bought for a subscription billed to an account')
    .description(
      `Links a subscription to an account: purchases that name it as their billing scope are billed to the account from
then on. A subscription belongs to one account. Linked again to the same account, it is renamed.`,
    )
    .argument(...ACCOUNT)
    .argument('<subscription>', 'its GUID, or /subscriptions/{guid}')
    .requiredOption('--name <text>', 'what people call it');
  return withJson(withConnection(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger account link contoso 11111111-1111-4111-8111-111111111111 --name Production`,
    )
    .action(
      async (
        account: string,
        subscription: string,
        { name, ...asking }: Asking & Readonly<{ name: string }>,
      ) => {
        const what = { account, subscription, name };
        surroundings.exitWith(await linkSubscription(what, asking, surroundings));
      },
    );
}

function showVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('show')
    .summary('an account, its subscriptions, how it pays, and what it owes today')
    .description(
      `An account as it stands: what it was opened with, how it pays, the subscriptions that are billed to it, and what
is due, retained and prepaid today. Says plainly if it is parked or has moved to a partner's.`,
    )
    .argument(...ACCOUNT);
  return withJson(withConnection(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger account show contoso
  $ ledger account show contoso --json`,
    )
    .action(async (account: string, asking: Asking) => {
      surroundings.exitWith(await showAccount(account, asking, surroundings));
    });
}

function listVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('list')
    .summary('every account that you may read')
    .description('Every account that the caller may read, a line each, in the order of their ids.');
  return withJson(withConnection(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger account list
  $ ledger account list --json --url https://ledger.example`,
    )
    .action(async (asking: Asking) => {
      surroundings.exitWith(await listAccounts(asking, surroundings));
    });
}

/** The verb `account` with the verbs below it. */
export function accountVerb(surroundings: CommandSurroundings): Command {
  return new Command('account')
    .summary('open an account, link its subscriptions, see how it stands')
    .addCommand(openVerb(surroundings))
    .addCommand(linkVerb(surroundings))
    .addCommand(showVerb(surroundings))
    .addCommand(listVerb(surroundings));
}
