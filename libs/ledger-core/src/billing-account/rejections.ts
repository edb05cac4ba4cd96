import { type BillingPlan, type ResourceType } from '../catalogue/product';
import { type Day, type Instant } from '../kernel/calendar';
import { type Money } from '../kernel/money';
import { type ExchangeGroup } from '../policy/exchange-group.policy';
import { type AgreementType } from './events/account-events';
import { type SupportRequestStatus } from './events/card-refund-events';
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
} from './ids';
import { type RefundAmounts } from './return/refund-amounts';

/** Each way a lawful request can be refused, with what the caller needs to act on it. */
export type Rejection =
  | AccountRejection
  | PurchaseRejection
  | ReservationRejection
  | ReturnRejection
  | ExchangeRejection
  | PaymentRejection
  | TransferRejection;

export type AccountRejection =
  | Readonly<{ code: 'BillingAccountUnknown'; billingAccountId?: BillingAccountId }>
  | Readonly<{ code: 'BillingAccountExists'; billingAccountId: BillingAccountId }>
  | Readonly<{
      code: 'PaymentMethodNotOfAgreement';
      agreementType: AgreementType;
      accepted: readonly string[];
    }>
  /** Only a partner says whether its customer may buy. */
  | Readonly<{ code: 'CustomerMayBuyNotOfAgreement'; agreementType: AgreementType }>
  | Readonly<{ code: 'PrincipalOfAnotherTenant' }>
  /** The account pays in another way: it has no card, or no prepayment. */
  | Readonly<{ code: 'PaymentMethodOfAccount'; method: string; accepted: string }>
  | Readonly<{ code: 'PrepaymentTermExists'; termId: PrepaymentTermId }>
  | Readonly<{
      code: 'PrepaymentTermsOverlap';
      termId: PrepaymentTermId;
      with: PrepaymentTermId;
      from: Day;
      to: Day;
    }>
  | Readonly<{ code: 'PrepaymentTermEmpty'; termId: PrepaymentTermId; from: Day; to: Day }>
  | Readonly<{ code: 'PrepaymentNotPositive'; termId: PrepaymentTermId; amount: Money }>
  | Readonly<{ code: 'PrepaymentInAnotherCurrency'; currency: string; accepted: string }>;

export type PurchaseRejection =
  | Readonly<{ code: 'QuoteExpired'; expiredAt: Instant }>
  | Readonly<{ code: 'QuoteOfAnotherPrincipal' }>
  | Readonly<{ code: 'ReservationOrderExists'; orderId: ReservationOrderId }>
  | Readonly<{ code: 'InvalidPurchaseQuantity'; quantity: number }>
  | Readonly<{
      code: 'BillingPlanNotOffered';
      resourceType: ResourceType;
      accepted: readonly BillingPlan[];
    }>
  | Readonly<{ code: 'PriceCurrencyNotConvertible'; from: string; to: string; on: Day }>
  /** R-PUR-3: the partner does not let the customer buy. */
  | Readonly<{ code: 'CustomerMayNotBuy' }>
  /** R-RET-4: the account has moved; its new account buys. */
  | Readonly<{
      code: 'BillingAccountTransferred';
      toBillingAccountId: BillingAccountId;
      transferredOn: Day;
    }>;

export type ReservationRejection =
  | Readonly<{ code: 'ReservationOrderUnknown'; orderId: ReservationOrderId }>
  | Readonly<{
      code: 'ReservationNotInOrder';
      orderId: ReservationOrderId;
      reservationId: ReservationId;
    }>
  | Readonly<{ code: 'NotOwner'; orderId: ReservationOrderId }>
  | Readonly<{ code: 'LastOwner'; orderId: ReservationOrderId; owner: PrincipalId }>
  | Readonly<{ code: 'OwnerUnknown'; orderId: ReservationOrderId; owner: PrincipalId }>
  | Readonly<{
      code: 'ReservationNotActive';
      reservationId: ReservationId;
      state: 'Cancelled' | 'Expired';
      /** The active ones that hold what was split, merged or left of it; absent when there are none. */
      successors?: readonly ReservationId[];
    }>
  | Readonly<{ code: 'ReservationStillActive'; reservationId: ReservationId }>
  | Readonly<{
      code: 'InvalidSplit';
      reservationId: ReservationId;
      quantities: readonly number[];
      /** What they must sum to, in 2 to `partsMax` whole quantities. */
      quantity: number;
      partsMax: number;
    }>
  | Readonly<{
      code: 'ReservationsNotMergeable';
      why: 'TooFew' | 'TooMany' | 'NamedTwice' | 'ProductsDiffer' | 'PaymentMethodsDiffer';
      sources: readonly ReservationId[];
      sourcesMax: number;
    }>
  | Readonly<{
      code: 'NoSuchTwin';
      reservationId: ReservationId;
      skuName: string;
      /** The SKU it can be swapped to; absent when it has no twin. */
      accepted?: string;
    }>
  | Readonly<{ code: 'SubscriptionNotOfAccount'; subscriptionId: SubscriptionId }>
  | Readonly<{ code: 'ScopeNotOfAccount'; scope: string }>
  /** What was given is what it has already, or nothing was given. */
  | Readonly<{ code: 'ReservationUnchanged'; reservationId: ReservationId }>
  | Readonly<{ code: 'AppliedScopeUnchanged'; reservationId: ReservationId }>
  | Readonly<{ code: 'InvalidRenewal'; field: string; accepted: string }>;

