import { directoryOf } from '../account/order-owner';
import { refusalOfOwner } from '../account/refuse-caller';
import { type ChangeDirectory, type CommandContext } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { type ReservationId, type ReservationOrderId } from '../ids';
import { beginOperation, emit } from '../operation-in-progress';
import { known } from '../state/known';
import { type OpenedAccount } from '../state/state';

/**
 * R-ACC-1: an Owner moves an order to another directory and is its only Owner there, for names of one directory mean
 * nothing in another. Payer, papers and cap stay the account's. To the directory it is in, nothing happens.
 */
export function decideChangeDirectory(
  { orderId, tenantId }: ChangeDirectory,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const refusal = refusalOfOwner(state, orderId, context.principal);
  if (refusal !== undefined) return rejected(refusal);

  // After this point it succeeds.
  const operation = beginOperation(state, context);
  const answer = { orderId, tenantId, reservations: reservationsOf(state, orderId) };
  if (directoryOf(state, orderId) === tenantId) return accepted([], answer);
  const { id: owner } = context.principal;
  const { owners: before } = known(state.orders, orderId, 'order');
  emit(operation, {
    type: 'OrderDirectoryChanged',
    data: {
      orderId,
      tenantId,
      owners: [owner],
      formerOwners: before.filter((each) => each !== owner),
      changedOn: context.on,
    },
  });
  return accepted(operation.events, answer);
}

/** As they are called when the order goes: who moved it may hear that again, and nothing of what comes after. */
function reservationsOf(
  { orders, reservations }: OpenedAccount,
  orderId: ReservationOrderId,
): readonly Readonly<{ reservationId: ReservationId; displayName: string }>[] {
  return known(orders, orderId, 'order').reservations.map((reservationId) => {
    const { displayName } = known(reservations, reservationId, 'reservation');
    return { reservationId, displayName };
  });
}
