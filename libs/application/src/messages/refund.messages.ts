import { Command } from '@nestjs/cqrs';
import {
  type BillingAccountId,
  type BillingPlan,
  type Day,
  type Instant,
  type Money,
  type Principal,
  type RefundAmounts,
  type Rejection,
  type ReservationId,
  type ReservationOrderId,
} from '#ledger-core';
import { type Outcome } from './outcome';

/** A refusal of policy that a preview shows beside the amounts instead of failing. */
export type PolicyRefusal = Extract<
  Rejection,
  Readonly<{ code: 'TypeNotReturnable' | 'RefundCapExceeded' }>
> &
  Readonly<{ amounts: RefundAmounts }>;

export type RefundCalculation = Readonly<{
  sessionId: string;
  billingAccountId: BillingAccountId;
  orderId: ReservationOrderId;
  reservationId: ReservationId;
  quantity: number;
  billingPlan: BillingPlan;
  amounts: RefundAmounts;
  /** What is used of the cap on the day, in USD, without this return. */
  consumedRefundsTotal: Money.Money;
  /** The cap itself, in USD. */
  maxRefundLimit: Money.Money;
  /** Empty when the return would be accepted. */
  policyErrors: readonly PolicyRefusal[];
  /** The day the amounts are of. */
  on: Day;
}>;

export type RefundPreview = RefundCalculation & Readonly<{ expiresAt: Instant }>;

/** What a return would give back. Writes a session, nothing in the log. */
export class CalculateRefund extends Command<Outcome<RefundPreview>> {
  constructor(
    readonly input: Readonly<{
      orderId: ReservationOrderId;
      reservationId: ReservationId;
      /** A whole number from 1. */
      quantity: number;
      caller: Principal;
    }>,
  ) {
    super();
  }
}

/** The amounts returned; `policyErrors` is empty. */
export type ReturnedReservation = RefundCalculation;

/** Carries out the refund a session has previewed. */
export class ReturnReservation extends Command<Outcome<ReturnedReservation>> {
  constructor(
    readonly input: Readonly<{
      orderId: ReservationOrderId;
      sessionId: string;
      reservationId: ReservationId;
      quantity: number;
      reason?: string;
      caller: Principal;
    }>,
  ) {
    super();
  }
}
