import { type LedgerEventType } from '#event-log';
import { billingAccounts } from './billing-account/billing-account.read-model';
import { subscriptions } from './billing-account/subscription.read-model';
import { documentLines } from './document/document-line.read-model';
import { documentRevisions } from './document/document-revision.read-model';
import { documents } from './document/document.read-model';
import { dueItems } from './due-item/due-item.read-model';
import { operations } from './operation/operation.read-model';
import { paymentMovements } from './payment/payment-movement.read-model';
import { payments } from './payment/payment.read-model';
import { refundCapUses } from './refund-cap/refund-cap-use.read-model';
import { charges } from './reservation/charge.read-model';
import { owners } from './reservation/owner.read-model';
import { reservationOrders } from './reservation/reservation-order.read-model';
import { reservations } from './reservation/reservation.read-model';
import { retainedCreditMovements } from './retained-credit/retained-credit-movement.read-model';
import { type ReadModel } from './row-writer/row-change';

/** Every read model, in the order in which rows are written. */
export const READ_MODELS: readonly ReadModel[] = [
  operations,
  billingAccounts,
  subscriptions,
  reservationOrders,
  reservations,
  owners,
  charges,
  documents,
  documentRevisions,
  documentLines,
  payments,
  paymentMovements,
  retainedCreditMovements,
  refundCapUses,
  dueItems,
];

/**
 * Which tables each event feeds. A new event does not compile until it has its row here, and the tests
 * compare the rows with what the read models read.
 */
export const TABLES_FED_BY: Readonly<Record<LedgerEventType, readonly string[]>> = {
  OperationAccepted: ['operation'],
  BillingAccountOpened: ['billing_account'],
  SubscriptionLinked: ['subscription'],
  ReservationPurchased: ['reservation_order', 'reservation', 'owner', 'due_item'],
  ChargeMade: ['reservation', 'charge', 'document_line', 'due_item'],
  ReservationReturned: [
    'reservation_order',
    'reservation',
    'document_line',
    'refund_cap_use',
    'due_item',
  ],
  ReservationExpired: ['reservation_order', 'reservation', 'due_item'],
  InvoiceIssued: ['document', 'document_revision'],
  InvoiceVoided: ['document', 'document_revision', 'payment_movement'],
  PaymentRecorded: ['document', 'payment', 'payment_movement'],
  RetainedCreditGranted: ['retained_credit_movement'],
  RetainedCreditUsed: ['payment_movement', 'retained_credit_movement'],
};
