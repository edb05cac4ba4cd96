import { type ExchangeRate, type ListPrice } from '../catalogue/price';
import { type BillingPlan, type Product } from '../catalogue/product';
import { type Day, type Instant } from '../kernel/calendar';
import { type Currency, type Money } from '../kernel/money';
import { type PolicyTerms } from '../policy/policy-terms';
import { type AgreementType, type PaymentMethod, type Principal } from './account-events';
import {
  type BillingAccountId,
  type DocumentNumber,
  type PrincipalId,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionId,
  type TenantId,
} from './ids';
import { type RefundAmounts } from './refund-amounts';
import { type AppliedScope } from './reservation-events';

/** What a decision may know besides the state: nothing in the core reads a clock or mints an id by chance. */
export type CommandContext = Readonly<{
  /** Business time, and its UTC day on which the command counts. */
  at: Instant;
  on: Day;
  principal: Principal;
  terms: PolicyTerms;
  /** A GUID derived from the command: the same role and number give the same id when decided again. */
  mint: (role: MintedRole, number: number) => string;
}>;

export type MintedRole = 'reservation' | 'charge' | 'line' | 'payment' | 'credit';

export type OpenBillingAccount = Readonly<{
  type: 'OpenBillingAccount';
  billingAccountId: BillingAccountId;
  agreementType: AgreementType;
  currency: Currency;
  displayName: string;
  tenantId?: TenantId;
  partnerId?: TenantId;
  paymentTermDays?: number;
  payment: PaymentMethod;
}>;

/** Whose preview it was, and until when it may be used (R-PUR-1). */
export type PreviewTicket = Readonly<{ principal: PrincipalId; expiresAt: Instant }>;

export type PurchaseReservation = Readonly<{
  type: 'PurchaseReservation';
  orderId: ReservationOrderId;
  /** The quote that minted the order id. */
  quote: PreviewTicket;
  product: Product;
  quantity: number;
  billingPlan: BillingPlan;
  /** The price the quote named, with its rate. */
  listPrice: ListPrice;
  exchangeRate?: ExchangeRate;
  displayName: string;
  billingSubscriptionId: SubscriptionId;
  appliedScope: AppliedScope;
  instanceFlexibility: 'On' | 'Off';
  renew: boolean;
}>;

export type RefundReservation = Readonly<{
  type: 'RefundReservation';
  orderId: ReservationOrderId;
  reservationId: ReservationId;
  quantity: number;
  /** Today's row of the product; absent when it is listed no longer. */
  listPriceOfTheDay?: ListPrice;
  /** Any usage of the reservation, or of one it came from, reported for a day up to the return. */
  usageReported: boolean;
  /** The rate into USD for the cap; absent when none is known or none is needed. */
  capRate?: ExchangeRate;
  /** The preview that is being carried out; absent in the preview itself. */
  session?: PreviewTicket & Readonly<{ amounts: RefundAmounts }>;
  reason?: string;
}>;

export type RecordPayment = Readonly<{
  type: 'RecordPayment';
  invoice: DocumentNumber;
  amount: Money;
  paidOn: Day;
  reference: string;
}>;

export type BillingCommand =
  OpenBillingAccount | PurchaseReservation | RefundReservation | RecordPayment;
