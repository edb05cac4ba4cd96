import { type BillingEventData } from '#ledger-core';

type Granted = BillingEventData['RetainedCreditGranted'];

/** A paper just issued, and what moved to it. */
export type OpenPaper = { readonly data: BillingEventData['InvoiceIssued']; moved: bigint };

export type Credit = {
  readonly reason: Granted['reason'];
  readonly usableFor: Granted['usableFor'];
  remaining: bigint;
};

export type CreditBooks = {
  isEnrolment: boolean;
  isTransferred: boolean;
  ordersPlaced: number;
  readonly orderNumbers: Map<string, number>;
  /** With something left, oldest first. */
  readonly credits: Map<string, Credit>;
  /** What is due of standing invoices. */
  readonly due: Map<string, bigint>;
};

/** Facts of an operation that decide what credit may pay. */
export type CreditOperation = {
  readonly ordersBefore: number;
  readonly refunds: Map<string, bigint>;
  readonly purchases: Map<string, { sum: bigint; orderNumber: number }>;
  /** A paper that was issued and may still be paid from credit. */
  open: OpenPaper | undefined;
};
