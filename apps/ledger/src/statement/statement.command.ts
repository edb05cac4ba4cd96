import { type CommandSurroundings } from '../command-surroundings';
import { EXIT, type ExitCode } from '../exit-codes';
import { everyPage } from '../ledger-client/every-page';
import { withLedgerClient } from '../ledger-client/ledger-client';
import { type ConnectionOptions, type JsonOption } from '../options';
import { creditsOf, creditsText } from './credits';
import { type DocumentAnswer, documentAnswer } from './document.answers';
import { documentListText, documentText } from './document.text';
import { refundCapText } from './refund-cap.text';
import { refundCapAnswer } from './statement.answers';

export interface PaperOptions {
  readonly kind?: string;
  readonly status?: string;
  readonly why?: true;
  readonly revision?: string;
}

type Asking = ConnectionOptions & JsonOption & Readonly<{ account: string }>;
type AskingOfDay = Asking & Readonly<{ on?: string }>;
type AskingForPapers = Asking & PaperOptions & Readonly<{ number: string | undefined }>;

const SHORT_NUMBER = /^\d{1,6}$/;
const NUMBER_DIGITS = 6;

function pathOf(account: string): string {
  return `/ledger/v1/billingAccounts/${encodeURIComponent(account)}`;
}

/** `ledger statement cap`. */
export async function capStatement(
  { account, on, json, ...connection }: AskingOfDay,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const { body } = await withLedgerClient(connection, clock, (client) =>
    client.get(`${pathOf(account)}/refundCap`, { on }),
  );
  terminal.print(
    json ? JSON.stringify(body) : refundCapText(refundCapAnswer.parse(body), terminal.styling),
  );
  return EXIT.done;
}

/** `ledger statement credits`. */
export async function creditsStatement(
  { account, on, json, ...connection }: AskingOfDay,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const credits = await withLedgerClient(connection, clock, (client) =>
    creditsOf(client, pathOf(account), on),
  );
  terminal.print(json ? JSON.stringify(credits) : creditsText(credits, terminal.styling));
  return EXIT.done;
}

/** `ledger statement documents`. */
export async function documentsStatement(
  { account, number, json, kind, status, why, revision, ...connection }: AskingForPapers,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const base = `${pathOf(account)}/documents`;
  const text = await withLedgerClient(connection, clock, async (client) => {
    if (number === undefined) {
      const value = await everyPage(client, base, { kind, status });
      return json ? JSON.stringify({ value }) : listText(value, account, terminal);
    }
    const path = `${base}/${encodeURIComponent(fullNumber(account, number))}`;
    const { body } = await client.get(path, { revision });
    if (json) return JSON.stringify(body);
    return documentText(documentAnswer.parse(body), terminal.styling, { why: why ?? false });
  });
  terminal.print(text);
  return EXIT.done;
}

function fullNumber(account: string, number: string): string {
  return SHORT_NUMBER.test(number) ? `${account}-${number.padStart(NUMBER_DIGITS, '0')}` : number;
}

function listText(
  papers: readonly unknown[],
  account: string,
  { styling }: CommandSurroundings['terminal'],
): string {
  const documents: readonly DocumentAnswer[] = documentAnswer.array().parse(papers);
  return documents.length === 0
    ? `${account} has no paper that is asked for.`
    : documentListText(documents, styling);
}
