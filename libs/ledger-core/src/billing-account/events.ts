import {
  type BillingAccountOpened,
  type OperationAccepted,
  type PaymentRecorded,
} from './account-events';
import { type InvoiceIssued, type InvoiceVoided } from './paper-events';
import {
  type ChargeMade,
  type ReservationExpired,
  type ReservationPurchased,
  type ReservationReturned,
} from './reservation-events';
import { type RetainedCreditGranted, type RetainedCreditUsed } from './retained-credit-events';

/** All that can happen to a billing account. Facts only: a reader copies, it never reckons (R-REC-1). */
export type BillingEvent =
  | OperationAccepted
  | BillingAccountOpened
  | ReservationPurchased
  | ChargeMade
  | ReservationReturned
  | ReservationExpired
  | InvoiceIssued
  | InvoiceVoided
  | PaymentRecorded
  | RetainedCreditGranted
  | RetainedCreditUsed;

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
  ReservationPurchased: true,
  ChargeMade: true,
  ReservationReturned: true,
  ReservationExpired: true,
  InvoiceIssued: true,
  InvoiceVoided: true,
  PaymentRecorded: true,
  RetainedCreditGranted: true,
  RetainedCreditUsed: true,
};

/** Every type of the union, for checks that must not forget one. */
export const BILLING_EVENT_TYPES = Object.keys(EVERY_TYPE) as readonly BillingEventType[];
