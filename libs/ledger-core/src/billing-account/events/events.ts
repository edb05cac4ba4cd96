import {
  type BillingAccountOpened,
  type CardOnFileChanged,
  type OperationAccepted,
  type PaymentRecorded,
} from './account-events';
import {
  type CardRefundHeld,
  type CardRefundRequested,
  type SupportRequestCreated,
  type SupportRequestMoved,
} from './card-refund-events';
import { type CardCharged, type ChargeMade, type OverageMonthClosed } from './charge-events';
import {
  type CreditNoteIssued,
  type InvoiceIssued,
  type InvoiceRevised,
  type InvoiceVoided,
} from './paper-events';
import {
  type PrepaymentCreditExpired,
  type PrepaymentCreditGranted,
  type PrepaymentDrawn,
  type PrepaymentTermAdded,
} from './prepayment-events';
import {
  type OrderDirectoryChanged,
  type OwnerAdded,
  type OwnerRemoved,
  type RenewalNotPossible,
  type ReservationArchived,
  type ReservationExpired,
  type ReservationPurchased,
  type ReservationRenewed,
  type ReservationsMerged,
  type ReservationSplit,
  type ReservationSwapped,
  type ReservationUnarchived,
  type ReservationUpdated,
} from './reservation-events';
import {
  type RetainedCreditGranted,
  type RetainedCreditTransferred,
  type RetainedCreditUsed,
} from './retained-credit-events';
import { type ReservationReturned } from './return-events';
import { type ProgramTransferAgreed, type ProgramTransferred } from './transfer-events';

/** All that can happen to a billing account. Facts only: a reader copies, it never reckons (R-REC-1). */
export type BillingEvent =
  | OperationAccepted
  | BillingAccountOpened
  | PrepaymentTermAdded
  | CardOnFileChanged
  | ProgramTransferAgreed
  | ProgramTransferred
  | ReservationPurchased
  | ReservationReturned
  | ReservationSplit
  | ReservationsMerged
  | ReservationSwapped
  | ReservationUpdated
  | ReservationArchived
  | ReservationUnarchived
  | OwnerAdded
  | OwnerRemoved
  | OrderDirectoryChanged
  | ReservationExpired
  | ReservationRenewed
  | RenewalNotPossible
  | ChargeMade
  | PrepaymentDrawn
  | CardCharged
  | OverageMonthClosed
  | InvoiceIssued
  | InvoiceVoided
  | InvoiceRevised
  | CreditNoteIssued
  | PaymentRecorded
  | RetainedCreditGranted
  | RetainedCreditUsed
  | RetainedCreditTransferred
  | PrepaymentCreditGranted
  | PrepaymentCreditExpired
  | CardRefundRequested
  | CardRefundHeld
  | SupportRequestCreated
  | SupportRequestMoved;

export type BillingEventType = BillingEvent['type'];

/** What an event of a type says. */
export type BillingEventData = {
  readonly [Event in BillingEvent as Event['type']]: Event['data'];
};

/** The event of a type, in a form that keeps type and data together in generic code. */
export type BillingEventOf<Type extends BillingEventType> = {
  [One in Type]: Readonly<{ type: One; data: BillingEventData[One] }>;
}[Type];

const EVERY_TYPE: Readonly<Record<BillingEventType, true>> = {
  OperationAccepted: true,
  BillingAccountOpened: true,
  PrepaymentTermAdded: true,
  CardOnFileChanged: true,
  ProgramTransferAgreed: true,
  ProgramTransferred: true,
  ReservationPurchased: true,
  ReservationReturned: true,
  ReservationSplit: true,
  ReservationsMerged: true,
  ReservationSwapped: true,
  ReservationUpdated: true,
  ReservationArchived: true,
  ReservationUnarchived: true,
  OwnerAdded: true,
  OwnerRemoved: true,
  OrderDirectoryChanged: true,
  ReservationExpired: true,
  ReservationRenewed: true,
  RenewalNotPossible: true,
  ChargeMade: true,
  PrepaymentDrawn: true,
  CardCharged: true,
  OverageMonthClosed: true,
  InvoiceIssued: true,
  InvoiceVoided: true,
  InvoiceRevised: true,
  CreditNoteIssued: true,
  PaymentRecorded: true,
  RetainedCreditGranted: true,
  RetainedCreditUsed: true,
  RetainedCreditTransferred: true,
  PrepaymentCreditGranted: true,
  PrepaymentCreditExpired: true,
  CardRefundRequested: true,
  CardRefundHeld: true,
  SupportRequestCreated: true,
  SupportRequestMoved: true,
};

/** Every type of the union, for checks that must not forget one. */
export const BILLING_EVENT_TYPES = Object.keys(EVERY_TYPE) as readonly BillingEventType[];
