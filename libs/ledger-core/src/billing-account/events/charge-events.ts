import { type Day, type Month } from '../../kernel/calendar';
import { type Explanation } from '../../kernel/explanation';
import { type Money } from '../../kernel/money';
import {
  type ChargeId,
  type DocumentNumber,
  type LineId,
  type PaymentId,
  type ReservationId,
  type ReservationOrderId,
} from '../ids';
import { type Card } from './account-events';

/** A line of a paper, written once. Papers refer to it. */
export type PaperLine = Readonly<{
  lineId: LineId;
  description: string;
  explanation: Explanation;
}>;

/** How a charge was paid, which decides where a refund of it goes (R-OUT-0). */
export type ChargePayment =
  | Readonly<{ method: 'invoice'; invoice: DocumentNumber }>
  /** The card that was on file on the day of the charge. */
  | Readonly<{ method: 'card'; invoice: DocumentNumber; card: Card }>
  /** What was drawn follows as `PrepaymentDrawn`; a charge of 0 draws nothing. */
  | Readonly<{ method: 'prepayment' }>
  /** On the invoice of the month, which is issued after its end (R-PUR-5). */
  | Readonly<{ method: 'overage'; month: Month }>;

/** One reservation's purchase or instalment of one day. */
export type ChargeMade = Readonly<{
  type: 'ChargeMade';
  data: Readonly<{
    chargeId: ChargeId;
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    quantity: number;
    unitAmount: Money;
    /** `unitAmount × quantity`. */
    amount: Money;
    /** 1 for the purchase; upfront has no other. */
    instalment: number;
    chargedOn: Day;
    /** The period paid for, `[periodFrom, periodTo)`. */
    periodFrom: Day;
    periodTo: Day;
    paidBy: ChargePayment;
    line: PaperLine;
    /** When the next instalment falls due; absent after the last. */
    nextDueOn?: Day;
  }>;
}>;

/** A card paid what an invoice was still due (R-PUR-4). One payment, though several charges may share the invoice. */
export type CardCharged = Readonly<{
  type: 'CardCharged';
  data: Readonly<{
    paymentId: PaymentId;
    invoice: DocumentNumber;
    card: Card;
    amount: Money;
    chargedOn: Day;
  }>;
}>;

/**
 * R-PUR-5: no further charge joins the month. Its lines are the charges of the month paid as overage, and
 * the refunds of such charges made within it, in the order in which they came about.
 */
export type OverageMonthClosed = Readonly<{
  type: 'OverageMonthClosed';
  data: Readonly<{
    month: Month;
    closedOn: Day;
    lineCount: number;
    total: Money;
    invoice: DocumentNumber;
  }>;
}>;
