import { type ExchangeRate, type ListPrice } from '../../catalogue/price';
import { type BillingPlan, type Product } from '../../catalogue/product';
import { type Day, type Month } from '../../kernel/calendar';
import { type Money } from '../../kernel/money';
import { type Instalments } from '../../policy/instalments.policy';
import {
  type BillingAccountId,
  type CardRefundId,
  type ChargeId,
  type DocumentNumber,
  type PaymentId,
  type PrepaymentCreditId,
  type PrepaymentTermId,
  type PrincipalId,
  type ReservationId,
  type ReservationOrderId,
  type RetainedCreditId,
  type SubscriptionId,
  type SupportRequestId,
  type TenantId,
} from '../ids';
import { type BillingAccountOpened, type Card } from '../events/account-events';
import { type SupportRequestStatus } from '../events/card-refund-events';
import { type ChargePayment } from '../events/charge-events';
import {
  type AppliedScope,
  type OwnerTenant,
  type RenewProperties,
} from '../events/reservation-events';
import { type CreditReason, type CreditUse } from '../events/retained-credit-events';
import { type ChargeShare } from '../events/return-events';

/*
 * What `evolve` writes. Plain data: it can be stored as a snapshot. Values of maps are changed by
 * assigning to their members, never inside an array or object they hold: see `draftOf`.
 */

export type OrderState = {
  readonly orderNumber: number;
  owners: readonly PrincipalId[];
  /** The tenants of those Owners whose names count in one tenant only. */
  ownerTenants: readonly OwnerTenant[];
  /** Its own directory, which goes before the account's; none as long as it was not changed. */
  tenantId?: TenantId;
  /** In the order in which they came to be. */
  reservations: readonly ReservationId[];
};

export type ReservationState = {
  readonly orderId: ReservationOrderId;
  /** What it covers today: a swap changes the SKU (R-EXC-6). */
  product: Product;
  /** What was bought, whose price a refund compares (R-AMT-2). */
  readonly boughtProduct: Product;
  /** Of one returned in part: what was returned (R-RET-2). */
  quantity: number;
  readonly billingPlan: BillingPlan;
  readonly unitPrice: Money;
  readonly listPrice: ListPrice;
  readonly exchangeRate?: ExchangeRate;
  readonly instalments: Instalments;
  readonly purchasedOn: Day;
  readonly expiresOn: Day;
  status: 'Active' | 'Cancelled' | 'Expired';
  /** The number of the last instalment charged. */
  chargedInstalments: number;
  nextDueOn: Day | undefined;
  /** Shares of the charges that a return would refund, oldest charge first. */
  shares: readonly ChargeShare[];
  renew: boolean;
  renewProperties: RenewProperties | undefined;
  displayName: string;
  billingSubscriptionId: SubscriptionId;
  appliedScope: AppliedScope;
  instanceFlexibility: 'On' | 'Off';
  reviewDateTime?: string;
  archived: boolean;
  /** The reservations it was split, returned in part or merged from; their usage is its usage (R-AMT-5). */
  readonly cameFrom: readonly ReservationId[];
  /** R-RET-2: of one that was split or returned in part, how many of its units this one took over. */
  readonly partOfSource?: Readonly<{ quantity: number; of: number }> | undefined;
};

/** A charge as long as it can be refunded. */
export type ChargeState = {
  /** 1 for the account's first charge: the order in which charges came to be. */
  readonly sequence: number;
  readonly unitAmount: Money;
  readonly instalment: number;
  readonly periodFrom: Day;
  readonly periodTo: Day;
  readonly paidBy: ChargePayment;
  /** How many reservations hold a share of it. */
  holders: number;
};

/** What one payment holds of an invoice, and the card it came from, if it did. */
export type HeldPayment = Readonly<{
  paymentId: PaymentId;
  /** 1 for the account's first payment: the order in which payments were made. */
  sequence: number;
  amount: Money;
  card?: Card;
}>;

export type InvoiceState = {
  readonly total: Money;
  readonly lineCount: number;
  /** Of an enrolment: the month whose overage it bills. */
  readonly overageMonth?: Month;
  paid: Money;
  credited: Money;
  amountDue: Money;
  revision: number;
  replacedBy: DocumentNumber | undefined;
  /** Oldest first; none once void. */
  payments: readonly HeldPayment[];
};

export type RetainedCreditState = {
  readonly usableFor: CreditUse;
  readonly reason: CreditReason;
  remaining: Money;
};

export type CapUseState = Readonly<{ usd: Money; replenishesOn: Day }>;

