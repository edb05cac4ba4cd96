import { type Day } from '../../kernel/calendar';
import { type Money } from '../../kernel/money';
import {
  type ChargeId,
  type PrepaymentCreditId,
  type PrepaymentTermId,
  type ReservationId,
  type ReservationOrderId,
} from '../ids';

/** An enrolment paid in advance for `[from, to)`. Terms of an account do not overlap (R-OUT-1). */
export type PrepaymentTermAdded = Readonly<{
  type: 'PrepaymentTermAdded';
  data: Readonly<{
    termId: PrepaymentTermId;
    from: Day;
    to: Day;
    amount: Money;
    addedOn: Day;
    /** All prepayment that can be used on the day, credits included. */
    availableAfter: Money;
  }>;
}>;

/** What a charge took from one refund credit, or from the balance of a term. */
export type PrepaymentTaken = Readonly<{
  from:
    | Readonly<{ kind: 'credit'; creditId: PrepaymentCreditId }>
    | Readonly<{ kind: 'term'; termId: PrepaymentTermId }>;
  amount: Money;
  remainingAfter: Money;
}>;

/** R-PUR-4: the whole of a charge was paid from the prepayment. */
export type PrepaymentDrawn = Readonly<{
  type: 'PrepaymentDrawn';
  data: Readonly<{
    chargeId: ChargeId;
    drawnOn: Day;
    /** Σ of what was taken: the charge. */
    amount: Money;
    /** Refund credits first, the soonest to expire first, then the term's balance. */
    taken: readonly PrepaymentTaken[];
    /** All prepayment that can still be used on the day. */
    availableAfter: Money;
  }>;
}>;

/** R-OUT-1: a refund of what the prepayment had paid; usable on `[grantedOn, expiresOn)`. */
export type PrepaymentCreditGranted = Readonly<{
  type: 'PrepaymentCreditGranted';
  data: Readonly<{
    creditId: PrepaymentCreditId;
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    chargeId: ChargeId;
    /** Net of the fee. */
    amount: Money;
    fee: Money;
    grantedOn: Day;
    /** The first day on which it cannot be used. */
    expiresOn: Day;
    /** The term of the day, which it joins; absent when there is none. It outlives the term. */
    termId?: PrepaymentTermId;
    availableAfter: Money;
  }>;
}>;

/** What was left of a credit on its day of expiry. */
export type PrepaymentCreditExpired = Readonly<{
  type: 'PrepaymentCreditExpired';
  data: Readonly<{
    creditId: PrepaymentCreditId;
    amount: Money;
    expiredOn: Day;
    availableAfter: Money;
  }>;
}>;
