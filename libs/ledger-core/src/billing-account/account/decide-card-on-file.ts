import { type ChangeCardOnFile, type CommandContext } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { beginOperation, emit } from '../operation-in-progress';
import { type OpenedAccount } from '../state/state';

/** R-OUT-4: later charges go to this card; refunds to an earlier one are held. */
export function decideCardOnFile(
  { card }: ChangeCardOnFile,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { opened } = state;
  const { method } = opened.payment;
  if (method !== 'card')
    return rejected({ code: 'PaymentMethodOfAccount', method, accepted: 'card' });

  // After this point the card is on file.
  const operation = beginOperation(state, context);
  emit(operation, { type: 'CardOnFileChanged', data: { card, changedOn: context.on } });
  return accepted(operation.events, {});
}
