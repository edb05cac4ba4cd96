import {
  add,
  isPositive,
  isZero,
  lesser,
  type Money,
  subtract,
  sum,
  zero,
} from '../../kernel/money';
import {
  type CreditReason,
  type CreditSource,
  type CreditTaken,
  type CreditUse,
  type RetainedCreditGranted,
  type RetainedCreditUsed,
} from '../events/retained-credit-events';
import { type DocumentNumber, paymentId, type RetainedCreditId, retainedCreditId } from '../ids';
import { emit, mint, type OperationInProgress } from '../operation-in-progress';
import { type BillingAccount, type RetainedCreditState } from '../state/state';

/** What credit is sought for: charges of orders from a number on, or an enrolment's overage. */
export type CreditSeeker = Readonly<{
  /** No more than this is paid from credit. */
  limit: Money;
  charges: Readonly<{ of: 'order'; orderNumber: number }> | Readonly<{ of: 'overage' }>;
}>;

/** R-PUR-4: first an overpayment, then retained credit, oldest entry first, as far as it may pay this. */
export function creditFor(
  account: BillingAccount,
  { limit, charges }: CreditSeeker,
): readonly CreditTaken[] {
  const usable = [...account.retainedCredits].filter(([, { usableFor }]) =>
    pays(usableFor, charges),
  );
  const isOverpayment = ([, { reason }]: (typeof usable)[number]): boolean =>
    reason === 'Overpayment';
  const inOrder = [
    ...usable.filter(isOverpayment),
    ...usable.filter((credit) => !isOverpayment(credit)),
  ];
  return takeFrom(inOrder, limit);
}

function takeFrom(
  credits: readonly (readonly [RetainedCreditId, Readonly<RetainedCreditState>])[],
  limit: Money,
): readonly CreditTaken[] {
  const taken: CreditTaken[] = [];
  let open = limit;
  for (const [creditId, { remaining }] of credits) {
    if (isZero(open)) break;
    const amount = lesser(remaining, open);
    open = subtract(open, amount);
    taken.push({ creditId, amount, remainingAfter: subtract(remaining, amount) });
  }
  return taken;
}

function pays(use: CreditUse, charges: CreditSeeker['charges']): boolean {
  switch (use.charges) {
    case 'NextOverageInvoice':
      return charges.of === 'overage';
    case 'Every':
      return charges.of === 'order';
    case 'OfOrdersFrom':
      return charges.of === 'order' && use.orderNumber <= charges.orderNumber;
  }
}

/** The fact that credit became a payment of an invoice. */
export function creditUsedFact(
  operation: OperationInProgress,
  invoice: DocumentNumber,
  taken: readonly CreditTaken[],
): RetainedCreditUsed {
  const { currency } = operation.opened;
  const amount = sum(
    currency,
    taken.map((each) => each.amount),
  );
  return {
    type: 'RetainedCreditUsed',
    data: {
      paymentId: paymentId(mint(operation, 'payment')),
      invoice,
      usedOn: operation.context.on,
      amount,
      taken,
      availableAfter: subtract(retainedCredit(operation), amount),
    },
  };
}

/** Credit for later charges, and what it may pay. */
export type CreditToRetain = Readonly<{
  amount: Money;
  reason: CreditReason;
  document?: DocumentNumber;
  source?: CreditSource;
  usableFor: CreditUse;
}>;

/** R-OUT-3: what the papers cannot hold is retained for later charges. Nothing, when there is nothing over. */
export function retainCredit(operation: OperationInProgress, credit: CreditToRetain): void {
  if (!isPositive(credit.amount)) return;
  const granted: RetainedCreditGranted = {
    type: 'RetainedCreditGranted',
    data: {
      creditId: retainedCreditId(mint(operation, 'credit')),
      grantedOn: operation.context.on,
      ...credit,
      availableAfter: add(retainedCredit(operation), credit.amount),
    },
  };
  emit(operation, granted);
}

/** All that is retained. */
export function retainedCredit({ account, opened }: OperationInProgress): Money {
  return account.retainedCreditAvailable ?? zero(opened.currency);
}
