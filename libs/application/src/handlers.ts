import { AddPrepaymentTermHandler } from './billing-account/add-prepayment-term.handler';
import { ChangeCardOnFileHandler } from './billing-account/change-card-on-file.handler';
import { LinkSubscriptionHandler } from './billing-account/link-subscription.handler';
import { OpenBillingAccountHandler } from './billing-account/open-billing-account.handler';
import { RecordPaymentHandler } from './billing-account/record-payment.handler';
import { CalculateExchangeHandler } from './exchange/calculate-exchange.handler';
import { CarryOutExchangeHandler } from './exchange/carry-out-exchange.handler';
import { AccountSurroundings } from './execution/account-surroundings';
import { AccountExecutor } from './execution/streams/billing-account.stream';
import { ExchangeRateExecutor } from './execution/streams/exchange-rates.stream';
import { PolicyTermsExecutor } from './execution/streams/policy-terms.stream';
import { SubscriptionExecutor } from './execution/streams/subscription.stream';
import { UtilisationExecutor } from './execution/streams/utilisation.stream';
import { ReferenceBooks } from './ports/reference-books';
import { CalculatePriceHandler } from './purchase/calculate-price.handler';
import { PurchaseReservationHandler } from './purchase/purchase-reservation.handler';
import { CalculateRefundHandler } from './refund/calculate-refund.handler';
import { ReturnReservationHandler } from './refund/return-reservation.handler';
import { ArchiveReservationHandler } from './reservations/archive-reservation.handler';
import { ChangeDirectoryHandler } from './reservations/change-directory.handler';
import { MergeReservationsHandler } from './reservations/merge-reservations.handler';
import { OrderChanges } from './reservations/order-changes';
import { SplitReservationHandler } from './reservations/split-reservation.handler';
import { UpdateReservationHandler } from './reservations/update-reservation.handler';
import { DailyRun } from './running/daily-run';
import { DueWork, SharedByRuns } from './running/due-work';
import { TablesOfRuns } from './running/tables-of-runs';
import { GetClockHandler } from './running/get-clock.handler';
import { ImportPricesHandler } from './running/import-prices.handler';
import { RunDaysHandler } from './running/run-days.handler';
import { SetClockHandler } from './running/set-clock.handler';
import { MoveSupportRequestHandler } from './support-request/move-support-request.handler';
import { PublishExchangeRateHandler } from './terms-and-rates/publish-exchange-rate.handler';
import { PublishPolicyTermsHandler } from './terms-and-rates/publish-policy-terms.handler';
import { AccountFinder } from './look-ups/account-finder';
import { TablesAtHead } from './look-ups/tables-at-head';
import { CarryingExecutor } from './transfer/carrying-executor';
import { ComingCredit } from './transfer/coming-credit';
import { CreditCarrier } from './transfer/credit-carrier';
import { TransferProgramHandler } from './transfer/transfer-program.handler';
import { AddOwnerHandler } from './owners/add-owner.handler';
import { RemoveOwnerHandler } from './owners/remove-owner.handler';
import { SwapReservationHandler } from './swap/swap-reservation.handler';
import { FillReturnListHandler } from './usage/fill-return-list.handler';
import { ReportUsageHandler } from './usage/report-usage.handler';

/** One handler a command or query. */
export const COMMAND_HANDLERS = [
  OpenBillingAccountHandler,
  LinkSubscriptionHandler,
  RecordPaymentHandler,
  CalculatePriceHandler,
  PurchaseReservationHandler,
  CalculateRefundHandler,
  ReturnReservationHandler,
  CalculateExchangeHandler,
  CarryOutExchangeHandler,
  SplitReservationHandler,
  MergeReservationsHandler,
  UpdateReservationHandler,
  ArchiveReservationHandler,
  ChangeDirectoryHandler,
  ImportPricesHandler,
  RunDaysHandler,
  SetClockHandler,
  GetClockHandler,
  ReportUsageHandler,
  FillReturnListHandler,
  AddPrepaymentTermHandler,
  ChangeCardOnFileHandler,
  SwapReservationHandler,
  AddOwnerHandler,
  RemoveOwnerHandler,
  PublishPolicyTermsHandler,
  PublishExchangeRateHandler,
  TransferProgramHandler,
  MoveSupportRequestHandler,
] as const;

/**
 * What the handlers share. Whoever provides both lists provides the ports too: `EventLog`, `BusinessClock`, `SessionStore`,
 * `AccountLookup`, `DueAccounts`, `WorkLocks`, `Projection`, `PriceBook`, `UsageBook`,
 * `ExchangeRateBook`, `PolicyTermsBook`, `ParkedStreams`, `ProgramTransfers` and `RunJournal`.
 */
export const APPLICATION_SERVICES = [
  AccountExecutor,
  AccountSurroundings,
  SubscriptionExecutor,
  UtilisationExecutor,
  PolicyTermsExecutor,
  ExchangeRateExecutor,
  TablesAtHead,
  AccountFinder,
  ComingCredit,
  CreditCarrier,
  CarryingExecutor,
  SharedByRuns,
  DueWork,
  TablesOfRuns,
  DailyRun,
  ReferenceBooks,
  OrderChanges,
] as const;
