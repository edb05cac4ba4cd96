import { type CommandContext, type MoveSupportRequest } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { type SupportRequestStatus } from '../events/card-refund-events';
import { cardRefundId, type SupportRequestId } from '../ids';
import { beginOperation, emit, mint, type OperationInProgress } from '../operation-in-progress';
import { known } from '../state/known';
import { type OpenedAccount } from '../state/state';

/** R-ACC-4: created → in progress → approved or declined → closed. */
const NEXT: Readonly<Record<SupportRequestStatus, readonly SupportRequestStatus[]>> = {
  Created: ['InProgress'],
  InProgress: ['Approved', 'Declined'],
  Approved: ['Closed'],
  Declined: ['Closed'],
  Closed: [],
};

/** R-OUT-4: approval sends the held money to the card then on file; decline leaves it held and owed. */
export function decideMoveSupportRequest(
  command: MoveSupportRequest,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { supportRequestId, status, why } = command;
  const request = state.supportRequests.get(supportRequestId);
  if (request === undefined) return rejected({ code: 'SupportRequestUnknown', supportRequestId });
  const { status: from } = request;
  const accepts = NEXT[from];
  if (!accepts.includes(status))
    return rejected({
      code: 'SupportRequestNotMovable',
      supportRequestId,
      from,
      to: status,
      accepted: accepts,
    });

  // After this point the request moves.
  const operation = beginOperation(state, context);
  emit(operation, {
    type: 'SupportRequestMoved',
    data: {
      supportRequestId,
      status,
      movedOn: context.on,
      ...(why !== undefined && { why }),
    },
  });
  if (status === 'Approved') sendHeld(operation, supportRequestId);
  return accepted(operation.events, { supportRequestId, status });
}

function sendHeld(operation: OperationInProgress, id: SupportRequestId): void {
  const { account, context } = operation;
  const { cardOnFile: card } = account;
  if (card === undefined) throw new Error(`No card is on file for what ${id} holds`);
  for (const heldRefundId of known(account.supportRequests, id, 'support request').held) {
    const { paymentId, invoice, amount } = known(account.heldRefunds, heldRefundId, 'held refund');
    emit(operation, {
      type: 'CardRefundRequested',
      data: {
        cardRefundId: cardRefundId(mint(operation, 'cardRefund')),
        paymentId,
        amount,
        card,
        invoice,
        requestedOn: context.on,
        heldRefundId,
      },
    });
  }
}
