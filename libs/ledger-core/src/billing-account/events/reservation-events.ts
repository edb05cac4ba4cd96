import { type ExchangeRate, type ListPrice } from '../../catalogue/price';
import { type BillingPlan, type Product } from '../../catalogue/product';
import { type Day } from '../../kernel/calendar';
import { type Explanation } from '../../kernel/explanation';
import { type Money } from '../../kernel/money';
import { type Instalments } from '../../policy/instalments.policy';
import {
  type PrincipalId,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionId,
  type TenantId,
} from '../ids';
import { type ChargeShare } from './return-events';

/** Which resources use the reservation. It has no bearing on any amount. */
export type AppliedScope = Readonly<{
  type: 'Single' | 'Shared' | 'ManagementGroup';
  scopes: readonly string[];
}>;

/** R-PUR-6: what is bought at expiry in place of the same again; what is absent stays as it was. */
export type RenewProperties = Readonly<{
  product?: Product;
  quantity?: number;
  billingPlan?: BillingPlan;
  displayName?: string;
  billingSubscriptionId?: SubscriptionId;
  appliedScope?: AppliedScope;
  instanceFlexibility?: 'On' | 'Off';
  renew?: boolean;
}>;

/** The tenant that an Owner's name is of. */
export type OwnerTenant = Readonly<{ principal: PrincipalId; tenantId: TenantId }>;

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
    renewProperties?: RenewProperties;
    reviewDateTime?: string;
    owners: readonly PrincipalId[];
    /** Of the Owners whose tenant is not the only one that deals with the order; absent when there is none such. */
    ownerTenants?: readonly OwnerTenant[];
    /** The directory it takes over from the order it comes from; absent, it has none of its own. */
    tenantId?: TenantId;
    purchaseOf: 'Quote' | 'Exchange' | 'Renewal';
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

/** One of the reservations a split makes: in all else as the whole was, without renew properties (R-PUR-6). */
export type SplitDestination = Readonly<{
  reservationId: ReservationId;
  quantity: number;
  shares: readonly ChargeShare[];
  displayName: string;
}>;

/** A reservation became several of the same order. It is closed; they go on with its dates, schedule and owners. */
export type ReservationSplit = Readonly<{
  type: 'ReservationSplit';
  data: Readonly<{
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    destinations: readonly SplitDestination[];
    splitOn: Day;
  }>;
}>;

/** Reservations of one order became one. The sources are closed; the destination has its finished properties. */
export type ReservationsMerged = Readonly<{
  type: 'ReservationsMerged';
  data: Readonly<{
    orderId: ReservationOrderId;
    sources: readonly ReservationId[];
    destination: Readonly<{
      reservationId: ReservationId;
      quantity: number;
      /** Oldest charge first. */
      shares: readonly ChargeShare[];
      displayName: string;
      billingSubscriptionId: SubscriptionId;
      appliedScope: AppliedScope;
      instanceFlexibility: 'On' | 'Off';
      renew: boolean;
    }>;
    mergedOn: Day;
  }>;
}>;

/** R-EXC-6: now the premium-storage twin. No paper, no charge, no new term. */
export type ReservationSwapped = Readonly<{
  type: 'ReservationSwapped';
  data: Readonly<{
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    fromSkuName: string;
    toSkuName: string;
    swappedOn: Day;
  }>;
}>;

/** What of a reservation its owner may change without paper or charge; what is absent stays. */
export type ReservationChanges = Readonly<{
  displayName?: string;
  appliedScope?: AppliedScope;
  billingSubscriptionId?: SubscriptionId;
  instanceFlexibility?: 'On' | 'Off';
  renew?: boolean;
  renewProperties?: RenewProperties;
  reviewDateTime?: string;
}>;

export type ReservationUpdated = Readonly<{
  type: 'ReservationUpdated';
  data: Readonly<{
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    changes: ReservationChanges;
    updatedOn: Day;
  }>;
}>;

/** Hidden from lists, or shown again; nothing else changes. */
export type ReservationArchived = Readonly<{
  type: 'ReservationArchived';
  data: Readonly<{ orderId: ReservationOrderId; reservationId: ReservationId; on: Day }>;
}>;

export type ReservationUnarchived = Readonly<{
  type: 'ReservationUnarchived';
  data: Readonly<{ orderId: ReservationOrderId; reservationId: ReservationId; on: Day }>;
}>;

export type OwnerAdded = Readonly<{
  type: 'OwnerAdded';
  data: Readonly<{
    orderId: ReservationOrderId;
    principal: PrincipalId;
    /** The whole list afterwards. */
    owners: readonly PrincipalId[];
    on: Day;
  }>;
}>;

export type OwnerRemoved = Readonly<{
  type: 'OwnerRemoved';
  data: Readonly<{
    orderId: ReservationOrderId;
    principal: PrincipalId;
    /** The whole list afterwards. */
    owners: readonly PrincipalId[];
    on: Day;
  }>;
}>;

/** The order is dealt with in another directory: by its one Owner there, and by nobody of the directory it leaves. */
export type OrderDirectoryChanged = Readonly<{
  type: 'OrderDirectoryChanged';
  data: Readonly<{
    orderId: ReservationOrderId;
    /** The directory it is in now. */
    tenantId: TenantId;
    /** The whole list afterwards. */
    owners: readonly PrincipalId[];
    /** Who was Owner until then and is so no longer. */
    formerOwners: readonly PrincipalId[];
    changedOn: Day;
  }>;
}>;

/** R-PUR-6: bought again; the purchase stands before it as an event of its own. */
export type ReservationRenewed = Readonly<{
  type: 'ReservationRenewed';
  data: Readonly<{
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    renewedOn: Day;
    newOrderId: ReservationOrderId;
    newReservationId: ReservationId;
  }>;
}>;

/** Why a reservation that should have been bought again was not. */
export const RENEWAL_OBSTACLES = [
  'ListedNoLonger',
  'ExchangeRateUnknown',
  'ProgramTransferred',
] as const;
export type RenewalObstacle = (typeof RENEWAL_OBSTACLES)[number];

export type RenewalNotPossible = Readonly<{
  type: 'RenewalNotPossible';
  data: Readonly<{
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    on: Day;
    why: RenewalObstacle;
  }>;
}>;
