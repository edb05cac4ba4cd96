import { isPositive } from '../../kernel/money';
import {
  type CommandContext,
  type ReceiveTransferredCredit,
  type TransferProgram,
} from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { type BillingAccountOpened } from '../events/account-events';
import { beginOperation, emit, type OperationInProgress } from '../operation-in-progress';
import { retainCredit } from '../papers/retained-credit';
import { type Rejection } from '../rejections';
import { type OpenedAccount, type ProgramTransferState } from '../state/state';
import { carryRetainedCredit } from './carry-retained-credit';

/** R-RET-4: a pay-as-you-go account moves to a partner's programme, today or on a later day. */
export function decideTransfer(
  command: TransferProgram,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { opened } = state;
  const { toBillingAccountId, transfersOn, subscriptions } = command;
  const refusal = refusalOfTransfer(command, state, context) ?? refusalOfTarget(command, opened);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the transfer is agreed.
  const operation = beginOperation(state, context);
  if (transfersOn === context.on)
    transferProgram(operation, { toBillingAccountId, on: transfersOn, subscriptions });
  else
    emit(operation, {
      type: 'ProgramTransferAgreed',
      data: { toBillingAccountId, transfersOn, agreedOn: context.on, subscriptions },
    });
  return accepted(operation.events, { toBillingAccountId, on: transfersOn });
}

function refusalOfTransfer(
  { transfersOn }: TransferProgram,
  { transfer }: OpenedAccount,
  { on: today }: CommandContext,
): Rejection | undefined {
  if (transfersOn < today) return { code: 'TransferInThePast', transfersOn, today };
  if (transfer === undefined) return undefined;
  const { toBillingAccountId, on } = transfer;
  return { code: 'TransferAgreedAlready', toBillingAccountId, transfersOn: on };
}

function refusalOfTarget(
  { toBillingAccountId, target }: TransferProgram,
  { agreementType, currency, billingAccountId }: BillingAccountOpened['data'],
): Rejection | undefined {
  if (agreementType !== 'MicrosoftOnlineServicesProgram')
    return {
      code: 'TransferNotOfAgreement',
      agreementType,
      accepted: 'MicrosoftOnlineServicesProgram',
    };
  const unsuitable = (
    why: Extract<Rejection, { code: 'TransferTargetUnsuitable' }>['why'],
  ): Rejection => ({ code: 'TransferTargetUnsuitable', toBillingAccountId, why });
  if (toBillingAccountId === billingAccountId) return unsuitable('SameAccount');
  if (target === undefined) return unsuitable('Unknown');
  if (target.agreementType !== 'MicrosoftPartnerAgreement') return unsuitable('AgreementType');
  return target.currency === currency ? undefined : unsuitable('Currency');
}

/** R-RET-4: the move itself: what is active stays to be returned, what is retained goes along. */
export function transferProgram(
  operation: OperationInProgress,
  { toBillingAccountId, on, subscriptions }: Omit<ProgramTransferState, 'done'>,
): void {
  const active = [...operation.account.reservations].filter(
    ([, { status, expiresOn }]) => status === 'Active' && on < expiresOn,
  );
  emit(operation, {
    type: 'ProgramTransferred',
    data: {
      toBillingAccountId,
      transferredOn: on,
      subscriptions,
      reservations: active.map(([id]) => id),
    },
  });
  carryRetainedCredit(operation);
}

/** R-RET-4: what another account retained arrives here, once, and pays any charge of this account's orders. */
export function decideReceiveTransferredCredit(
  { source, amount }: ReceiveTransferredCredit,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { opened } = state;
  const { currency, agreementType, billingAccountId: toBillingAccountId } = opened;
  if (agreementType !== 'MicrosoftPartnerAgreement')
    return rejected({ code: 'TransferTargetUnsuitable', toBillingAccountId, why: 'AgreementType' });
  if (state.transfersReceived.has(source.transferId))
    return rejected({ code: 'TransferReceivedAlready', transferId: source.transferId });
  if (amount.currency !== currency)
    return rejected({
      code: 'PaymentInAnotherCurrency',
      currency: amount.currency,
      accepted: currency,
    });
  if (!isPositive(amount)) return rejected({ code: 'PaymentNotPositive', amount });

  // After this point the credit is received.
  const operation = beginOperation(state, context);
  retainCredit(operation, {
    amount,
    reason: 'ProgramTransfer',
    source,
    usableFor: { charges: 'OfOrdersFrom', orderNumber: 1 },
  });
  return accepted(operation.events, {});
}
