import { type ExchangeRate, type ListPrice } from '../catalogue/price';
import { type BillingPlan, type Product } from '../catalogue/product';
import { type Day } from '../kernel/calendar';
import { type Money } from '../kernel/money';
import { type Instalments } from '../policy/instalments.policy';
import { type BillingAccountOpened } from './account-events';
import {
  type ChargeId,
  type DocumentNumber,
  type PaymentId,
  type PrincipalId,
  type ReservationId,
  type ReservationOrderId,
  type RetainedCreditId,
} from './ids';
import { type ChargePayment, type ChargeShare } from './reservation-events';
import { type CreditUse } from './retained-credit-events';

export type OrderState = {
  readonly orderNumber: number;
  readonly owners: PrincipalId[];
  readonly reservations: ReservationId[];
};

export type ReservationState = {
  readonly orderId: ReservationOrderId;
  readonly product: Product;
  readonly quantity: number;
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
  shares: ChargeShare[];
};

/** A charge as long as it can be refunded. */
export type ChargeState = {
  readonly unitAmount: Money;
  readonly instalment: number;
  readonly periodFrom: Day;
  readonly periodTo: Day;
  readonly paidBy: ChargePayment;
  /** How many reservations hold a share of it. */
  holders: number;
};

/** What one payment holds of an invoice. */
export type HeldPayment = Readonly<{ paymentId: PaymentId; amount: Money }>;

export type InvoiceState = {
  readonly total: Money;
  readonly lineCount: number;
  paid: Money;
  credited: Money;
  amountDue: Money;
  revision: number;
  replacedBy: DocumentNumber | undefined;
  /** Oldest first; none once void. */
  payments: HeldPayment[];
};

export type RetainedCreditState = { readonly usableFor: CreditUse; remaining: Money };

export type CapUseState = Readonly<{ usd: Money; replenishesOn: Day }>;

/** What `evolve` writes. Plain data: it can be stored as a snapshot. */
export type AccountDraft = {
  opened: BillingAccountOpened['data'] | undefined;
  /** The latest day on which anything happened; the day of an account never goes back. */
  today: Day | undefined;
  documentsIssued: number;
  ordersPlaced: number;
  readonly orders: Map<ReservationOrderId, OrderState>;
  readonly reservations: Map<ReservationId, ReservationState>;
  readonly charges: Map<ChargeId, ChargeState>;
  readonly invoices: Map<DocumentNumber, InvoiceState>;
  /** Standing invoices with something due, oldest first. */
  readonly dueInvoices: Set<DocumentNumber>;
  /** Credits with something left, oldest first. */
  readonly retainedCredits: Map<RetainedCreditId, RetainedCreditState>;
  /** Refunds that still count on `today`. */
  capUses: CapUseState[];
  /** What falls due on a day: instalments and expiries, by reservation. */
  readonly dueDays: Map<Day, Set<ReservationId>>;
};

/** What the rules may look at. Read-only to everyone; only `evolve` holds the draft. */
export type BillingAccount = Readonly<
  Omit<
    AccountDraft,
    | 'orders'
    | 'reservations'
    | 'charges'
    | 'invoices'
    | 'dueInvoices'
    | 'retainedCredits'
    | 'capUses'
    | 'dueDays'
  >
> &
  Readonly<{
    orders: ReadonlyMap<ReservationOrderId, Readonly<OrderState>>;
    reservations: ReadonlyMap<ReservationId, Readonly<ReservationState>>;
    charges: ReadonlyMap<ChargeId, Readonly<ChargeState>>;
    invoices: ReadonlyMap<DocumentNumber, Readonly<InvoiceState>>;
    dueInvoices: ReadonlySet<DocumentNumber>;
    retainedCredits: ReadonlyMap<RetainedCreditId, Readonly<RetainedCreditState>>;
    capUses: readonly CapUseState[];
    dueDays: ReadonlyMap<Day, ReadonlySet<ReservationId>>;
  }>;

export function emptyAccount(): AccountDraft {
  return {
    opened: undefined,
    today: undefined,
    documentsIssued: 0,
    ordersPlaced: 0,
    orders: new Map(),
    reservations: new Map(),
    charges: new Map(),
    invoices: new Map(),
    dueInvoices: new Set(),
    retainedCredits: new Map(),
    capUses: [],
    dueDays: new Map(),
  };
}
