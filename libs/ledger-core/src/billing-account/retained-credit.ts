import { add, isPositive, isZero, lesser, type Money, subtract, sum } from '../kernel/money';
import { type DocumentNumber, paymentId, type RetainedCreditId, retainedCreditId } from './ids';
import { mint, type OperationInProgress } from './operation-in-progress';
import {
  type CreditTaken,
  type CreditUse,
  type RetainedCreditGranted,
  type RetainedCreditUsed,
} from './retained-credit-events';
import { type RetainedCreditState } from './state';

/** The charge that credit is sought for. */
export type CreditSeeker = Readonly<{
  invoice: DocumentNumber;
  amount: Money;
  /** Of the order whose reservation is charged. */
  orderNumber: number;
}>;

/**
 * R-PUR-4: first an overpayment, then retained credit, oldest entry first, as far as it may pay this
 * charge and as far as the charge goes. Takes it from the operation; nothing, when there is none.
 */
export function useRetainedCredit(
  operation: OperationInProgress,
  charge: CreditSeeker,
): RetainedCreditUsed | undefined {
  const taken = takeCredits(operation, charge);
  if (taken.length === 0) return undefined;
  operation.creditsTaken += taken.length;
  const amount = sum(
    charge.amount.currency,
    taken.map((each) => each.amount),
  );
  operation.creditAvailable = subtract(operation.creditAvailable, amount);
  return {
    type: 'RetainedCreditUsed',
    data: {
      paymentId: paymentId(mint(operation, 'payment')),
      invoice: charge.invoice,
      usedOn: operation.context.on,
      amount,
      taken,
      availableAfter: operation.creditAvailable,
    },
  };
}

function takeCredits(
  operation: OperationInProgress,
  { amount, orderNumber }: CreditSeeker,
): readonly CreditTaken[] {
  const taken: CreditTaken[] = [];
  let open = amount;
  for (const [creditId, credit] of usableCredits(operation, orderNumber)) {
    if (isZero(open)) break;
    const left = operation.creditsLeft.get(creditId) ?? credit.remaining;
    const part = lesser(left, open);
    if (!isPositive(part)) continue;
    open = subtract(open, part);
    const remainingAfter = subtract(left, part);
    operation.creditsLeft.set(creditId, remainingAfter);
    taken.push({ creditId, amount: part, remainingAfter });
  }
  return taken;
}

/** R-OUT-3: what the papers cannot hold is retained for later charges. Nothing, when there is nothing over. */
export function retainCredit(
  operation: OperationInProgress,
  credit: Readonly<{
    amount: Money;
    reason: RetainedCreditGranted['data']['reason'];
    document: DocumentNumber;
    usableFor: CreditUse;
  }>,
): readonly RetainedCreditGranted[] {
  if (!isPositive(credit.amount)) return [];
  operation.creditAvailable = add(operation.creditAvailable, credit.amount);
  const granted: RetainedCreditGranted = {
    type: 'RetainedCreditGranted',
    data: {
      creditId: retainedCreditId(mint(operation, 'credit')),
      grantedOn: operation.context.on,
      ...credit,
      availableAfter: operation.creditAvailable,
    },
  };
  return [granted];
}

function usableCredits(
  operation: OperationInProgress,
  orderNumber: number,
): readonly (readonly [RetainedCreditId, Readonly<RetainedCreditState>])[] {
  const credits = [...operation.account.retainedCredits];
  const overpayments = credits.filter(([, { usableFor }]) => usableFor.charges === 'Every');
  const retained = credits.filter(
    ([, { usableFor }]) =>
      usableFor.charges === 'OfOrdersFrom' && usableFor.orderNumber <= orderNumber,
  );
  return [...overpayments, ...retained];
}
