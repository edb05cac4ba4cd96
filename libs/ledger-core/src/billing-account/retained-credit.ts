import { add, isPositive, isZero, lesser, type Money, subtract, zero } from '../kernel/money';
import { type DocumentNumber, paymentId, retainedCreditId } from './ids';
import { mint, type OperationInProgress } from './operation-in-progress';
import {
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
 * charge and as far as the charge goes. Takes it from the operation and returns the facts.
 */
export function useRetainedCredit(
  operation: OperationInProgress,
  charge: CreditSeeker,
): readonly RetainedCreditUsed[] {
  const used: RetainedCreditUsed[] = [];
  let open = charge.amount;
  for (const [creditId, credit] of usableCredits(operation, charge.orderNumber)) {
    if (isZero(open)) break;
    const left = operation.creditsLeft.get(creditId) ?? credit.remaining;
    const amount = lesser(left, open);
    if (!isPositive(amount)) continue;
    open = subtract(open, amount);
    const remainingAfter = subtract(left, amount);
    operation.creditsLeft.set(creditId, remainingAfter);
    operation.creditAvailable = subtract(operation.creditAvailable, amount);
    used.push({
      type: 'RetainedCreditUsed',
      data: {
        creditId,
        paymentId: paymentId(mint(operation, 'payment')),
        invoice: charge.invoice,
        usedOn: operation.context.on,
        amount,
        remainingAfter,
        availableAfter: operation.creditAvailable,
      },
    });
  }
  return used;
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

export function sumOfUses(used: readonly RetainedCreditUsed[], none: Money): Money {
  return used.reduce((total, use) => add(total, use.data.amount), zero(none.currency));
}

function usableCredits(
  operation: OperationInProgress,
  orderNumber: number,
): readonly (readonly [RetainedCreditUsed['data']['creditId'], Readonly<RetainedCreditState>])[] {
  const credits = [...operation.account.retainedCredits];
  const overpayments = credits.filter(([, { usableFor }]) => usableFor.charges === 'Every');
  const retained = credits.filter(
    ([, { usableFor }]) =>
      usableFor.charges === 'OfOrdersFrom' && usableFor.orderNumber <= orderNumber,
  );
  return [...overpayments, ...retained];
}
