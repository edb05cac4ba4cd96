import { refusalOfOwner } from '../account/refuse-caller';
import { type AddOwner, type CommandContext, type RemoveOwner } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { beginOperation, emit } from '../operation-in-progress';
import { known } from '../state/known';
import { type OpenedAccount } from '../state/state';

/** R-ACC-1: an Owner adds another. One who is Owner already stays so. */
export function decideAddOwner(
  { orderId, owner }: AddOwner,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const refusal = refusalOfOwner(state, orderId, context.principal);
  if (refusal !== undefined) return rejected(refusal);

  // After this point it succeeds.
  const operation = beginOperation(state, context);
  const { owners: before } = known(state.orders, orderId, 'order');
  if (before.includes(owner)) return accepted([], { owners: before });
  const owners = [...before, owner];
  emit(operation, {
    type: 'OwnerAdded',
    data: { orderId, principal: owner, owners, on: context.on },
  });
  return accepted(operation.events, { owners });
}

/** R-ACC-1: an Owner removes one; the last cannot be removed. */
export function decideRemoveOwner(
  { orderId, owner }: RemoveOwner,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const refusal = refusalOfOwner(state, orderId, context.principal);
  if (refusal !== undefined) return rejected(refusal);
  const { owners: before } = known(state.orders, orderId, 'order');
  if (!before.includes(owner)) return rejected({ code: 'OwnerUnknown', orderId, owner });
  const owners = before.filter((each) => each !== owner);
  if (owners.length === 0) return rejected({ code: 'LastOwner', orderId, owner });

  // After this point it succeeds.
  const operation = beginOperation(state, context);
  emit(operation, {
    type: 'OwnerRemoved',
    data: { orderId, principal: owner, owners, on: context.on },
  });
  return accepted(operation.events, { owners });
}
