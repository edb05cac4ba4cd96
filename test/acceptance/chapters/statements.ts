import { z } from 'zod';
import { type Chapter } from './chapter';

const amount = z.object({ currency: z.literal('USD'), amount: z.string() });
const cap = z.looseObject({
  limit: amount,
  used: amount,
  available: amount,
  uses: z.array(z.looseObject({ refundedOn: z.string(), amount, replenishedOn: z.string() })),
  termsVersion: z.string(),
});
const retained = z.looseObject({
  available: amount,
  entries: z.array(z.looseObject({ on: z.string(), amount, reason: z.string() })),
});
const credits = z.looseObject({
  available: amount,
  credits: z.array(
    z.looseObject({
      termId: z.string().optional(),
      grantedOn: z.string(),
      expiresOn: z.string(),
      amount,
      fee: amount.optional(),
      used: amount,
      expired: amount,
      remaining: amount,
    }),
  ),
  terms: z.array(z.looseObject({ id: z.string(), amount, remaining: amount })),
});
const cardRefunds = z.object({
  value: z.array(
    z.looseObject({
      on: z.string(),
      amount,
      card: z.object({ token: z.string() }),
      status: z.enum(['Requested', 'Held']),
      supportRequestId: z.string().optional(),
    }),
  ),
});
const supportRequests = z.object({
  value: z.array(z.looseObject({ id: z.string(), status: z.string(), amount })),
});

const at = (account: string, statement: string, on?: string) =>
  `/billingAccounts/${account}/${statement}${on === undefined ? '' : `?on=${on}`}`;

/** R-CAP-5, in short: what is used and what is left on the day. */
export async function capOf(chapter: Chapter, account: string, on?: string): Promise<string> {
  const said = cap.parse(await chapter.get(at(account, 'refundCap', on)));
  return `used ${said.used.amount}, left ${said.available.amount}`;
}

/** Each refund that counts, with its day of replenishment. */
export async function capUsesOf(
  chapter: Chapter,
  account: string,
  on?: string,
): Promise<readonly string[]> {
  const said = cap.parse(await chapter.get(at(account, 'refundCap', on)));
  return said.uses.map((use) => `${use.amount.amount} ${use.refundedOn} to ${use.replenishedOn}`);
}

/** What is available, then each entry. */
export async function retainedCreditOf(
  chapter: Chapter,
  account: string,
): Promise<readonly string[]> {
  const said = retained.parse(await chapter.get(at(account, 'retainedCredit')));
  const entries = said.entries.map(({ on, amount: by, reason }) => `${on} ${by.amount} ${reason}`);
  return [said.available.amount, ...entries];
}

/** Each credit, then what is left of each term, then what is usable on the day. */
export async function prepaymentOf(
  chapter: Chapter,
  account: string,
  on?: string,
): Promise<readonly string[]> {
  const said = credits.parse(await chapter.get(at(account, 'prepaymentCredits', on)));
  return [
    ...said.credits.map(
      (credit) =>
        `credit ${credit.amount.amount} ${credit.grantedOn} to ${credit.expiresOn} in ${credit.termId ?? 'no term'}: used ${credit.used.amount}, expired ${credit.expired.amount}, left ${credit.remaining.amount}${credit.fee === undefined ? '' : `, fee ${credit.fee.amount}`}`,
    ),
    ...said.terms.map((each) => `term ${each.id}: left ${each.remaining.amount}`),
    `usable ${said.available.amount}`,
  ];
}

/** Each part of the money that goes, or is to go, to a card. */
export async function cardRefundsOf(chapter: Chapter, account: string): Promise<readonly string[]> {
  const { value } = cardRefunds.parse(await chapter.get(at(account, 'cardRefunds')));
  return value.map(
    ({ on, amount: sum, card, status, supportRequestId }) =>
      `${on} ${sum.amount} ${status} ${card.token}${supportRequestId === undefined ? '' : ', asked of support'}`,
  );
}

export async function supportRequestsOf(
  chapter: Chapter,
  account: string,
): Promise<readonly Readonly<{ id: string; status: string; amount: string }>[]> {
  const { value } = supportRequests.parse(await chapter.get(at(account, 'supportRequests')));
  return value.map(({ id, status, amount: sum }) => ({ id, status, amount: sum.amount }));
}
