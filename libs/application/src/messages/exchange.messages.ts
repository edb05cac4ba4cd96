import { Command } from '@nestjs/cqrs';
import {
  type BillingAccountId,
  type Day,
  type ExchangeAmounts,
  type Instant,
  type Money,
  type Principal,
  type ReservationId,
  type ReservationOrderId,
} from '#ledger-core';
import { type ApplicationRejection } from './application-rejection';
import { type Outcome } from './outcome';
import { type PurchaseRequest } from './purchase.messages';

/** A quantity to be given back, as its caller names it: the order may be left out. */
export type AskedReturn = Readonly<{
  reservationId: ReservationId;
  orderId?: ReservationOrderId;
  /** A whole number from 1. */
  quantity: number;
}>;

/** What is to be returned and what is to be bought for it (R-EXC-1). */
export type ExchangeRequest = Readonly<{
  returns: readonly AskedReturn[];
  purchases: readonly PurchaseRequest[];
}>;

export const EXCHANGE_POLICY_CODES = [
  'ReservationNotActive',
  'TypeNotReturnable',
  'ExchangeGroupsDiffer',
  'SwapInstead',
  'SubscriptionNotOfAccount',
  'ReservationsOfSeveralAccounts',
  'PurchaseTotalTooLow',
] as const satisfies readonly ApplicationRejection['code'][];

/** A refusal of policy that a calculated exchange shows instead of failing; an exchange by its session is refused by it. */
export type ExchangePolicyRefusal = Extract<
  ApplicationRejection,
  Readonly<{ code: (typeof EXCHANGE_POLICY_CODES)[number] }>
>;

/** Whether a refusal is one of policy. */
export function isExchangePolicyRefusal(
  rejection: ApplicationRejection,
): rejection is ExchangePolicyRefusal {
  return EXCHANGE_POLICY_CODES.some((code) => code === rejection.code);
}

/** What an exchange would come to, as it is kept for whoever asked. */
export type ExchangeCalculation = Readonly<{
  operationId: string;
  sessionId: string;
  billingAccountId: BillingAccountId;
  /** The business day of the amounts. */
  on: Day;
  returns: readonly (AskedReturn & Readonly<{ orderId: ReservationOrderId }>)[];
  /** With the type of each as the price list has it, where its caller left it out. */
  purchases: readonly PurchaseRequest[];
  /** Line by line, in the order asked; absent when policy keeps it from being reckoned. */
  amounts?: ExchangeAmounts;
  /** Empty when the exchange would be carried out; the first is what an exchange by the session is refused by. */
  policyRefusals: readonly ExchangePolicyRefusal[];
  expiresAt: Instant;
}>;

/** What an exchange would come to. Writes a session, nothing in the log. */
export class CalculateExchange extends Command<Outcome<ExchangeCalculation>> {
  constructor(readonly input: Readonly<{ request: ExchangeRequest; caller: Principal }>) {
    super();
  }
}

/** An exchange that was carried out; its lines stand in the session. */
export type ExchangeCarriedOut = Readonly<{
  sessionId: string;
  billingAccountId: BillingAccountId;
  on: Day;
  /** Money refunded. */
  refundTotal: Money.Money;
  cancelledInstalmentsTotal: Money.Money;
  purchaseTotal: Money.Money;
  netPayable: Money.Money;
  /** In the order of the purchases asked for. */
  bought: readonly Readonly<{ orderId: ReservationOrderId; reservationId: ReservationId }>[];
}>;

/** Carries out, once, the exchange that a session has calculated. */
export class CarryOutExchange extends Command<Outcome<ExchangeCarriedOut>> {
  constructor(readonly input: Readonly<{ sessionId: string; caller: Principal }>) {
    super();
  }
}
