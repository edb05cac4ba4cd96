import { type BillingEventData } from '#ledger-core';
import { ensure, known, same } from './complaint';
import {
  type Credit,
  type CreditBooks,
  type CreditOperation,
  type OpenPaper,
} from './retained-credit-books';
import { beyond, cents, lesserOf } from './whole-cents';

type Used = BillingEventData['RetainedCreditUsed'];

/** What of a paper credit may pay, and of which orders it is. */
type Limit = Readonly<{
  number: string;
  most: bigint;
  orderNumber: number | undefined;
}>;

/** R-PUR-4: a charge's whole invoice; a month's; of an exchange the new purchase only, less the refund; of a refund nothing. */
export function limitOf(operation: CreditOperation, { data, moved }: OpenPaper): Limit {
  const { number, why } = data;
  const open = beyond(cents(data.total), moved);
  const { sum, orderNumber } = operation.purchases.get(number) ?? { sum: 0n, orderNumber: 0 };
  switch (why) {
    case 'Refund':
      return { number, most: 0n, orderNumber };
    case 'Exchange': {
      const refunded = operation.refunds.get(number) ?? 0n;
      return { number, most: lesserOf(beyond(sum, refunded), open), orderNumber };
    }
    case 'OverageMonth':
      return { number, most: open, orderNumber: undefined };
    case 'Purchase':
    case 'Instalment':
      return { number, most: open, orderNumber };
  }
}

/** Overpayments first, then the oldest entry first; all that may pay does. */
export function checkUse(books: CreditBooks, limit: Limit, used: Used | undefined): void {
  let open = limit.most;
  const taken = [...(used?.taken ?? [])];
  for (const creditId of inOrder(books, limit)) {
    if (open === 0n) break;
    const credit = known(books.credits, creditId, 'credit');
    const part = lesserOf(open, credit.remaining);
    const said = taken.shift();
    ensure(
      said?.creditId === creditId,
      () => `${limit.number} leaves ${creditId} unused in its turn`,
    );
    same(`What ${creditId} gives ${limit.number}`, cents(said.amount), part);
    credit.remaining -= part;
    open -= part;
    same(`What is left of ${creditId}`, cents(said.remainingAfter), credit.remaining);
    if (credit.remaining === 0n) books.credits.delete(creditId);
  }
  same(`What else ${limit.number} takes from credit`, taken.length, 0);
  if (used !== undefined)
    same(`What credit pays of ${limit.number}`, cents(used.amount), limit.most - open);
}

function inOrder({ credits }: CreditBooks, limit: Limit): readonly string[] {
  const usable = [...credits].filter(([, credit]) => mayPay(credit, limit));
  const first = usable.filter(([, { reason }]) => reason === 'Overpayment');
  const then = usable.filter(([, { reason }]) => reason !== 'Overpayment');
  return [...first, ...then].map(([creditId]) => creditId);
}

function mayPay({ usableFor }: Credit, { orderNumber }: Limit): boolean {
  switch (usableFor.charges) {
    case 'Every':
      return orderNumber !== undefined;
    case 'NextOverageInvoice':
      return orderNumber === undefined;
    case 'OfOrdersFrom':
      return orderNumber !== undefined && orderNumber >= usableFor.orderNumber;
  }
}
