import { type ExchangeRate } from '../../catalogue/price';
import { type Day, type Month } from '../../kernel/calendar';
import { type Explanation } from '../../kernel/explanation';
import { type Money } from '../../kernel/money';
import { type CapMeasure, type Channel } from '../../policy/policy-terms';
import {
  type ChargeId,
  type DocumentNumber,
  type PrepaymentCreditId,
  type ReservationId,
  type ReservationOrderId,
} from '../ids';
import { type PaperLine } from './charge-events';

/** A reservation holds a quantity of a charge, to be refunded with it. */
export type ChargeShare = Readonly<{ chargeId: ChargeId; quantity: number }>;

/** Where the refund of a share goes, which follows how its charge was paid (R-OUT-0). */
export type RefundSettlement =
  /** R-OUT-3, R-OUT-5: a line of the invoice that replaces the charge's. */
  | Readonly<{ method: 'invoice'; invoice: DocumentNumber }>
  /** R-OUT-4: the same, and the money goes back to cards. */
  | Readonly<{ method: 'card'; invoice: DocumentNumber }>
  /** R-OUT-1: a refund credit; absent when nothing came back. */
  | Readonly<{ method: 'prepayment'; creditId?: PrepaymentCreditId }>
  /** R-OUT-2, the month still open: a line of that month's invoice. */
  | Readonly<{ method: 'overage'; month: Month }>
  /** R-OUT-2, the month closed. */
  | Readonly<{ method: 'creditNote'; creditNote: DocumentNumber }>;

/** One share of a charge given back. All amounts are for `quantity` units. */
export type ReturnedShare = Readonly<{
  chargeId: ChargeId;
  quantity: number;
  daysUsed: number;
  daysInPeriod: number;
  /** The price paid for the period. */
  paid: Money;
  /** The price the refund is reckoned on: the lower of the two prices, or the price paid (R-AMT-2). */
  basis: Money;
  /** The used part of the price paid, and of the basis; both 0 within the free days (R-AMT-5). */
  consumedOfPaid: Money;
  consumedOfBasis: Money;
  /** `basis − consumedOfBasis`. */
  prorated: Money;
  /** The share's part of the early termination fee. */
  fee: Money;
  /** `prorated − fee`. */
  refund: Money;
  settledBy: RefundSettlement;
  line: PaperLine;
  /** Present exactly when the fee is not 0. */
  feeLine?: PaperLine;
}>;

/** What a return took from the refund cap (R-CAP-2), or why nothing. */
export type CapUse =
  | Readonly<{
      counts: true;
      measure: CapMeasure;
      /** In the billing currency. */
      amount: Money;
      /** In USD: what counts. */
      usd: Money;
      exchangeRate?: ExchangeRate;
      /** Counts on `[countsFrom, replenishesOn)`. */
      countsFrom: Day;
      replenishesOn: Day;
      /** What is used of the cap afterwards, this return included. */
      usedAfter: Money;
    }>
  | Readonly<{ counts: false; why: 'Exchange' | 'ProgramTransfer' }>;

/** The part of a partial return that stays, as a reservation of its own (R-RET-2): in all else as the whole was, without renew properties (R-PUR-6). */
export type Sibling = Readonly<{
  reservationId: ReservationId;
  quantity: number;
  shares: readonly ChargeShare[];
}>;

/** R-AMT-5: whether all came back, and why: the days from the purchase, the days that are free, and usage. */
export type Cancellation = Readonly<{
  free: boolean;
  countedFrom: Day;
  countedTo: Day;
  days: number;
  daysFree: number;
  usageReported: boolean;
}>;

/** R-AMT-2: what the price paid was compared with. The row itself is among the operation's inputs. */
export type PriceComparison = 'ListPriceOfTheDay' | 'ListedNoLonger' | 'NotCompared';

/** A quantity of a reservation was given back; the reservation itself is cancelled. */
export type ReservationReturned = Readonly<{
  type: 'ReservationReturned';
  data: Readonly<{
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    returnedOn: Day;
    purpose: 'Refund' | 'Exchange';
    quantity: number;
    sibling?: Sibling;
    /** Oldest charge first. */
    shares: readonly ReturnedShare[];
    /** Sums over the shares. */
    prorated: Money;
    fee: Money;
    refund: Money;
    /** The later instalments that nobody will pay: 0 for upfront. */
    cancelledInstalments: Money;
    /** R-AMT-3: the cancelled instalments, or for upfront the money refunded before the fee. */
    remainingCommitment: Money;
    cap: CapUse;
    cancellation: Cancellation;
    comparison: PriceComparison;
    terms: Readonly<{ channel: Channel; version: string }>;
    reason?: string;
    /** Of the remaining commitment and of what counts towards the cap; each line explains its own amount. */
    explanation: Explanation;
  }>;
}>;
