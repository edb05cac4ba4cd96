import { type ExchangeRate, type ListPrice } from '../catalogue/price';
import { type BillingPlan, type Product } from '../catalogue/product';
import { type Day, type Instant } from '../kernel/calendar';
import { type Currency, type Money } from '../kernel/money';
import { type PolicyTerms } from '../policy/policy-terms';
import { type AgreementType, type Card, type Principal } from './events/account-events';
import { type SupportRequestStatus } from './events/card-refund-events';
import {
  type AppliedScope,
  type RenewProperties,
  type ReservationChanges,
} from './events/reservation-events';
import { type CreditSource } from './events/retained-credit-events';
import { type ExchangeAmounts } from './exchange/exchange-amounts';
import {
  type BillingAccountId,
  type DocumentNumber,
  type PrepaymentTermId,
  type PrincipalId,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionId,
  type SupportRequestId,
  type TenantId,
} from './ids';
import { type AddOwner, type ChangeDirectory, type RemoveOwner } from './order-commands';
import { type RefundAmounts } from './return/refund-amounts';

export * from './order-commands';

/** What a decision may know besides the state: nothing in the core reads a clock or mints an id by chance (R-TIM-2). */
export type CommandContext = Readonly<{
  /** Business time, and its UTC day on which the command counts. */
  at: Instant;
  on: Day;
  principal: Principal;
  terms: PolicyTerms;
  /** A GUID derived from the command: the same role and number give the same id when decided again. */
  mint: (role: MintedRole, number: number) => string;
}>;

export type MintedRole =
  | 'order'
  | 'reservation'
  | 'charge'
  | 'line'
  | 'payment'
  | 'credit'
  | 'prepaymentCredit'
  | 'cardRefund'
  | 'supportRequest'
  | 'transfer';

/** An enrolment's payment in advance for `[from, to)`. */
export type PrepaymentTerm = Readonly<{
  termId: PrepaymentTermId;
  from: Day;
  to: Day;
  amount: Money;
}>;

/** How the account is to pay (R-PUR-4). */
export type OfferedPayment =
  | Readonly<{ method: 'invoice' }>
  | Readonly<{ method: 'card'; card: Card }>
  | Readonly<{ method: 'prepayment'; terms: readonly PrepaymentTerm[] }>;

export type OpenBillingAccount = Readonly<{
  type: 'OpenBillingAccount';
  billingAccountId: BillingAccountId;
  agreementType: AgreementType;
  currency: Currency;
  displayName: string;
  tenantId?: TenantId;
  partnerId?: TenantId;
  paymentTermDays?: number;
  payment: OfferedPayment;
  customerMayBuy?: boolean;
}>;

export type AddPrepaymentTerm = Readonly<{ type: 'AddPrepaymentTerm' }> & PrepaymentTerm;

export type ChangeCardOnFile = Readonly<{ type: 'ChangeCardOnFile'; card: Card }>;

/** Whose preview it was, and until when it may be used (R-PUR-1). */
export type PreviewTicket = Readonly<{ principal: PrincipalId; expiresAt: Instant }>;

/** The account that each subscription named in a command belongs to; absent for one that is unknown. */
export type SubscriptionAccounts = ReadonlyMap<SubscriptionId, BillingAccountId>;

/** What is to be bought, with the price that was looked up for it. */
export type ReservationToBuy = Readonly<{
  product: Product;
  quantity: number;
  billingPlan: BillingPlan;
  listPrice: ListPrice;
  exchangeRate?: ExchangeRate;
  displayName: string;
  billingSubscriptionId: SubscriptionId;
  appliedScope: AppliedScope;
  instanceFlexibility: 'On' | 'Off';
  renew: boolean;
  renewProperties?: RenewProperties;
  reviewDateTime?: string;
}>;

export type PurchaseReservation = Readonly<{
  type: 'PurchaseReservation';
  orderId: ReservationOrderId;
  /** The quote that minted the order id, and named the price. */
  quote: PreviewTicket;
  accountOf: SubscriptionAccounts;
}> &
  ReservationToBuy;

