export { READ_MODELS } from './all-read-models';
export {
  advanceBusinessTime,
  storedBusinessClock,
  type StoredBusinessTime,
  storedBusinessTime,
} from './beside-the-log/business-time';
export {
  forgetRuns,
  latestRun,
  noteRun,
  type RunAsker,
  type RunCounts,
  type RunNote,
  type RunSeen,
} from './beside-the-log/daily-runs';
export {
  type CallersKey,
  type Claim,
  claimKey,
  giveKeyBack,
  type KeyedAnswer,
  type KeyedRequest,
  type KeyStanding,
  keyStanding,
  leaveKey,
  spendKey,
  takeKeyOver,
} from './beside-the-log/idempotency-keys';
export {
  deleteSessionsExpiredBefore,
  putSession,
  type Session,
  sessionById,
} from './beside-the-log/sessions';
export { accountPayment, type AccountPaymentView } from './billing-account/account-payment.query';
export {
  accountById,
  type AccountDetails,
  accountDetails,
  type AccountView,
} from './billing-account/account.query';
export {
  accountCursor,
  type AccountPage,
  type AccountViewer,
  accountsSeenBy,
} from './billing-account/account-list.query';
export { type AccountMove, accountMove } from './billing-account/account-move.query';
export {
  accountIdOfSubscription,
  accountsOfSubscriptions,
  subscriptionsOf,
  type SubscriptionView,
} from './billing-account/subscription.query';
export {
  documentAtRevision,
  documentByNumber,
  documentCursor,
  type DocumentFilter,
  type DocumentPage,
  documentsOf,
  paymentsOfDocument,
} from './document/document.query';
export {
  DOCUMENT_KINDS,
  PAYMENT_MOVEMENT_KINDS,
  DOCUMENT_STATUSES,
  type DocumentKind,
  type DocumentLineView,
  type DocumentRevisionView,
  type DocumentStatus,
  type DocumentView,
  type PaymentMovementView,
} from './document/document.view';
export { type CardRefundView, cardRefundsOf } from './card-refund/card-refund.query';
export {
  type SupportRequestView,
  supportRequestsOf,
} from './support-request/support-request.query';
export {
  accountsWithDueItems,
  countAccountsWithDueItems,
  type DuePage,
  type ParkedDue,
  parkedAccountsWithDueItems,
} from './due-item/due-item.query';
export { publishedRateOn } from './exchange-rate/exchange-rate.query';
export { operationsKnownAs, type OperationView } from './operation/operation.query';
export { type PublishedVersions, publishedVersions } from './policy-terms/policy-terms.query';
export {
  type PrepaymentCreditView,
  type PrepaymentStatement,
  prepaymentStatement,
} from './prepayment/prepayment.query';
export {
  type CreditUnderWay,
  creditUnderWay,
  type DueTransfer,
  isCreditComing,
  transfersDue,
} from './program-transfer/program-transfer.query';
export {
  type ParkedStream,
  parkedStream,
  parkedStreams,
  projectedPosition,
} from './projection/projection.query';
export {
  openProjectionWaiter,
  type ProjectionWaiter,
  type WaiterSettings,
} from './projector/projection-waiter';
export { CheckpointMismatch } from './projector/same-log';
export {
  type ProjectorLog,
  type ProjectorSettings,
  type RunningProjector,
  startProjector,
} from './projector/projector';
export { projectorHere, type ProjectorState } from './projector/projector-session';
export { type ParkedBoard } from './projector/parked-board';
export { streamsParked, unpark, type Unparked, type UnparkSettings } from './projector/unpark';
export { type Fault, parkStream } from './projection/park';
export { emptyProjection } from './projector/rebuild';
export {
  type CapTerms,
  refundCapStatement,
  type RefundCapStatement,
  type RefundCapUse,
} from './refund-cap/refund-cap.query';
export { chargesOfOrder, orderById, type OrderPage, ordersSeenBy } from './reservation/order.query';
export {
  accountIdOfOrder,
  accountsOfOrders,
  placesOfReservations,
} from './reservation/place.query';
export { revisionsOfReservation } from './reservation/reservation-revision.query';
export { type ChargeView, type OrderView } from './reservation/order.view';
export { isOrderSeenBy, type OrderViewer } from './reservation/order-viewer';
export { ordersAppliedTo } from './reservation/applied-reservations.query';
export {
  DISPLAY_STATES,
  type DisplayState,
  displayStateOf,
  orderOn,
  RENEW_STATES,
  renewStateOf,
  SCOPE_TYPES,
  SHOWN_SCOPE_TYPES,
  shownScopeTypeOf,
} from './reservation/displayed-reservation';
export {
  type FieldKind,
  RESERVATION_FIELDS,
  type ReservationField,
  type ReservationFilter,
} from './reservation/reservation-field';
export {
  type ReservationCounts,
  reservationCountsSeenBy,
  type ReservationListing,
  reservationsSeenBy,
} from './reservation/reservation-list.query';
export {
  PROVISIONING_STATES,
  type ReservationPlaceView,
  type ReservationProvisioningState,
  type ReservationView,
} from './reservation/reservation.view';
export {
  type RetainedCreditStatement,
  retainedCreditStatement,
} from './retained-credit/retained-credit.query';
export { type EventContext, type ReadModel, type RowChange } from './row-writer/row-change';
export { PROJECTED_TABLES } from './schema/every-table';
export {
  assertSchemaCurrent,
  migrate,
  migrationsDue,
  openReadModels,
  SchemaTooNew,
  SchemaTooOld,
} from './schema/migrate';
export { atOneMoment, type Reader } from './schema/rows';
export { keyOf } from './schema/table';
export { usageReportedFor } from './usage/usage.query';
