export { READ_MODELS, TABLES_FED_BY } from './all-read-models';
export { advanceBusinessTime, storedBusinessTime } from './beside-the-log/business-time';
export {
  deleteKeysSpentBefore,
  spendKey,
  type SpentKey,
  spentKey,
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
  accountIdOfSubscription,
  accountsOfSubscriptions,
  subscriptionsOf,
  type SubscriptionView,
} from './billing-account/subscription.query';
export {
  documentAtRevision,
  documentByNumber,
  type DocumentCursor,
  documentCursor,
  type DocumentFilter,
  type DocumentPage,
  documentsOf,
  paymentsOfDocument,
} from './document/document.query';
export {
  DOCUMENT_KINDS,
  DOCUMENT_STATUSES,
  type DocumentKind,
  type DocumentLineView,
  type DocumentRevisionView,
  type DocumentStatus,
  type DocumentView,
  type PaymentMovementView,
} from './document/document.view';
export { type CardRefundView, cardRefundsOf } from './card-refund/card-refund.query';
export { type SupportRequestView, supportRequestsOf } from './card-refund/support-request.query';
export { accountsWithDueItems } from './due-item/due-item.query';
export { publishedRateOn } from './exchange-rate/exchange-rate.query';
export {
  operationOfCommand,
  operationsKnownAs,
  type OperationView,
} from './operation/operation.query';
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
  projectedRevision,
} from './projection/projection.query';
export {
  openProjectionWaiter,
  type ProjectionWaiter,
  type WaiterSettings,
} from './projector/projection-waiter';
export {
  CheckpointMismatch,
  type ProjectorLog,
  type ProjectorSettings,
  type RunningProjector,
  startProjector,
} from './projector/projector';
export { emptyProjection } from './projector/rebuild';
export {
  type CapTerms,
  refundCapStatement,
  type RefundCapStatement,
  type RefundCapUse,
} from './refund-cap/refund-cap.query';
export {
  accountIdOfOrder,
  chargesOfOrder,
  orderById,
  type OrderPage,
  ordersOfAccount,
  ordersSeenBy,
} from './reservation/order.query';
export { accountsOfOrders, placesOfReservations } from './reservation/place.query';
export { revisionsOfReservation } from './reservation/reservation-revision.query';
export { type ChargeView, type OrderView } from './reservation/order.view';
export { type OrderViewer } from './reservation/order-viewer';
export { ordersAppliedTo } from './reservation/applied-reservations.query';
export {
  DISPLAY_STATES,
  type DisplayState,
  displayStateOf,
  renewStateOf,
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
  type ReservationPlaceView,
  type ReservationProvisioningState,
  type ReservationView,
} from './reservation/reservation.view';
export {
  retainedCreditAvailable,
  type RetainedCreditStatement,
  retainedCreditStatement,
} from './retained-credit/retained-credit.query';
export { type EventContext, type ReadModel, type RowChange } from './row-writer/row-change';
export { readModelOptions } from './schema/data-source';
export {
  assertSchemaCurrent,
  migrate,
  openReadModels,
  SchemaTooNew,
  SchemaTooOld,
} from './schema/migrate';
export { atOneMoment, type Reader } from './schema/rows';
export { usageReportedFor } from './usage/usage.query';
