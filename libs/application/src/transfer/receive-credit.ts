import { billingAccountStream, commandId } from '#event-log';
import { type CreditUnderWay } from '#read-models';
import { type AccountOrder } from '../execution/account-order';
import { decideGathered, type Gathered } from '../execution/decide-gathered';
import { LEDGER } from '../execution/operation';

const TASK = 'carry-credit';

/** R-RET-4: what left one account is received by the other once, whoever finds it how often: the transfer names the command. */
export function receiveCredit(credit: CreditUnderWay): AccountOrder {
  const { transferId, fromBillingAccountId, toBillingAccountId, transferredOn, amount } = credit;
  const gathered: Gathered = {
    outcome: 'gathered',
    command: {
      type: 'ReceiveTransferredCredit',
      source: { billingAccountId: fromBillingAccountId, transferId },
      amount,
    },
    inputs: {},
  };
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
    decide: (state, moment) => {
      const more = () => ({ transferId, fromBillingAccountId, amount });
      return Promise.resolve(decideGathered(gathered, state, { moment, principal: LEDGER, more }));
    },
  };
}
