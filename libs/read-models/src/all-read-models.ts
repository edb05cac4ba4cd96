import { type LedgerEventType } from '#event-log';
import { billingAccounts } from './billing-account/billing-account.read-model';
import { subscriptions } from './billing-account/subscription.read-model';
import { cardRefunds } from './card-refund/card-refund.read-model';
import { supportRequests } from './support-request/support-request.read-model';
import { documentLines } from './document/document-line.read-model';
import { documentRevisions } from './document/document-revision.read-model';
import { documents } from './document/document.read-model';
import { dueItems } from './due-item/due-item.read-model';
import { exchangeRates } from './exchange-rate/exchange-rate.read-model';
import { operations } from './operation/operation.read-model';
import { paymentMovements } from './payment/payment-movement.read-model';
import { payments } from './payment/payment.read-model';
import { publishedPolicyTerms } from './policy-terms/policy-terms.read-model';
import { prepaymentCredits } from './prepayment/prepayment-credit.read-model';
import { prepaymentMovements } from './prepayment/prepayment-movement.read-model';
import { prepaymentTerms } from './prepayment/prepayment-term.read-model';
import { refundCapUses } from './refund-cap/refund-cap-use.read-model';
import { charges } from './reservation/charge.read-model';
import { owners } from './reservation/owner.read-model';
import { reservationOrders } from './reservation/reservation-order.read-model';
import { reservationRevisions } from './reservation/reservation-revision.read-model';
import { reservations } from './reservation/reservation.read-model';
import { retainedCreditMovements } from './retained-credit/retained-credit-movement.read-model';
import { type ReadModel } from './row-writer/row-change';
import { usageDays } from './usage/usage-day.read-model';

/** Every read model, in the order in which rows are written. */
export const READ_MODELS: readonly ReadModel[] = [
  operations,
  billingAccounts,
  subscriptions,
  reservationOrders,
  reservations,
  reservationRevisions,
  owners,
  charges,
  documents,
  documentRevisions,
  documentLines,
  payments,
  paymentMovements,
  retainedCreditMovements,
  prepaymentTerms,
  prepaymentCredits,
  prepaymentMovements,
  cardRefunds,
  supportRequests,
  refundCapUses,
  dueItems,
  publishedPolicyTerms,
  usageDays,
  exchangeRates,
];

/** A reservation and what was changed of it go together. */
const RESERVATION = ['reservation', 'reservation_revision'] as const;

/**
 * Which tables each event feeds. A new event does not compile until it has its row here, and the tests
 * compare the rows with what the read models read.
 */
export const TABLES_FED_BY: Readonly<Record<LedgerEventType, readonly string[]>> = {
  OperationAccepted: ['operation'],
  BillingAccountOpened: ['billing_account'],
  CardOnFileChanged: ['billing_account'],
  ProgramTransferAgreed: ['due_item'],
  ProgramTransferred: ['billing_account', 'due_item'],
  SubscriptionLinked: ['subscription'],
  PolicyTermsPublished: ['policy_terms'],
  UsageReported: ['usage_day'],
  ExchangeRatePublished: ['exchange_rate'],
  ReservationPurchased: ['reservation_order', ...RESERVATION, 'owner', 'due_item'],
  ReservationReturned: [
    'reservation_order',
    ...RESERVATION,
    'document_line',
    'refund_cap_use',
    'due_item',
  ],
  ReservationSplit: ['reservation_order', ...RESERVATION, 'due_item'],
  ReservationsMerged: ['reservation_order', ...RESERVATION, 'due_item'],
  ReservationSwapped: ['reservation_order', ...RESERVATION],
  ReservationUpdated: ['reservation_order', ...RESERVATION],
  ReservationArchived: ['reservation_order', ...RESERVATION],
  ReservationUnarchived: ['reservation_order', ...RESERVATION],
  ReservationExpired: ['reservation_order', ...RESERVATION, 'due_item'],
  ReservationRenewed: ['reservation_order', ...RESERVATION],
  RenewalNotPossible: ['reservation_order', ...RESERVATION],
  OwnerAdded: ['owner'],
  OwnerRemoved: ['owner'],
  OrderDirectoryChanged: ['reservation_order', 'owner'],
  ChargeMade: [...RESERVATION, 'charge', 'document_line', 'due_item'],
  OverageMonthClosed: ['due_item'],
  InvoiceIssued: ['document', 'document_revision'],
  InvoiceVoided: ['document', 'document_revision', 'payment_movement'],
  InvoiceRevised: ['document', 'document_revision'],
  CreditNoteIssued: ['document', 'document_revision'],
  PaymentRecorded: ['document', 'payment', 'payment_movement'],
  CardCharged: ['payment_movement'],
  RetainedCreditGranted: ['retained_credit_movement'],
  RetainedCreditUsed: ['payment_movement', 'retained_credit_movement'],
  RetainedCreditTransferred: ['retained_credit_movement'],
  PrepaymentTermAdded: ['prepayment_term', 'prepayment_movement'],
  PrepaymentCreditGranted: ['prepayment_credit', 'prepayment_movement', 'due_item'],
  PrepaymentDrawn: ['prepayment_movement', 'due_item'],
  PrepaymentCreditExpired: ['prepayment_movement', 'due_item'],
  CardRefundRequested: ['card_refund'],
  CardRefundHeld: ['card_refund'],
  SupportRequestCreated: ['support_request'],
  SupportRequestMoved: ['support_request'],
};
