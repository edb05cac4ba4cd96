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

/** Retained credit became a payment of an invoice. */
export type RetainedCreditUsed = Readonly<{
  type: 'RetainedCreditUsed';
  data: Readonly<{
    creditId: RetainedCreditId;
    paymentId: PaymentId;
    invoice: DocumentNumber;
    usedOn: Day;
    amount: Money;
    /** What is left of this credit, and of all of them. */
    remainingAfter: Money;
    availableAfter: Money;
  }>;
}>;
