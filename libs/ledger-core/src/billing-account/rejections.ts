import { type Day, type Instant } from '../kernel/calendar';
import { type Money } from '../kernel/money';
import { type BillingPlan, type ResourceType } from '../catalogue/product';
import { type AgreementType } from './account-events';
import {
  type BillingAccountId,
  type DocumentNumber,
  type ReservationId,
  type ReservationOrderId,
} from './ids';
import { type RefundAmounts } from './refund-amounts';

/** Each way a lawful request can be refused, with what the caller needs to act on it. */
export type Rejection =
  | Readonly<{ code: 'BillingAccountUnknown'; billingAccountId?: BillingAccountId }>
  | Readonly<{ code: 'BillingAccountExists'; billingAccountId: BillingAccountId }>
  | Readonly<{
      code: 'PaymentMethodNotOfAgreement';
      agreementType: AgreementType;
      accepted: readonly string[];
    }>
  | Readonly<{ code: 'PrincipalOfAnotherTenant' }>
  | Readonly<{ code: 'QuoteExpired'; expiredAt: Instant }>
  | Readonly<{ code: 'QuoteOfAnotherPrincipal' }>
  | Readonly<{
      code: 'BillingPlanNotOffered';
      resourceType: ResourceType;
      accepted: readonly BillingPlan[];
    }>
  | Readonly<{ code: 'RenewalNotOffered' }>
  | Readonly<{ code: 'PriceCurrencyNotConvertible'; from: string; to: string; on: Day }>
  | Readonly<{ code: 'ReservationOrderUnknown'; orderId: ReservationOrderId }>
  | Readonly<{
      code: 'ReservationNotInOrder';
      orderId: ReservationOrderId;
      reservationId: ReservationId;
    }>
  | Readonly<{ code: 'NotOwner'; orderId: ReservationOrderId }>
  | Readonly<{
      code: 'ReservationNotActive';
      reservationId: ReservationId;
      state: 'Cancelled' | 'Expired';
    }>
  | Readonly<{ code: 'InvalidRefundQuantity'; quantity: number; quantityLeft: number }>
  | Readonly<{ code: 'SessionOfAnotherPrincipal' }>
  | Readonly<{ code: 'SessionExpired'; expiredAt: Instant }>
  | Readonly<{ code: 'RefundAmountsChanged'; then: RefundAmounts; now: RefundAmounts }>
  | Readonly<{
      code: 'TypeNotReturnable';
      resourceType: ResourceType;
      termsVersion: string;
      amounts: RefundAmounts;
      capUsed: Money;
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
    }>
  | Readonly<{ code: 'InvoiceUnknown'; invoice: DocumentNumber }>
  | Readonly<{ code: 'PaymentNotPositive'; amount: Money }>
  | Readonly<{ code: 'PaymentInAnotherCurrency'; currency: string; accepted: string }>
  | Readonly<{ code: 'PaymentInTheFuture'; paidOn: Day; today: Day }>;

export type RejectionCode = Rejection['code'];
