import {
  type Day,
  type Instant,
  type Rejection,
  type ReservationOrderId,
  type ResourceType,
  type SubscriptionId,
  type SubscriptionRejection,
  type Term,
} from '#ledger-core';

/** Every way a lawful request can be refused: the core's refusals, and those that need the tables. */
export type ApplicationRejection =
  Rejection | SubscriptionRejection | LookUpRejection | PreviewRejection | RequestRejection;

/** What was asked for is not there, or not sold. */
type LookUpRejection =
  | Readonly<{ code: 'SubscriptionUnknown'; subscriptionId: SubscriptionId }>
  | Readonly<{ code: 'ProductUnknown'; skuName: string; location: string }>
  | Readonly<{ code: 'ResourceTypeMismatch'; given: string; accepted: readonly ResourceType[] }>
  | Readonly<{ code: 'TermNotSold'; term: Term; accepted: readonly Term[] }>
  /** The row of the product has ended. */
  | Readonly<{ code: 'PriceNotListed'; skuName: string; location: string; term: Term; on: Day }>
  /** No row at all of a product that was bought: a fault of the price book, never a reason to refund more (R-AMT-2). */
  | Readonly<{ code: 'PriceMissing'; skuName: string; location: string; term: Term; on: Day }>;

/** A quote or a session does not fit what is asked with it. */
type PreviewRejection =
  | Readonly<{ code: 'QuoteUnknown'; orderId: ReservationOrderId }>
  | Readonly<{ code: 'PurchaseDiffersFromQuote'; orderId: ReservationOrderId; field: string }>
  | Readonly<{ code: 'OrderIdUsed'; orderId: ReservationOrderId }>
  | Readonly<{ code: 'SessionUnknown'; sessionId: string }>
  | Readonly<{ code: 'SessionOfAnotherOrder'; sessionId: string }>
  | Readonly<{ code: 'SessionRequestDiffers'; sessionId: string; field: string }>;

type RequestRejection =
  | Readonly<{ code: 'KeyReused' }>
  | Readonly<{ code: 'OperationTooLarge'; bytes: number; limit: number }>
  | Readonly<{ code: 'ClockBackwards'; now: Instant }>
  | Readonly<{ code: 'NoTestClock' }>
  | Readonly<{ code: 'DayInTheFuture'; today: Day }>;

export type ApplicationRejectionCode = ApplicationRejection['code'];
