import {
  refusalOfScopes,
  refusalOfSubscriptions,
  subscriptionsOf,
} from '../account/refuse-subscription';
import { type CommandContext, type UpdateReservation } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { beginOperation, emit } from '../operation-in-progress';
import { type Rejection } from '../rejections';
import { known } from '../state/known';
import { type OpenedAccount } from '../state/state';
import { refusalOfActiveReservation } from './refuse-inactive';
import { refusalOfRenewal } from './refuse-renewal';
import { refusalOfSame } from './refuse-same';

/** R-ACC-3, R-PUR-6: name, scope, subscription, flexibility and renewal change without paper, charge or new term. */
export function decideUpdate(
  command: UpdateReservation,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { orderId, reservationId, changes } = command;
  const refusal =
    refusalOfActiveReservation(command, state, context) ?? refusalOfChanges(command, state);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the update succeeds.
  const operation = beginOperation(state, context);
  emit(operation, {
    type: 'ReservationUpdated',
    data: { orderId, reservationId, changes, updatedOn: context.on },
  });
  return accepted(operation.events, { reservationId });
}

/** R-ACC-3: a subscription of the same billing account; another account's is refused. */
function refusalOfChanges(
  { reservationId, changes, accountOf }: UpdateReservation,
  state: OpenedAccount,
): Rejection | undefined {
  const reservation = known(state.reservations, reservationId, 'reservation');
  return (
    refusalOfSubscriptions(state, subscriptionsOf(changes), accountOf) ??
    refusalOfScopes(state, changes, accountOf) ??
    refusalOfRenewal(changes.renewProperties, reservation) ??
    refusalOfSame(changes, { reservationId, reservation })
  );
}
