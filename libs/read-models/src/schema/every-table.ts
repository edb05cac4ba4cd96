import { businessClockTable } from '../beside-the-log/business-clock.entity';
import { dailyRunTable } from '../beside-the-log/daily-run.entity';
import { idempotencyKeyTable } from '../beside-the-log/idempotency-key.entity';
import { sessionTable } from '../beside-the-log/session.entity';
import { billingAccountTable } from '../billing-account/billing-account.entity';
import { subscriptionTable } from '../billing-account/subscription.entity';
import { cardRefundTable } from '../card-refund/card-refund.entity';
import { supportRequestTable } from '../support-request/support-request.entity';
import { documentLineTable } from '../document/document-line.entity';
import { documentRevisionTable } from '../document/document-revision.entity';
import { documentTable } from '../document/document.entity';
import { dueItemTable } from '../due-item/due-item.entity';
import { exchangeRateTable } from '../exchange-rate/exchange-rate.entity';
import { operationTable } from '../operation/operation.entity';
import { paymentMovementTable } from '../payment/payment-movement.entity';
import { paymentTable } from '../payment/payment.entity';
import { policyTermsTable } from '../policy-terms/policy-terms.entity';
import { prepaymentCreditTable } from '../prepayment/prepayment-credit.entity';
import { prepaymentMovementTable } from '../prepayment/prepayment-movement.entity';
import { prepaymentTermTable } from '../prepayment/prepayment-term.entity';
import { accountProjectionTable } from '../projection/account-projection.entity';
import { checkpointTable } from '../projection/checkpoint.entity';
import { parkedAccountTable } from '../projection/parked-account.entity';
import { refundCapUseTable } from '../refund-cap/refund-cap-use.entity';
import { chargeTable } from '../reservation/charge.entity';
import { ownerTable } from '../reservation/owner.entity';
import { reservationOrderTable } from '../reservation/reservation-order.entity';
import { reservationRevisionTable } from '../reservation/reservation-revision.entity';
import { reservationTable } from '../reservation/reservation.entity';
import { retainedCreditMovementTable } from '../retained-credit/retained-credit-movement.entity';
import { usageDayTable } from '../usage/usage-day.entity';
import { type Table } from './table';

/** Made from events, and made again from them when dropped. */
export const PROJECTED_TABLES: readonly Table[] = [
  operationTable,
  billingAccountTable,
  subscriptionTable,
  reservationOrderTable,
  reservationTable,
  reservationRevisionTable,
  ownerTable,
  chargeTable,
  documentTable,
  documentRevisionTable,
  documentLineTable,
  paymentTable,
  paymentMovementTable,
  retainedCreditMovementTable,
  prepaymentTermTable,
  prepaymentCreditTable,
  prepaymentMovementTable,
  cardRefundTable,
  supportRequestTable,
  refundCapUseTable,
  dueItemTable,
  policyTermsTable,
  usageDayTable,
  exchangeRateTable,
];

/** How far that has come. */
export const PROJECTION_TABLES: readonly Table[] = [
  accountProjectionTable,
  checkpointTable,
  parkedAccountTable,
];

/** What no event tells: lost with the database, except for the price tables, whose owner is the price list. */
export const TABLES_BESIDE_THE_LOG: readonly Table[] = [
  sessionTable,
  idempotencyKeyTable,
  businessClockTable,
  dailyRunTable,
];

export const EVERY_TABLE: readonly Table[] = [
  ...PROJECTED_TABLES,
  ...PROJECTION_TABLES,
  ...TABLES_BESIDE_THE_LOG,
];