export type ReturnRejection =
  | Readonly<{
      code: 'InvalidRefundQuantity';
      reservationId: ReservationId;
      quantity: number;
      quantityLeft: number;
    }>
  /** More charges than one operation can give back: return less at once. */
  | Readonly<{ code: 'TooManyCharges'; charges: number; max: number }>
  | Readonly<{ code: 'SessionOfAnotherPrincipal' }>
  | Readonly<{ code: 'SessionExpired'; expiredAt: Instant }>
  | Readonly<{ code: 'RefundAmountsChanged'; then: RefundAmounts; now: RefundAmounts }>
  | Readonly<{
      code: 'TypeNotReturnable';
      resourceType: ResourceType;
      termsVersion: string;
      /** Of an exchange: the one that is to be returned; absent where it is to be bought. */
      reservationId?: ReservationId;
      /** Of a refund: what would come back, and what is used of the cap. */
      amounts?: RefundAmounts;
      capUsed?: Money;
    }>
  | Readonly<{ code: 'ExchangeRateUnknown'; from: string; to: string; on: Day }>
  | Readonly<{
      code: 'RefundCapExceeded';
      limit: Money;
      /** What this refund would count, in USD. */
      counting: Money;
      capUsed: Money;
      available: Money;
      exceededBy: Money;
      /** The first day on which the refund would fit; absent when it is larger than the cap itself. */
      fitsOn?: Day;
      amounts: RefundAmounts;
    }>;

export type ExchangeRejection =
  | Readonly<{
      code: 'ExchangeLinesOutOfRange';
      what: 'returns' | 'purchases';
      count: number;
      max: number;
    }>
  | Readonly<{ code: 'ReservationReturnedTwice'; reservationId: ReservationId }>
  | Readonly<{ code: 'ExchangeGroupsDiffer'; groups: readonly ExchangeGroup[] }>
  | Readonly<{ code: 'SwapInstead'; reservationId: ReservationId; twinSkuName: string }>
  | Readonly<{
      code: 'PurchaseTotalTooLow';
      /** Of what the purchase total must reach: the money refunded, and the remaining commitment. */
      required: Money;
      purchaseTotal: Money;
      /** By how much it falls short: return less, or buy more. */
      shortBy: Money;
      amounts: ExchangeAmounts;
    }>
  | Readonly<{ code: 'ExchangeAmountsChanged'; then: ExchangeAmounts; now: ExchangeAmounts }>;

export type PaymentRejection =
  | Readonly<{ code: 'InvoiceUnknown'; invoice: DocumentNumber }>
  | Readonly<{ code: 'PaymentNotPositive'; amount: Money }>
  | Readonly<{ code: 'PaymentInAnotherCurrency'; currency: string; accepted: string }>
  | Readonly<{ code: 'PaymentInTheFuture'; paidOn: Day; today: Day }>
  | Readonly<{ code: 'SupportRequestUnknown'; supportRequestId: SupportRequestId }>
  | Readonly<{
      code: 'SupportRequestNotMovable';
      supportRequestId: SupportRequestId;
      from: SupportRequestStatus;
      to: SupportRequestStatus;
      accepted: readonly SupportRequestStatus[];
    }>;

export type TransferRejection =
  | Readonly<{
      code: 'TransferNotOfAgreement';
      agreementType: AgreementType;
      accepted: AgreementType;
    }>
  | Readonly<{
      code: 'TransferTargetUnsuitable';
      toBillingAccountId: BillingAccountId;
      why: 'Unknown' | 'SameAccount' | 'AgreementType' | 'Currency';
    }>
  | Readonly<{ code: 'TransferInThePast'; transfersOn: Day; today: Day }>
  | Readonly<{
      code: 'TransferAgreedAlready';
      toBillingAccountId: BillingAccountId;
      transfersOn: Day;
    }>
  | Readonly<{ code: 'TransferReceivedAlready'; transferId: string }>;

export type RejectionCode = Rejection['code'];
