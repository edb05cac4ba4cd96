import { LinkSubscriptionHandler } from './billing-account/link-subscription.handler';
import { OpenBillingAccountHandler } from './billing-account/open-billing-account.handler';
import { RecordPaymentHandler } from './billing-account/record-payment.handler';
import { AccountExecutor } from './execution/billing-account.stream';
import { SubscriptionExecutor } from './execution/subscription.stream';
import { CalculatePriceHandler } from './purchase/calculate-price.handler';
import { PurchaseReservationHandler } from './purchase/purchase-reservation.handler';
import { CalculateRefundHandler } from './refund/calculate-refund.handler';
import { ReturnReservationHandler } from './refund/return-reservation.handler';
import { DailyRun } from './running/daily-run';
import { DueWork } from './running/due-work';
import { GetClockHandler } from './running/get-clock.handler';
import { ImportPricesHandler } from './running/import-prices.handler';
import { RunDaysHandler } from './running/run-days.handler';
import { SetClockHandler } from './running/set-clock.handler';

/** One handler a command or query. */
export const COMMAND_HANDLERS = [
  OpenBillingAccountHandler,
  LinkSubscriptionHandler,
  RecordPaymentHandler,
  CalculatePriceHandler,
  PurchaseReservationHandler,
  CalculateRefundHandler,
  ReturnReservationHandler,
  ImportPricesHandler,
  RunDaysHandler,
  SetClockHandler,
  GetClockHandler,
] as const;

/**
 * What the handlers share. Whoever provides both lists provides the ports too: `EventLog`, `BusinessClock`, `SessionStore`,
 * `AccountLookup`, `DueAccounts`, `WorkLocks`, `Projection` and `PriceBook`.
 */
export const APPLICATION_SERVICES = [
  AccountExecutor,
  SubscriptionExecutor,
  DueWork,
  DailyRun,
] as const;
