import { type Day } from '../kernel/calendar';
import { type Money } from '../kernel/money';
import { type DocumentNumber, type PaymentId, type RetainedCreditId } from './ids';

/** Which charges a retained credit pays (R-PUR-4). */
export type CreditUse =
  | Readonly<{ charges: 'Every' }>
  /** Of reservations whose order has this number or a later one. */
  | Readonly<{ charges: 'OfOrdersFrom'; orderNumber: number }>;

export type RetainedCreditGranted = Readonly<{
  type: 'RetainedCreditGranted';
  data: Readonly<{
    creditId: RetainedCreditId;
    grantedOn: Day;
    amount: Money;
    reason: 'Refund' | 'Exchange' | 'Overpayment';
    /** The invoice whose payments had more than it could hold, or that was overpaid. */
    document: DocumentNumber;
    usableFor: CreditUse;
    /** All retained credit of the account afterwards. */
    availableAfter: Money;
  }>;
}>;

/** What one credit gave, and what is left of it. */
export type CreditTaken = Readonly<{
  creditId: RetainedCreditId;
  amount: Money;
  remainingAfter: Money;
}>;

/** Retained credit became one payment of an invoice, taken from as many credits as were needed. */
export type RetainedCreditUsed = Readonly<{
  type: 'RetainedCreditUsed';
  data: Readonly<{
    paymentId: PaymentId;
    invoice: DocumentNumber;
    usedOn: Day;
    /** Σ of what was taken. */
    amount: Money;
    /** In the order of R-PUR-4. */
    taken: readonly CreditTaken[];
    /** What is left of all retained credit of the account. */
    availableAfter: Money;
  }>;
}>;
