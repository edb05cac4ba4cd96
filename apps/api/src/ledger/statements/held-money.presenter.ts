import { type MovedSupportRequest } from '#application';
import { type CardRefundView, type SupportRequestView } from '#read-models';
import {
  type CardRefundListDto,
  type SupportRequestDto,
  type SupportRequestListDto,
} from './held-money.answer';
import { type BodyOf } from '../../http/body-of';

/** Lists as `/ledger/v1` shows them. */
export type CardRefundListBody = BodyOf<typeof CardRefundListDto>;
export type SupportRequestListBody = BodyOf<typeof SupportRequestListDto>;

type CardRefundBody = CardRefundListBody['value'][number];
export type SupportRequestBody = BodyOf<typeof SupportRequestDto>;

/** Field by field, so that what a table holds besides never reaches a caller by itself. */
export function presentCardRefund(refund: CardRefundView): CardRefundBody {
  const { card, supportRequestId, heldRefundId, heldOn } = refund;
  return {
    id: refund.id,
    on: refund.on,
    amount: refund.amount,
    card: { token: card.token, brand: card.brand, last4: card.last4 },
    status: refund.status,
    invoiceNumber: refund.invoiceNumber,
    ...(supportRequestId === undefined ? {} : { supportRequestId }),
    ...(heldRefundId === undefined ? {} : { heldRefundId }),
    ...(heldOn === undefined ? {} : { heldOn }),
  };
}

/** A support request with the status it has come to. */
export function presentSupportRequest(request: SupportRequestView): SupportRequestBody {
  const { why } = request;
  return {
    id: request.id,
    openedOn: request.openedOn,
    status: request.status,
    statusOn: request.statusOn,
    ...(why === undefined ? {} : { why }),
    category: request.category,
    reservationOrderId: request.reservationOrderId,
    reservationId: request.reservationId,
    amount: request.amount,
  };
}

/** A support request as one step left it: a step that is sent again is answered the same, wherever the request is by then. */
export function presentMoved(
  { id, openedOn, category, reservationOrderId, reservationId, amount }: SupportRequestView,
  { status, movedOn: statusOn, why }: MovedSupportRequest,
): SupportRequestBody {
  return presentSupportRequest({
    ...{ id, openedOn, category, reservationOrderId, reservationId, amount },
    ...{ status, statusOn },
    ...(why === undefined ? {} : { why }),
  });
}
