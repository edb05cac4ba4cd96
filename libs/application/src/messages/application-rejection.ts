import {
  type BillingAccountId,
  type Day,
  type ExchangeRateRejection,
  type Instant,
  type PolicyTermsRejection,
  type Rejection,
  type ReservationId,
  type ReservationOrderId,
  type ResourceType,
  type SubscriptionId,
  type SubscriptionRejection,
  type Term,
  type UsageRejection,
} from '#ledger-core';

/** Every way a lawful request can be refused: the core's refusals, and those that need the tables. */
export type ApplicationRejection =
  | Rejection
  | SubscriptionRejection
  | PolicyTermsRejection
  | ExchangeRateRejection
  | UsageRejection
  | LookUpRejection
  | PreviewRejection
  | RequestRejection;

/** What was asked for is not there, or not sold. */
type LookUpRejection =
  /** R-RET-4: nothing more is linked to an account that has moved. */
  | Readonly<{
      code: 'BillingAccountMoved';
      billingAccountId: BillingAccountId;
      toBillingAccountId: BillingAccountId;
      transferredOn: Day;
    }>
  | Readonly<{ code: 'ReservationUnknown'; reservationId: ReservationId }>
  /** What one exchange returns is of one account (R-EXC-8). */
  | Readonly<{ code: 'ReservationsOfSeveralAccounts'; reservations: readonly ReservationId[] }>
  | Readonly<{ code: 'SubscriptionUnknown'; subscriptionId: SubscriptionId }>
  | Readonly<{ code: 'ProductUnknown'; skuName: string; location: string }>
  /** `meant` is a region that is spelled almost so. */
  | Readonly<{ code: 'LocationUnknown'; location: string; meant?: string }>
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
  | Readonly<{
      code: 'SessionOfAnotherKind';
      sessionId: string;
      kind: 'Quote' | 'Refund' | 'Exchange';
    }>
  | Readonly<{ code: 'SessionOfAnotherOrder'; sessionId: string }>
  | Readonly<{ code: 'SessionRequestDiffers'; sessionId: string; field: string }>;

type RequestRejection =
  | Readonly<{ code: 'KeyReused' }>
  | Readonly<{ code: 'OperationTooLarge'; bytes: number; limit: number }>
  | Readonly<{ code: 'ClockBackwards'; now: Instant }>
  | Readonly<{ code: 'NoTestClock' }>
  | Readonly<{ code: 'DayInTheFuture'; today: Day }>;

export type ApplicationRejectionCode = ApplicationRejection['code'];