export type PrepaymentTermState = { readonly from: Day; readonly to: Day; remaining: Money };

export type PrepaymentCreditState = {
  readonly grantedOn: Day;
  readonly expiresOn: Day;
  remaining: Money;
};

/** The overage of a month that is not closed yet. On a first day two are open: instalments fall due before the month closes. */
export type OpenMonthState = Readonly<{ lineCount: number; total: Money }>;

export type SupportRequestState = {
  status: SupportRequestStatus;
  /** What its approval sends. */
  held: readonly CardRefundId[];
};

/** Money owed to a card that is on file no longer. */
export type HeldRefundState = Readonly<{
  paymentId: PaymentId;
  invoice: DocumentNumber;
  amount: Money;
}>;

export type ProgramTransferState = Readonly<{
  toBillingAccountId: BillingAccountId;
  on: Day;
  subscriptions: readonly SubscriptionId[];
  /** Whether it has happened, or is agreed for a later day. */
  done: boolean;
}>;

/** What falls due on one day, in the order in which it was noted: the keys of a map, which a draft can lie over. */
export type DueItems<Ref> = Map<Ref, true>;

export type AccountDraft = {
  opened: BillingAccountOpened['data'] | undefined;
  cardOnFile: Card | undefined;
  /** The latest day on which anything happened; the day of an account never goes back. */
  today: Day | undefined;
  documentsIssued: number;
  ordersPlaced: number;
  chargesMade: number;
  paymentsMade: number;
  orders: Map<ReservationOrderId, OrderState>;
  reservations: Map<ReservationId, ReservationState>;
  charges: Map<ChargeId, ChargeState>;
  invoices: Map<DocumentNumber, InvoiceState>;
  /** Standing invoices with something due, oldest first. */
  dueInvoices: Map<DocumentNumber, true>;
  /** Credits with something left, oldest first. */
  retainedCredits: Map<RetainedCreditId, RetainedCreditState>;
  /** What is left of all of them. */
  retainedCreditAvailable: Money | undefined;
  /** Refunds that still count on `today`. */
  capUses: readonly CapUseState[];
  prepaymentTerms: Map<PrepaymentTermId, PrepaymentTermState>;
  /** Credits with something left whose expiry nobody has swept yet, oldest first. */
  prepaymentCredits: Map<PrepaymentCreditId, PrepaymentCreditState>;
  openMonths: Map<Month, OpenMonthState>;
  supportRequests: Map<SupportRequestId, SupportRequestState>;
  heldRefunds: Map<CardRefundId, HeldRefundState>;
  transfer: ProgramTransferState | undefined;
  /** Transfers whose retained credit has arrived here. */
  transfersReceived: Map<string, true>;
  /** What falls due on a day: instalments and expiries, by reservation. */
  dueDays: Map<Day, DueItems<ReservationId>>;
  /** Refund credits by the day on which they expire. */
  creditExpiries: Map<Day, DueItems<PrepaymentCreditId>>;
};

type ReadOnly<Of> =
  Of extends Map<infer Key, infer Value>
    ? ReadonlyMap<
        Key,
        Value extends Map<infer One, true> ? ReadonlyMap<One, true> : Readonly<Value>
      >
    : Of;

/** What the rules may look at. Read-only to everyone; only `evolve` holds the draft. */
export type BillingAccount = Readonly<{
  [Member in keyof AccountDraft]: ReadOnly<AccountDraft[Member]>;
}>;

/** An account that was opened: what every command is decided on but the opening itself. */
export type OpenedAccount = BillingAccount & Readonly<{ opened: BillingAccountOpened['data'] }>;

/** Whether the account exists. */
export function isOpened(account: BillingAccount): account is OpenedAccount {
  return account.opened !== undefined;
}

/** An account before its first event. */
export function emptyAccount(): AccountDraft {
  return {
    opened: undefined,
    cardOnFile: undefined,
    today: undefined,
    documentsIssued: 0,
    ordersPlaced: 0,
    chargesMade: 0,
    paymentsMade: 0,
    orders: new Map(),
    reservations: new Map(),
    charges: new Map(),
    invoices: new Map(),
    dueInvoices: new Map(),
    retainedCredits: new Map(),
    retainedCreditAvailable: undefined,
    capUses: [],
    prepaymentTerms: new Map(),
    prepaymentCredits: new Map(),
    openMonths: new Map(),
    supportRequests: new Map(),
    heldRefunds: new Map(),
    transfer: undefined,
    transfersReceived: new Map(),
    dueDays: new Map(),
    creditExpiries: new Map(),
  };
}
