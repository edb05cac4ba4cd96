import { type Card, type Day, Money } from '#ledger-core';
import { prepaymentStatement, type PrepaymentStatement } from '../prepayment/prepayment.query';
import { type Reader } from '../schema/rows';
import { type AccountView } from './account.query';

/** How charges of the account are paid (R-PUR-4). */
export type AccountPaymentView =
  | Readonly<{ method: 'invoice' }>
  | Readonly<{ method: 'card'; card: Card }>
  | Readonly<{
      method: 'prepayment';
      terms: PrepaymentStatement['terms'];
      /** What can be drawn on the day, of refund credits and the current term. */
      available: Money.Money;
    }>;

/** The card on file, or the terms paid in advance as they stand at the end of a day. */
export async function accountPayment(
  reader: Reader,
  { id, currency, payment }: AccountView,
  on: Day,
): Promise<AccountPaymentView> {
  if (payment.method !== 'prepayment') return payment;
  const { terms, available: credits } = await prepaymentStatement(reader, { id, currency }, on);
  const current = terms.filter(({ from, to }) => from <= on && on < to);
  const left = current.map(({ remaining }) => remaining);
  return { method: 'prepayment', terms, available: Money.sum(currency, [credits, ...left]) };
}
