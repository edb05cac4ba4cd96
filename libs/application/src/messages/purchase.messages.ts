import { Command } from '@nestjs/cqrs';
import {
  type AppliedScope,
  type BillingAccountId,
  type BillingPlan,
  type Day,
  type Instant,
  type Money,
  type Principal,
  type Product,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionId,
  type Term,
} from '#ledger-core';
import { type Outcome } from './outcome';

/** What a buyer asks for, parsed: absent means the caller left it out. */
export type PurchaseRequest = Readonly<{
  skuName: string;
  location: string;
  /** As the caller wrote it; compared without case with the types sold under the SKU. */
  reservedResourceType?: string;
  billingSubscriptionId: SubscriptionId;
  term: Term;
  billingPlan: BillingPlan;
  /** A whole number from 1. */
  quantity: number;
  displayName?: string;
  appliedScopeType: AppliedScope['type'];
  appliedScopes: readonly string[];
  instanceFlexibility?: 'On' | 'Off';
  renew: boolean;
  /** An instant in RFC 3339, in UTC: when the buyer means to look at it again. */
  reviewDateTime?: string;
}>;

type PlannedInstalment = Readonly<{ dueOn: Day; amount: Money.Money }>;

/** A price that holds until `expiresAt`, for whoever asked (R-PUR-1). */
export type PriceQuote = Readonly<{
  orderId: ReservationOrderId;
  billingAccountId: BillingAccountId;
  /** The business day of the price. */
  on: Day;
  product: Product;
  billingPlan: BillingPlan;
  quantity: number;
  /** One unit over the whole term, in the billing currency. */
  unitPrice: Money.Money;
  /** `unitPrice × quantity`, in the billing currency. */
  total: Money.Money;
  /** One unit over the whole term, in the currency of the price list. */
  listUnitPrice: Money.Money;
  /** `listUnitPrice × quantity`. */
  listTotal: Money.Money;
  /** For the whole quantity, in the billing currency; one for upfront. */
  instalments: readonly PlannedInstalment[];
  expiresAt: Instant;
  skuTitle: string;
  /** The customer's bills are the partner's to send: the account is of a partner's agreement (CSP). */
  isBillingPartnerManaged: boolean;
}>;

/** Prices a purchase and mints its order id. Writes a session, nothing in the log. */
export class CalculatePrice extends Command<Outcome<PriceQuote>> {
  constructor(readonly input: Readonly<{ request: PurchaseRequest; caller: Principal }>) {
    super();
  }
}

export type PurchasedReservation = Readonly<{
  orderId: ReservationOrderId;
  reservationId: ReservationId;
  billingAccountId: BillingAccountId;
  /** The day of the purchase. */
  on: Day;
}>;

/** Buys at the price of the quote that minted the order id. */
export class PurchaseReservation extends Command<Outcome<PurchasedReservation>> {
  constructor(
    readonly input: Readonly<{
      orderId: ReservationOrderId;
      request: PurchaseRequest;
      caller: Principal;
    }>,
  ) {
    super();
  }
}
