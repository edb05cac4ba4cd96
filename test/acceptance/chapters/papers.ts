import { z } from 'zod';
import { type Chapter } from './chapter';

const amount = z.object({ currency: z.literal('USD'), amount: z.string() });

const paper = z.looseObject({
  number: z.string(),
  kind: z.enum(['Invoice', 'CreditNote']),
  status: z.enum(['Due', 'Paid', 'Void']),
  revision: z.number(),
  issuedOn: z.string(),
  lines: z.array(z.looseObject({ kind: z.string(), amount })),
  total: amount,
  paid: amount,
  credited: amount,
  amountDue: amount,
  replaces: z.array(z.string()),
  replacedBy: z.string().optional(),
  creditFor: z.string().optional(),
  revisions: z.array(z.object({ revision: z.number(), on: z.string(), why: z.string() })),
});

export type Paper = z.infer<typeof paper>;

const page = z.object({ value: z.array(paper), nextCursor: z.undefined().optional() });

/** Every paper of an account, in the order of the numbers. */
export async function papersOf(chapter: Chapter, account: string): Promise<readonly Paper[]> {
  return page.parse(await chapter.get(`/billingAccounts/${account}/documents`)).value;
}

/**
 * Every paper of an account as a line of text: number, status, kind, day, revision, lines, total, how it is settled,
 * and the papers it names.
 */
export async function papers(chapter: Chapter, account: string): Promise<readonly string[]> {
  return (await papersOf(chapter, account)).map(textOf);
}

function textOf(said: Paper): string {
  const lines = said.lines.map((line) => `${line.kind} ${line.amount.amount}`);
  const links = [
    ...(said.replaces.length === 0 ? [] : [`for ${said.replaces.map(shortOf).join(' and ')}`]),
    ...(said.replacedBy === undefined ? [] : [`replaced by ${shortOf(said.replacedBy)}`]),
    ...(said.creditFor === undefined ? [] : [`credits ${shortOf(said.creditFor)}`]),
  ];
  return [
    `${shortOf(said.number)} ${said.status} ${said.kind} of ${said.issuedOn} r${said.revision}:`,
    `${lines.join(', ')} = ${said.total.amount};`,
    `paid ${said.paid.amount}, credited ${said.credited.amount}, due ${said.amountDue.amount}`,
    ...links.map((link) => `; ${link}`),
  ]
    .join(' ')
    .replaceAll(' ; ', '; ');
}

/** `contoso-000012` is 12. */
function shortOf(number: string): string {
  return String(Number(number.slice(number.lastIndexOf('-') + 1)));
}

/** What somebody paid on a paper, named by its number. */
export async function pays(
  chapter: Chapter,
  account: string,
  payment: Readonly<{ paper: number; amount: string; on: string }>,
): Promise<void> {
  await chapter.post(`/billingAccounts/${account}/payments`, {
    invoiceNumber: `${account}-${String(payment.paper).padStart(6, '0')}`,
    amount: { currency: 'USD', amount: payment.amount },
    paidOn: payment.on,
    reference: `transfer of ${payment.on}`,
  });
}
