import { type Day } from '../../kernel/calendar';
import { type Money } from '../../kernel/money';
import {
  type CardRefundId,
  type DocumentNumber,
  type PaymentId,
  type ReservationId,
  type ReservationOrderId,
  type SupportRequestId,
} from '../ids';
import { type Card } from './account-events';

/** R-OUT-4: money is sent back to a card: a part of what one payment held of a paper. */
export type CardRefundRequested = Readonly<{
  type: 'CardRefundRequested';
  data: Readonly<{
    cardRefundId: CardRefundId;
    paymentId: PaymentId;
    amount: Money;
    card: Card;
    /** The paper that shows the refund. */
    invoice: DocumentNumber;
    requestedOn: Day;
    /** The held refund whose money this is, sent after its support request was approved. */
    heldRefundId?: CardRefundId;
  }>;
}>;

/** R-OUT-4: the card is on file no longer: the money is owed, and nothing is sent. */
export type CardRefundHeld = Readonly<{
  type: 'CardRefundHeld';
  data: Readonly<{
    cardRefundId: CardRefundId;
    paymentId: PaymentId;
    amount: Money;
    /** The card that paid. */
    card: Card;
    invoice: DocumentNumber;
    heldOn: Day;
    supportRequestId: SupportRequestId;
  }>;
}>;

export const SUPPORT_REQUEST_STATUSES = [
  'Created',
  'InProgress',
  'Approved',
  'Declined',
  'Closed',
] as const;
export type SupportRequestStatus = (typeof SUPPORT_REQUEST_STATUSES)[number];

/** R-ACC-4, R-OUT-4: someone has to look at money that cannot be sent. */
export type SupportRequestCreated = Readonly<{
  type: 'SupportRequestCreated';
  data: Readonly<{
    supportRequestId: SupportRequestId;
    origin: 'ChangedCard';
    issueType: 'Billing';
    problemType: 'ReservationManagement';
    category: 'ExchangesAndRefunds';
    orderId: ReservationOrderId;
    reservationId: ReservationId;
    /** The money that is held. */
    amount: Money;
    createdOn: Day;
  }>;
}>;

export type SupportRequestMoved = Readonly<{
  type: 'SupportRequestMoved';
  data: Readonly<{
    supportRequestId: SupportRequestId;
    status: Exclude<SupportRequestStatus, 'Created'>;
    movedOn: Day;
    why?: string;
  }>;
}>;
