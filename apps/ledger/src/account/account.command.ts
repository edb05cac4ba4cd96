import { type CommandSurroundings } from '../command-surroundings';
import { EXIT, type ExitCode } from '../exit-codes';
import { everyPage } from '../ledger-client/every-page';
import { withLedgerClient } from '../ledger-client/ledger-client';
import { type ConnectionOptions, type JsonOption, sameLedger } from '../options';
import {
  accountAnswer,
  accountDetailsAnswer,
  linkedSubscriptionAnswer,
  listedAccountAnswer,
} from './account.answers';
import { accountDetailsText, accountListText, accountText } from './account.text';

type Asking = ConnectionOptions & JsonOption;

const ACCOUNTS = '/ledger/v1/billingAccounts';
const EXAMPLE_SUBSCRIPTION = '11111111-1111-4111-8111-111111111111';

function pathOf(account: string): string {
  return `${ACCOUNTS}/${encodeURIComponent(account)}`;
}

/** `ledger account open`. */
export async function openAccount(
  body: unknown,
  { json, ...connection }: Asking,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const answer = await withLedgerClient(connection, clock, (client) => client.post(ACCOUNTS, body));
  if (json) {
    terminal.print(JSON.stringify(answer.body));
    return EXIT.done;
  }
  const account = accountAnswer.parse(answer.body);
  const { id } = account;
  terminal.print(
    [
      answer.replayed ? `${id} was open already, with the same particulars.` : `${id} is open.`,
      '',
      accountText(account, terminal.styling),
      '',
      'What is bought for its subscriptions is billed to it. The next step links one:',
      `  npx ledger account link ${id} ${EXAMPLE_SUBSCRIPTION} --name Production${sameLedger(connection)}`,
    ].join('\n'),
  );
  return EXIT.done;
}

/** `ledger account link`. */
export async function linkSubscription(
  { account, subscription, name }: Readonly<Record<'account' | 'subscription' | 'name', string>>,
  { json, ...connection }: Asking,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const { body } = await withLedgerClient(connection, clock, (client) =>
    client.post(`${pathOf(account)}/subscriptions`, {
      subscriptionId: subscription,
      displayName: name,
    }),
  );
  const linked = linkedSubscriptionAnswer.parse(body);
  terminal.print(
    json
      ? JSON.stringify(body)
      : `${linked.subscriptionId} (${linked.displayName}) is billed to ${linked.billingAccountId}, since ${linked.linkedOn}.`,
  );
  return EXIT.done;
}

/** `ledger account show`. */
export async function showAccount(
  account: string,
  { json, ...connection }: Asking,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const { body } = await withLedgerClient(connection, clock, (client) =>
    client.get(pathOf(account)),
  );
  terminal.print(
    json
      ? JSON.stringify(body)
      : accountDetailsText(accountDetailsAnswer.parse(body), terminal.styling),
  );
  return EXIT.done;
}

/** `ledger account list`. */
export async function listAccounts(
  { json, ...connection }: Asking,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const value = await withLedgerClient(connection, clock, (client) => everyPage(client, ACCOUNTS));
  terminal.print(
    json
      ? JSON.stringify({ value })
      : accountListText(listedAccountAnswer.array().parse(value), terminal.styling),
  );
  return EXIT.done;
}
