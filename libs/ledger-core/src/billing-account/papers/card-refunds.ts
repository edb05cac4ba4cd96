import { type Money, sum } from '../../kernel/money';
import { type Card } from '../events/account-events';
import {
  type CardRefundHeld,
  type CardRefundRequested,
  type SupportRequestCreated,
} from '../events/card-refund-events';
import {
  cardRefundId,
  type DocumentNumber,
  type PaymentId,
  type ReservationId,
  type ReservationOrderId,
  supportRequestId,
} from '../ids';
import { emit, mint, type OperationInProgress } from '../operation-in-progress';

/** What one payment by card gives back. */
export type CardReturn = Readonly<{
  paymentId: PaymentId;
  amount: Money;
  card: Card;
  /** The paper that shows the refund. */
  invoice: DocumentNumber;
}>;

/** What the money is for, to be named in a support request. */
export type ReturnedFor = Readonly<{ orderId: ReservationOrderId; reservationId: ReservationId }>;

/**
 * R-OUT-4: money goes back to the cards it came from, each part a card refund of its own. A part whose
 * card is on file no longer is held: nothing is sent, and one support request is opened for all such
 * parts of the operation.
 */
export function returnToCards(
  operation: OperationInProgress,
  returns: readonly CardReturn[],
  returnedFor: ReturnedFor,
): void {
  const onFile = operation.account.cardOnFile?.token;
  const sent = returns.filter(({ card }) => card.token === onFile);
  const held = returns.filter(({ card }) => card.token !== onFile);
  for (const part of sent) emit(operation, requestedFact(operation, part));
  if (held.length > 0) holdAll(operation, held, returnedFor);
}

function requestedFact(operation: OperationInProgress, part: CardReturn): CardRefundRequested {
  return {
    type: 'CardRefundRequested',
    data: {
      cardRefundId: cardRefundId(mint(operation, 'cardRefund')),
      ...part,
      requestedOn: operation.context.on,
    },
  };
}

function holdAll(
  operation: OperationInProgress,
  held: readonly CardReturn[],
  returnedFor: ReturnedFor,
): void {
  const { on } = operation.context;
  const id = supportRequestId(mint(operation, 'supportRequest'));
  const created: SupportRequestCreated = {
    type: 'SupportRequestCreated',
    data: {
      supportRequestId: id,
      origin: 'ChangedCard',
      issueType: 'Billing',
      problemType: 'ReservationManagement',
      category: 'ExchangesAndRefunds',
      ...returnedFor,
      amount: sum(
        operation.opened.currency,
        held.map(({ amount }) => amount),
      ),
      createdOn: on,
    },
  };
  emit(operation, created);
  for (const part of held) {
    const heldFact: CardRefundHeld = {
      type: 'CardRefundHeld',
      data: {
        cardRefundId: cardRefundId(mint(operation, 'cardRefund')),
        ...part,
        heldOn: on,
        supportRequestId: id,
      },
    };
    emit(operation, heldFact);
  }
}
