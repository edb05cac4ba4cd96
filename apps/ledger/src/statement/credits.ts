import { z } from 'zod';
import { type LedgerClient } from '../ledger-client/ledger-client';
import { type Styling } from '../presentation/styling';
import { cardRefundsText, prepaymentCreditsText, retainedCreditText } from './credits.text';
import {
  cardRefundsAnswer,
  prepaymentCreditsAnswer,
  retainedCreditAnswer,
} from './statement.answers';

const accountAnswer = z.object({ payment: z.object({ method: z.string() }) });

/** What refunds left with an account, each as the API answers it. */
export interface Credits {
  readonly prepaymentCredits?: unknown;
  readonly retainedCredit?: unknown;
  readonly cardRefunds?: unknown;
}

/** Asks for what an account can have by the way it pays. */
export async function creditsOf(
  client: LedgerClient,
  path: string,
  on: string | undefined,
): Promise<Credits> {
  const account = await client.get(path);
  const { method } = accountAnswer.parse(account.body).payment;
  if (method === 'prepayment')
    return { prepaymentCredits: (await client.get(`${path}/prepaymentCredits`, { on })).body };
  const retainedCredit = (await client.get(`${path}/retainedCredit`, { on })).body;
  if (method !== 'card') return { retainedCredit };
  return { retainedCredit, cardRefunds: (await client.get(`${path}/cardRefunds`)).body };
}

/** The same for people, one below the other. */
export function creditsText(credits: Credits, styling: Styling): string {
  const { prepaymentCredits, retainedCredit, cardRefunds } = credits;
  return [
    prepaymentCredits &&
      prepaymentCreditsText(prepaymentCreditsAnswer.parse(prepaymentCredits), styling),
    retainedCredit && retainedCreditText(retainedCreditAnswer.parse(retainedCredit), styling),
    cardRefunds && cardRefundsText(cardRefundsAnswer.parse(cardRefunds), styling),
  ]
    .filter((text) => typeof text === 'string')
    .join('\n\n');
}
