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
export {
  accountById,
  type AccountDetails,
  accountDetails,
  accountOfSubscription,
  type AccountView,
  subscriptionsOf,
  type SubscriptionView,
} from './billing-account/account.query';
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
export { accountsWithDueItems } from './due-item/due-item.query';
export {
  operationOfCommand,
  operationsKnownAs,
  type OperationView,
} from './operation/operation.query';
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
  allOrders,
  chargesOfOrder,
  orderById,
  type OrderPage,
  ordersOf,
  ordersOfAccount,
  reservationById,
} from './reservation/order.query';
export {
  type ChargeView,
  type OrderView,
  type ReservationProvisioningState,
  type ReservationView,
} from './reservation/order.view';
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