/** What is to be given back, with what was looked up for it. */
export type ReservationToReturn = Readonly<{
  orderId: ReservationOrderId;
  reservationId: ReservationId;
  quantity: number;
  /** Today's row of the product bought; absent when it is listed no longer. */
  listPriceOfTheDay?: ListPrice;
  /** Any usage of the reservation, or of one it came from, reported for a day up to the return. */
  usageReported: boolean;
}>;

export type RefundReservation = Readonly<{
  type: 'RefundReservation';
  /** The rate into USD for the cap; absent when none is known or none is needed. */
  capRate?: ExchangeRate;
  /** R-ACC-4: the day a support request was created, to which the free days count; the day itself when absent. */
  askedOn?: Day;
  /** The preview that is being carried out; absent in the preview itself. */
  session?: PreviewTicket & Readonly<{ amounts: RefundAmounts }>;
  reason?: string;
}> &
  ReservationToReturn;

export type ExchangeReservations = Readonly<{
  type: 'ExchangeReservations';
  /** `twinSkuName` is the premium-storage twin of the SKU it covers, where the catalogue has one (R-EXC-6). */
  returns: readonly (ReservationToReturn & Readonly<{ twinSkuName?: string }>)[];
  purchases: readonly ReservationToBuy[];
  accountOf: SubscriptionAccounts;
  session?: PreviewTicket & Readonly<{ amounts: ExchangeAmounts }>;
}>;

/** One reservation of one order. */
export type ReservationOfOrder = Readonly<{
  orderId: ReservationOrderId;
  reservationId: ReservationId;
}>;

export type SplitReservation = Readonly<{
  type: 'SplitReservation';
  /** One for each reservation it becomes; together the whole quantity. */
  quantities: readonly number[];
}> &
  ReservationOfOrder;

export type MergeReservations = Readonly<{
  type: 'MergeReservations';
  orderId: ReservationOrderId;
  sources: readonly ReservationId[];
}>;

export type SwapReservation = Readonly<{
  type: 'SwapReservation';
  toSkuName: string;
  /** The catalogue's twin of the SKU it covers today; absent when it has none. */
  twinSkuName?: string;
}> &
  ReservationOfOrder;

export type UpdateReservation = Readonly<{
  type: 'UpdateReservation';
  changes: ReservationChanges;
  accountOf: SubscriptionAccounts;
}> &
  ReservationOfOrder;

export type ArchiveReservation = Readonly<{
  type: 'ArchiveReservation';
  /** False to show it again. */
  archived: boolean;
}> &
  ReservationOfOrder;

export type RecordPayment = Readonly<{
  type: 'RecordPayment';
  invoice: DocumentNumber;
  amount: Money;
  paidOn: Day;
  reference: string;
}>;

export type MoveSupportRequest = Readonly<{
  type: 'MoveSupportRequest';
  supportRequestId: SupportRequestId;
  status: Exclude<SupportRequestStatus, 'Created'>;
  why?: string;
}>;

export type TransferProgram = Readonly<{
  type: 'TransferProgram';
  toBillingAccountId: BillingAccountId;
  transfersOn: Day;
  subscriptions: readonly SubscriptionId[];
  /** The account it moves to; absent when there is none. */
  target?: Readonly<{ agreementType: AgreementType; currency: Currency }>;
}>;

export type ReceiveTransferredCredit = Readonly<{
  type: 'ReceiveTransferredCredit';
  source: CreditSource;
  amount: Money;
}>;

export type BillingCommand =
  | OpenBillingAccount
  | AddPrepaymentTerm
  | ChangeCardOnFile
  | PurchaseReservation
  | RefundReservation
  | ExchangeReservations
  | SplitReservation
  | MergeReservations
  | SwapReservation
  | UpdateReservation
  | ArchiveReservation
  | AddOwner
  | RemoveOwner
  | ChangeDirectory
  | RecordPayment
  | MoveSupportRequest
  | TransferProgram
  | ReceiveTransferredCredit;
