import { billingAccountStream, commandId } from '#event-log';
import { type CreditUnderWay } from '#read-models';
import { type AccountOrder } from '../execution/account-order';
import { decideAtOnce } from '../execution/decide-gathered';
import { LEDGER } from '../execution/operation';

const TASK = 'carry-credit';

/** R-RET-4: what left one account is received by the other once, whoever finds it how often: the transfer names the command. */
export function receiveCredit(credit: CreditUnderWay): AccountOrder {
  const { transferId, fromBillingAccountId, toBillingAccountId, transferredOn, amount } = credit;
  const source = { billingAccountId: fromBillingAccountId, transferId };
  const command = { type: 'ReceiveTransferredCredit', source, amount } as const;
  return {
    stream: billingAccountStream(toBillingAccountId),
    kind: 'ReceiveTransferredCredit',
    operationId: transferId,
    commandId: commandId('ReceiveTransferredCredit', transferId),
    target: toBillingAccountId,
    request: { transferId, fromBillingAccountId, amount },
    principal: LEDGER,
    task: TASK,
    countsOn: transferredOn,
    reused: { code: 'TransferReceivedAlready', transferId },
    decide: decideAtOnce(command, LEDGER, () => ({ transferId, fromBillingAccountId, amount })),
  };
}
