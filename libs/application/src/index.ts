export {
  type ApplicationRejection,
  type ApplicationRejectionCode,
} from './messages/application-rejection';
export * from './messages/billing-account.messages';
export { type Done, type Outcome } from './messages/outcome';
export * from './messages/purchase.messages';
export * from './messages/refund.messages';
export * from './messages/running.messages';
export { PROJECTED_WITHIN_MS } from './answers';
export { APPLICATION_SERVICES, COMMAND_HANDLERS } from './handlers';
export { AccountExecutor } from './execution/billing-account.stream';
export { EXECUTION_BOUNDS, type ExecutionBounds } from './execution/execution-bounds';
export { SubscriptionExecutor } from './execution/subscription.stream';
export { PREVIEW_VALIDITY_MINUTES } from './preview-validity';
export { isAskedBy } from './session-asker';
export { type RequestKey } from './billing-account/keyed-command-id';
export { AccountLookup, type ReservationPlace } from './ports/account-lookup.port';
export { BusinessClock } from './ports/business-clock.port';
export { DueAccounts, WorkLocks } from './ports/due-work.port';
export { type CurrencyPair, ExchangeRateBook } from './ports/exchange-rate-book.port';
export { PolicyTermsBook } from './ports/policy-terms-book.port';
export { UsageBook, type UsageDays } from './ports/usage-book.port';
export { Projection } from './ports/projection.port';
export { SessionStore } from './ports/session-store.port';
export { DailyRun, type RunOutcome, type RunReport } from './running/daily-run';
export { MachineBusinessClock, TestBusinessClock } from './tables/business-clocks';
export {
  PostgresAccountLookup,
  PostgresDueAccounts,
  PostgresSessionStore,
  PostgresWorkLocks,
  type Transactions,
} from './tables/postgres-ports';
