import { decideCardOnFile } from './account/decide-card-on-file';
import { decideOpenAccount } from './account/decide-open-account';
import { decidePayment } from './account/decide-payment';
import { decideAddPrepaymentTerm } from './account/decide-prepayment-term';
import { decideMoveSupportRequest } from './account/decide-support-request';
import { type BillingCommand, type CommandContext } from './commands';
import { type Decision, rejected } from './decision';
import { decideExchange } from './exchange/decide-exchange';
import { decidePurchase } from './purchase/decide-purchase';
import { decideArchive } from './reservations/decide-archive';
import { decideChangeDirectory } from './reservations/decide-directory';
import { decideMerge } from './reservations/decide-merge';
import { decideAddOwner, decideRemoveOwner } from './reservations/decide-owners';
import { decideSplit } from './reservations/decide-split';
import { decideSwap } from './reservations/decide-swap';
import { decideUpdate } from './reservations/decide-update';
import { decideRefund } from './return/decide-refund';
import { type BillingAccount, isOpened, type OpenedAccount } from './state/state';
import { decideReceiveTransferredCredit, decideTransfer } from './transfer/decide-transfer';

/** Commands on an account that was opened. */
type LaterCommand = Exclude<BillingCommand, { type: 'OpenBillingAccount' }>;

type CommandOf = {
  readonly [Command in LaterCommand as Command['type']]: Command;
};

type Decide = {
  readonly [Type in keyof CommandOf]: (
    command: CommandOf[Type],
    state: OpenedAccount,
    context: CommandContext,
  ) => Decision;
};

/** One entry a command: a new one stops the build here. */
const DECISIONS: Decide = {
  AddPrepaymentTerm: decideAddPrepaymentTerm,
  ChangeCardOnFile: decideCardOnFile,
  PurchaseReservation: decidePurchase,
  RefundReservation: decideRefund,
  ExchangeReservations: decideExchange,
  SplitReservation: decideSplit,
  MergeReservations: decideMerge,
  SwapReservation: decideSwap,
  UpdateReservation: decideUpdate,
  ArchiveReservation: decideArchive,
  AddOwner: decideAddOwner,
  RemoveOwner: decideRemoveOwner,
  ChangeDirectory: decideChangeDirectory,
  RecordPayment: decidePayment,
  MoveSupportRequest: decideMoveSupportRequest,
  TransferProgram: decideTransfer,
  ReceiveTransferredCredit: decideReceiveTransferredCredit,
};

/** In a form that keeps the type and the command together in generic code. */
type CommandOfType<Type extends keyof CommandOf> = {
  [One in Type]: Readonly<{ type: One }> & CommandOf[One];
}[Type];

/** The one decision of a billing account: a command on a state comes to facts or to a rejection. */
export function decide(
  command: BillingCommand,
  state: BillingAccount,
  context: CommandContext,
): Decision {
  if (command.type === 'OpenBillingAccount') return decideOpenAccount(command, state, context);
  if (!isOpened(state)) return rejected({ code: 'BillingAccountUnknown' });
  return decideOn(command, state, context);
}

function decideOn<Type extends keyof CommandOf>(
  command: CommandOfType<Type>,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const decision: (
    command: CommandOf[Type],
    state: OpenedAccount,
    context: CommandContext,
  ) => Decision = DECISIONS[command.type];
  return decision(command, state, context);
}
