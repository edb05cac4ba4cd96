import { z } from 'zod';
import { moneyText } from '../presentation/money-text';
import {
  cardRefundsText,
  prepaymentCreditsText,
  retainedCreditText,
} from '../statement/credits.text';
import { type DocumentAnswer, documentAnswer } from '../statement/document.answers';
import { documentText, type Telling } from '../statement/document.text';
import { refundCapText } from '../statement/refund-cap.text';
import {
  cardRefundsAnswer,
  type CardRefundsAnswer,
  prepaymentCreditsAnswer,
  type PrepaymentCreditsAnswer,
  refundCapAnswer,
  type RefundCapAnswer,
  retainedCreditAnswer,
  type RetainedCreditAnswer,
} from '../statement/statement.answers';
import { numberOf } from './accounts';
import { type Stage } from './scene';

const ID_SHOWN = 8;

const of = (account: string, path: string): string => `/billingAccounts/${account}/${path}`;

/** Shows a paper, named by its place in the series of the account, and answers it. */
export async function showsDocument(
  stage: Stage,
  account: string,
  paper: number,
  telling?: Telling,
): Promise<DocumentAnswer> {
  const answer = await documentOf(stage, account, paper);
  stage.shows({ answer, text: (styling) => documentText(answer, styling, telling) });
  return answer;
}

/** So much of an id as tells it from the others. */
function shortened(id: string): string {
  return `${id.slice(0, ID_SHOWN)}…`;
}

export async function documentOf(
  { ledger }: Stage,
  account: string,
  paper: number,
): Promise<DocumentAnswer> {
  const path = of(account, `documents/${numberOf(account, paper)}`);
  return documentAnswer.parse(await ledger.get(path));
}

const papersAnswer = z.object({ value: z.array(z.unknown()) });

/** How many papers an account has. */
export async function paperCountOf({ ledger }: Stage, account: string): Promise<string> {
  const { value } = papersAnswer.parse(await ledger.get(of(account, 'documents')));
  return String(value.length);
}

/** Compares the lines of a paper, each as its kind and amount. */
export function expectsLines(
  { expects }: Stage,
  { lines }: DocumentAnswer,
  ...document: readonly string[]
): void {
  const ledger = lines.map(({ kind, amount }) => `${kind} ${amount.amount}`);
  for (let index = 0; index < Math.max(ledger.length, document.length); index += 1)
    expects(`line ${index + 1}`, document[index] ?? 'none', ledger[index] ?? 'none');
}

/** Shows the statement of the refund cap of today, and answers it. */
export async function showsCap(stage: Stage, account: string): Promise<RefundCapAnswer> {
  const answer = await capOf(stage, account);
  stage.shows({ answer, text: (styling) => refundCapText(answer, styling) });
  return answer;
}

export async function capOf({ ledger }: Stage, account: string): Promise<RefundCapAnswer> {
  return refundCapAnswer.parse(await ledger.get(of(account, 'refundCap')));
}

export async function showsPrepayment(
  stage: Stage,
  account: string,
): Promise<PrepaymentCreditsAnswer> {
  const answer = prepaymentCreditsAnswer.parse(
    await stage.ledger.get(of(account, 'prepaymentCredits')),
  );
  const credits = answer.credits.map((credit) => ({
    ...credit,
    reservationId: shortened(credit.reservationId),
  }));
  stage.shows({
    answer,
    text: (styling) => prepaymentCreditsText({ ...answer, credits }, styling),
  });
  return answer;
}

export async function showsRetainedCredit(
  stage: Stage,
  account: string,
): Promise<RetainedCreditAnswer> {
  const answer = retainedCreditAnswer.parse(await stage.ledger.get(of(account, 'retainedCredit')));
  stage.shows({ answer, text: (styling) => retainedCreditText(answer, styling) });
  return answer;
}

export async function showsCardRefunds(
  stage: Stage,
  account: string,
): Promise<CardRefundsAnswer['value']> {
  const answer = cardRefundsAnswer.parse(await stage.ledger.get(of(account, 'cardRefunds')));
  const value = answer.value.map(({ supportRequestId, ...refund }) => ({
    ...refund,
    ...(supportRequestId === undefined ? {} : { supportRequestId: shortened(supportRequestId) }),
  }));
  stage.shows({ answer, text: (styling) => cardRefundsText({ value }, styling) });
  return answer.value;
}

/** Each refund to a card in short: "292.00 USD Requested to Visa 4242". */
export function cardRefundOf({ amount, card, status }: CardRefundsAnswer['value'][number]): string {
  return `${moneyText(amount)} ${status}, ${card.brand} ${card.last4}`;
}

const supportRequests = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      category: z.string(),
      amount: z.object({ currency: z.string(), amount: z.string() }),
    }),
  ),
});
export type SupportRequest = Readonly<z.infer<typeof supportRequests>['value'][number]>;

export async function supportRequestsOf(
  { ledger }: Stage,
  account: string,
): Promise<readonly SupportRequest[]> {
  return supportRequests.parse(await ledger.get(of(account, 'supportRequests'))).value;
}
