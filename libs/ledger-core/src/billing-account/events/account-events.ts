import { type Day } from '../../kernel/calendar';
import { type Currency, type Money } from '../../kernel/money';
import {
  type BillingAccountId,
  type DocumentNumber,
  type PaymentId,
  type PrincipalId,
  type TenantId,
} from '../ids';

/** Any JSON value: what a caller asked for, as it was understood. */
export type Json =
  string | number | boolean | null | readonly Json[] | Readonly<{ [key: string]: Json }>;
export type JsonObject = Readonly<{ [key: string]: Json }>;

export const AGREEMENT_TYPES = [
  'EnterpriseAgreement',
  'MicrosoftCustomerAgreement',
  'MicrosoftPartnerAgreement',
  'MicrosoftOnlineServicesProgram',
] as const;
export type AgreementType = (typeof AGREEMENT_TYPES)[number];

/** Who asked. The ledger itself signs due work with the principal 'ledger'. */
export type Principal = Readonly<{
  id: PrincipalId;
  tenantId?: TenantId;
  roles: readonly string[];
}>;

export const OPERATION_KINDS = [
  'OpenBillingAccount',
  'AddPrepaymentTerm',
  'ChangeCardOnFile',
  'PurchaseReservation',
  'RefundReservation',
  'ExchangeReservations',
  'SplitReservation',
  'MergeReservations',
  'SwapReservation',
  'UpdateReservation',
  'ArchiveReservation',
  'AddOwner',
  'RemoveOwner',
  'RecordPayment',
  'MoveSupportRequest',
  'TransferProgram',
  'ReceiveTransferredCredit',
  'RunDueDay',
  'LinkSubscription',
  'PublishPolicyTerms',
  'PublishExchangeRate',
  'ReportUsage',
  'ChangeDirectory',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/**
 * The first event of every append: what was asked, by whom, on what grounds, and what was answered.
 * A repeated command is answered from here.
 */
export type OperationAccepted = Readonly<{
  type: 'OperationAccepted';
  data: Readonly<{
    kind: OperationKind;
    /** The id outside callers know the operation by: order id, session id, account id or day. */
    operationId: string;
    /** The UTC day on which the operation counts. */
    on: Day;
    principal: Principal;
    /** The caller's parsed fields. */
    request: JsonObject;
    /** What was looked up for the decision: prices with their rows, rates, usage, terms version. */
    inputs: JsonObject;
    /** Ids minted and amounts answered. */
    answer: JsonObject;
  }>;
}>;

/** A payment card, by its token: never its number. */
export type Card = Readonly<{ token: string; brand: string; last4: string }>;

/** How charges of the account are paid (R-PUR-4). The terms of a prepayment follow as events of their own. */
export type PaymentMethod =
  | Readonly<{ method: 'invoice' }>
  | Readonly<{ method: 'card'; card: Card }>
  | Readonly<{ method: 'prepayment' }>;

export type BillingAccountOpened = Readonly<{
  type: 'BillingAccountOpened';
  data: Readonly<{
    billingAccountId: BillingAccountId;
    agreementType: AgreementType;
    /** The billing currency of every paper of the account. */
    currency: Currency;
    displayName: string;
    /** Only principals of this tenant may buy; of any tenant when absent. */
    tenantId?: TenantId;
    /** The partner that holds the account of a CSP customer. */
    partnerId?: TenantId;
    /** Days from issue until an invoice falls due (R-PUR-5). */
    paymentTermDays: number;
    payment: PaymentMethod;
    /** R-PUR-3: false when the partner does not let the customer's own principals buy; absent, they may. */
    customerMayBuy?: boolean;
    openedOn: Day;
  }>;
}>;

/** R-OUT-4: later charges are charged to this card; what an earlier one is owed is held. */
export type CardOnFileChanged = Readonly<{
  type: 'CardOnFileChanged';
  data: Readonly<{ card: Card; changedOn: Day }>;
}>;

/** One part of a payment, set against one invoice; the figures are the invoice's afterwards. */
export type AppliedPayment = Readonly<{
  invoice: DocumentNumber;
  amount: Money;
  paidAfter: Money;
  amountDueAfter: Money;
  statusAfter: 'Due' | 'Paid';
}>;

/** Money came in for an invoice. What no due invoice takes is granted as retained credit beside it (R-PUR-4, R-OUT-3). */
export type PaymentRecorded = Readonly<{
  type: 'PaymentRecorded';
  data: Readonly<{
    paymentId: PaymentId;
    /** The payer's reference, such as a bank transfer's. */
    reference: string;
    amount: Money;
    /** The day the money arrived, as reported. */
    paidOn: Day;
    /** The day it was recorded, from which it counts. */
    recordedOn: Day;
    /** The invoice the payer named; it may have been replaced since. */
    invoice: DocumentNumber;
    applied: readonly AppliedPayment[];
    /** What went beyond all due invoices: 0 or the amount of the retained credit granted. */
    overpaid: Money;
  }>;
}>;
