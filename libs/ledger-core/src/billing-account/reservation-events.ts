import { type Day } from '../kernel/calendar';
import { type Money } from '../kernel/money';
import { type CapMeasure, type Channel } from '../policy/policy-terms';
import { type Explanation } from '../kernel/explanation';
import {
  type ChargeId,
  type DocumentNumber,
  type LineId,
  type PrincipalId,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionId,
} from './ids';
import { type ExchangeRate, type ListPrice } from '../catalogue/price';
import { type BillingPlan, type Product } from '../catalogue/product';
import { type Instalments } from '../policy/instalments.policy';

/** Which resources use the reservation. It has no bearing on any amount. */
export type AppliedScope = Readonly<{
  type: 'Single' | 'Shared' | 'ManagementGroup';
  scopes: readonly string[];
}>;

/** A reservation order and its first reservation came to be. */
export type ReservationPurchased = Readonly<{
  type: 'ReservationPurchased';
  data: Readonly<{
    orderId: ReservationOrderId;
    /** 1 for the account's first order: the order in which orders were bought. */
    orderNumber: number;
    reservationId: ReservationId;
    product: Product;
    quantity: number;
    billingPlan: BillingPlan;
    /** What one unit costs over the whole term, in the billing currency. */
    unitPrice: Money;
    /** `unitPrice × quantity`: the lifetime commitment. */
    commitment: Money;
    instalments: Instalments;
    listPrice: ListPrice;
    /** The rate that turned the list price into the billing currency; absent when they are one. */
    exchangeRate?: ExchangeRate;
    purchasedOn: Day;
    /** The first day after the term. */
    expiresOn: Day;
    displayName: string;
    billingSubscriptionId: SubscriptionId;
    appliedScope: AppliedScope;
    instanceFlexibility: 'On' | 'Off';
    renew: boolean;
    owners: readonly PrincipalId[];
    purchaseOf: 'Quote' | 'Exchange' | 'Renewal';
    explanation: Explanation;
  }>;
}>;

/** A line of a paper, written once. Papers refer to it. */
export type PaperLine = Readonly<{
  lineId: LineId;
  description: string;
  explanation: Explanation;
}>;

/** How a charge was paid, which decides where a refund of it goes (R-OUT-0). */
export type ChargePayment = Readonly<{ method: 'invoice'; invoice: DocumentNumber }>;

/** One reservation's purchase or instalment of one day. */
export type ChargeMade = Readonly<{
  type: 'ChargeMade';
  data: Readonly<{
    chargeId: ChargeId;
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    quantity: number;
    unitAmount: Money;
    /** `unitAmount × quantity`. */
    amount: Money;
    /** 1 for the purchase; upfront has no other. */
    instalment: number;
    chargedOn: Day;
    /** The period paid for, `[periodFrom, periodTo)`. */
    periodFrom: Day;
    periodTo: Day;
    paidBy: ChargePayment;
    line: PaperLine;
    /** When the next instalment falls due; absent after the last. */
    nextDueOn?: Day;
  }>;
}>;

/** A reservation holds a quantity of a charge, to be refunded with it. */
export type ChargeShare = Readonly<{ chargeId: ChargeId; quantity: number }>;

/** Where a refund goes, which follows how its charge was paid (R-OUT-0): for invoice payers to the paper that replaces its invoice. */
export type RefundSettlement = Readonly<{ method: 'invoice'; invoice: DocumentNumber }>;

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

/** The part of a partial return that stays, as a reservation of its own (R-RET-2). */
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
    /** Of the fee, the remaining commitment and the cap; each line explains its own amount. */
    explanation: Explanation;
  }>;
}>;

export type ReservationExpired = Readonly<{
  type: 'ReservationExpired';
  data: Readonly<{
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    quantity: number;
    expiredOn: Day;
  }>;
}>;
