export * as Calendar from './kernel/calendar';
export { type Day, type Instant } from './kernel/calendar';
export * as Money from './kernel/money';
export { type Brand } from './kernel/brand';
export { unreachable } from './kernel/unreachable';
export * from './billing-account/ids';
export * from './catalogue/price';
export * from './catalogue/product';
export * from './kernel/explanation';
export * from './policy/instalments.policy';
export * from './billing-account/events/account-events';
export * from './billing-account/events/reservation-events';
export * from './billing-account/events/paper-events';
export * from './billing-account/events/retained-credit-events';
export * from './billing-account/events/card-refund-events';
export * from './billing-account/events/charge-events';
export * from './billing-account/events/events';
export * from './billing-account/events/prepayment-events';
export * from './billing-account/events/return-events';
export * from './billing-account/events/transfer-events';
export * from './subscription/events';
export * from './policy/policy-terms';
export * from './policy-terms/events';
export * from './policy-terms/decide-publish-terms';
export * from './exchange-rates/events';
export * from './exchange-rates/decide-publish-rate';
export * from './billing-account/commands';
export * from './billing-account/decision';
export { type RefundAmounts } from './billing-account/return/refund-amounts';
export * from './billing-account/rejections';
export {
  type BillingAccount,
  type AccountDraft,
  type ReservationState,
  emptyAccount,
} from './billing-account/state/state';
export * from './subscription/decide-link';
export { decide } from './billing-account/decide';
export {
  decideDueDay,
  type DueDayAnswer,
  type DueDayContext,
  STEPS_PER_APPEND_MAX,
} from './billing-account/due-day/decide-due-day';
export { nextDueDay, type RenewalDue, renewalsDue } from './billing-account/due-day/next-due-day';
export {
  type RenewalPrice,
  type RenewalPrices,
} from './billing-account/due-day/expire-reservation';
export { EXCHANGE_LINES_MAX } from './billing-account/exchange/decide-exchange';
export * from './billing-account/exchange/exchange-amounts';
export * from './billing-account/exchange/fill-return-list';
export * from './billing-account/exchange/preview-exchange';
export * from './policy/autofill.policy';
export * from './policy/exchange-group.policy';
export * from './policy/exchange-rate.policy';
export * from './policy/usage.policy';
export * from './usage/events';
export * from './usage/decide-report-usage';
export { isPartnerAgentOf, partnerOf } from './billing-account/account/partner-agent';
export {
  subscriptionOfScope,
  subscriptionsInScope,
} from './billing-account/account/refuse-subscription';
export { refusalAtOnce } from './billing-account/refused-at-once';
export { lineageOf } from './billing-account/state/lineage';
export { CHARGES_RETURNED_MAX } from './billing-account/return/charges-returned';
export { evolve, replay } from './billing-account/state/evolve';
export {
  decideQuote,
  type Quote,
  type QuoteDecision,
  quoteOf,
  type QuoteRequest,
  type ScheduledPayment,
} from './billing-account/purchase/quote';
export { capAvailable, capUsed } from './policy/refund-cap.policy';
export { billingPlansOf } from './policy/price.policy';
