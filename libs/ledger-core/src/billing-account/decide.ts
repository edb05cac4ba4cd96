import { type BillingCommand, type CommandContext } from './commands';
import { type Decision } from './decision';
import { decideOpenAccount } from './decide-open-account';
import { decidePayment } from './decide-payment';
import { decidePurchase } from './decide-purchase';
import { decideRefund } from './decide-refund';
import { type BillingAccount } from './state';

/** The one decision of a billing account: a command on a state comes to facts or to a rejection. */
export function decide(
  command: BillingCommand,
  state: BillingAccount,
  context: CommandContext,
): Decision {
  switch (command.type) {
    case 'OpenBillingAccount':
      return decideOpenAccount(command, state, context);
    case 'PurchaseReservation':
      return decidePurchase(command, state, context);
    case 'RefundReservation':
      return decideRefund(command, state, context);
    case 'RecordPayment':
      return decidePayment(command, state, context);
  }
}
