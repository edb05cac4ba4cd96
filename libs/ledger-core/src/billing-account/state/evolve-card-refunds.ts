import {
  type CardRefundHeld,
  type CardRefundRequested,
  type SupportRequestCreated,
  type SupportRequestMoved,
} from '../events/card-refund-events';
import { known } from './known';
import { type AccountDraft } from './state';

export function evolveCardRefundRequested(
  draft: AccountDraft,
  { heldRefundId }: CardRefundRequested['data'],
): void {
  if (heldRefundId !== undefined) draft.heldRefunds.delete(heldRefundId);
}

export function evolveCardRefundHeld(draft: AccountDraft, data: CardRefundHeld['data']): void {
  const { cardRefundId, paymentId, invoice, amount, supportRequestId } = data;
  draft.heldRefunds.set(cardRefundId, { paymentId, invoice, amount });
  const request = known(draft.supportRequests, supportRequestId, 'support request');
  request.held = [...request.held, cardRefundId];
}

export function evolveSupportRequestCreated(
  draft: AccountDraft,
  { supportRequestId }: SupportRequestCreated['data'],
): void {
  draft.supportRequests.set(supportRequestId, { status: 'Created', held: [] });
}

export function evolveSupportRequestMoved(
  draft: AccountDraft,
  { supportRequestId, status }: SupportRequestMoved['data'],
): void {
  known(draft.supportRequests, supportRequestId, 'support request').status = status;
}
