export {
  type ApplicationRejection,
  type ApplicationRejectionCode,
} from './messages/application-rejection';
export * from './messages/billing-account.messages';
export * from './messages/exchange.messages';
export { type Done, type Outcome } from './messages/outcome';
export * from './messages/purchase.messages';
export * from './messages/refund.messages';
export * from './messages/reservation-changes.messages';
export * from './messages/running.messages';
export * from './messages/support-request.messages';
export * from './messages/terms-and-rates.messages';
export * from './messages/transfer.messages';
export * from './messages/owners.messages';
export * from './messages/swap.messages';
export * from './messages/usage.messages';
export * from './messages/way-of-paying.messages';
export { PROJECTED_WITHIN_MS } from './answers';
export { APPLICATION_SERVICES, COMMAND_HANDLERS } from './handlers';
export { exchangeCarriedOutOf } from './exchange/carry-out-exchange.handler';
export { exchangeCalculationOf, exchangeSessionId } from './exchange/exchange-session';
export { TablesAtHead } from './look-ups/tables-at-head';
export { ComingCredit } from './transfer/coming-credit';
export { AccountSurroundings } from './execution/account-surroundings';
export { AccountExecutor } from './execution/billing-account.stream';
export { EXECUTION_BOUNDS, type ExecutionBounds } from './execution/execution-bounds';
export { SubscriptionExecutor } from './execution/subscription.stream';
export { UtilisationExecutor } from './execution/utilisation.stream';
export { PREVIEW_VALIDITY_MINUTES } from './preview-validity';
export { isAskedBy } from './session-asker';
export { commandOfSession } from './session-command';
export { type RequestKey } from './billing-account/keyed-command-id';
export { AccountLookup, type ReservationPlace } from './ports/account-lookup.port';
export { BookUnreadable } from './ports/book-unreadable';
export { BusinessClock } from './ports/business-clock.port';
export { DueAccounts, WorkLocks } from './ports/due-work.port';
export { type CurrencyPair, ExchangeRateBook } from './ports/exchange-rate-book.port';
export { ReferenceBooks } from './ports/reference-books';
export { ParkedStreams, saidOfParked } from './ports/parked-streams.port';
export { PolicyTermsBook } from './ports/policy-terms-book.port';
export { UsageBook, type UsageDays } from './ports/usage-book.port';
export { RunJournal } from './ports/run-journal.port';
export { ProgramTransfers } from './ports/program-transfers.port';
export { Projection } from './ports/projection.port';
export { SessionStore } from './ports/session-store.port';
export { DailyRun } from './running/daily-run';
export { type RunOutcome, type RunReport } from './running/run-tally';
export { PostgresExchangeRateBook, PostgresPolicyTermsBook } from './tables/postgres-books';
export { listCurrencies, regionMeant } from './purchase/price-for-sale';
export { PostgresParkedStreams } from './tables/postgres-parked-streams';
export { faultIn } from './execution/fault-in-stream';
export { PostgresUsageBook } from './tables/postgres-usage-book';
export { type Carried, CreditCarrier } from './transfer/credit-carrier';
export { PostgresRunJournal } from './tables/postgres-run-journal';
export { PostgresProgramTransfers } from './tables/postgres-program-transfers';
export { MachineBusinessClock, TestBusinessClock } from './tables/business-clocks';
export {
  PostgresAccountLookup,
  PostgresDueAccounts,
  PostgresSessionStore,
  PostgresWorkLocks,
  type Transactions,
} from './tables/postgres-ports';
