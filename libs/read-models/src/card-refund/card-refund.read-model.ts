import { type CardRefundHeld, type CardRefundRequested } from '#ledger-core';
import { accountOf, type EventContext, readModel } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { cardRefundTable } from './card-refund.entity';

type Row = RowOf<typeof cardRefundTable>;
type Told = CardRefundRequested['data'] | CardRefundHeld['data'];

/** One row a part of a refund that goes to one card. */
export const cardRefunds = readModel(cardRefundTable, {
  CardRefundRequested: (requested, context) => {
    const { requestedOn, heldRefundId = null } = requested;
    const told = { status: 'Requested', on_day: requestedOn, held_refund_id: heldRefundId };
    return [{ change: 'upsert', row: { ...refund(requested, context), ...told } }];
  },
  CardRefundHeld: (held, context) => {
    const told = { status: 'Held', on_day: held.heldOn, support_request_id: held.supportRequestId };
    return [{ change: 'upsert', row: { ...refund(held, context), ...told } }];
  },
});

function refund(
  { cardRefundId, paymentId, amount, card, invoice }: Told,
  context: EventContext,
): Omit<Row, 'status' | 'on_day'> {
  return {
    card_refund_id: cardRefundId,
    billing_account_id: accountOf(context),
    payment_id: paymentId,
    amount: amount.amount,
    currency: amount.currency,
    card_token: card.token,
    card_brand: card.brand,
    card_last4: card.last4,
    document_number: invoice,
    support_request_id: null,
    held_refund_id: null,
    stream_revision: String(context.revision),
  };
}
