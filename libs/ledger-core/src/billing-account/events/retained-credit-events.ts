import { type Day } from '../../kernel/calendar';
import { type Money } from '../../kernel/money';
import {
  type BillingAccountId,
  type DocumentNumber,
  type PaymentId,
  type RetainedCreditId,
} from '../ids';

/** Which charges a retained credit pays (R-PUR-4). */
export type CreditUse =
  | Readonly<{ charges: 'Every' }>
  /** Of reservations whose order has this number or a later one. */
  | Readonly<{ charges: 'OfOrdersFrom'; orderNumber: number }>
  /** Of an enrolment: whatever its next overage invoices bill (R-OUT-2). */
  | Readonly<{ charges: 'NextOverageInvoice' }>;

/** Why credit was retained. */
export const CREDIT_REASONS = [
  'Refund',
  'Exchange',
  'Overpayment',
  'OverageCredit',
  'ProgramTransfer',
] as const;
export type CreditReason = (typeof CREDIT_REASONS)[number];

/** R-RET-4: the account that retained the credit before the transfer, and the transfer that carried it. */
export type CreditSource = Readonly<{ billingAccountId: BillingAccountId; transferId: string }>;

export type RetainedCreditGranted = Readonly<{
  type: 'RetainedCreditGranted';
  data: Readonly<{
    creditId: RetainedCreditId;
    grantedOn: Day;
    amount: Money;
    reason: CreditReason;
    /** The paper that had more than it could hold, or that was overpaid; none of a transfer. */
    document?: DocumentNumber;
    /** Present exactly when the credit came with a transfer. */
    source?: CreditSource;
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

/** R-RET-4: retained credit left for the account of the customer's new programme. */
export type RetainedCreditTransferred = Readonly<{
  type: 'RetainedCreditTransferred';
  data: Readonly<{
    /** A GUID, which the receiving account names as the source. */
    transferId: string;
    toBillingAccountId: BillingAccountId;
    transferredOn: Day;
    /** Σ of what the credits still had. */
    amount: Money;
    /** Oldest first; nothing is left of them. */
    credits: readonly Readonly<{ creditId: RetainedCreditId; amount: Money }>[];
    availableAfter: Money;
  }>;
}>;
