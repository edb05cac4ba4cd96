import { Command } from '@nestjs/cqrs';
import {
  type BillingAccountId,
  type Day,
  type DocumentNumber,
  type Money,
  type OpenBillingAccount as OpenAccountCommand,
  type PaymentId,
  type Principal,
  type SubscriptionId,
} from '#ledger-core';
import { type Outcome } from './outcome';

export type OpenBillingAccountRequest = Omit<OpenAccountCommand, 'type'>;
export type OpenedBillingAccount = Readonly<{ billingAccountId: BillingAccountId; openedOn: Day }>;

/** Opens an account; answered when the read models have it. The same id with the same body again answers the first result. */
export class OpenBillingAccount extends Command<Outcome<OpenedBillingAccount>> {
  constructor(
    readonly input: Readonly<{
      request: OpenBillingAccountRequest;
      caller: Principal;
      idempotencyKey?: string;
    }>,
  ) {
    super();
  }
}

export type LinkedSubscription = Readonly<{
  subscriptionId: SubscriptionId;
  billingAccountId: BillingAccountId;
  displayName: string;
  linkedOn: Day;
}>;

/** Says which account a subscription belongs to; answered when the read models have it. */
export class LinkSubscription extends Command<Outcome<LinkedSubscription>> {
  constructor(
    readonly input: Readonly<{
      billingAccountId: BillingAccountId;
      subscriptionId: SubscriptionId;
      displayName: string;
      caller: Principal;
      idempotencyKey?: string;
    }>,
  ) {
    super();
  }
}

export type RecordPaymentRequest = Readonly<{
  billingAccountId: BillingAccountId;
  invoiceNumber: DocumentNumber;
  /** In the account's currency, above 0. */
  amount: Money.Money;
  /** At most business today. */
  paidOn: Day;
  reference: string;
}>;
export type RecordedPayment = RecordPaymentRequest &
  Readonly<{ paymentId: PaymentId; recordedOn: Day }>;

/** Records money that came in for an invoice (R-PUR-4). */
export class RecordPayment extends Command<Outcome<RecordedPayment>> {
  constructor(
    readonly input: Readonly<{
      request: RecordPaymentRequest;
      caller: Principal;
      idempotencyKey?: string;
    }>,
  ) {
    super();
  }
}
