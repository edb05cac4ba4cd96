import { refusalOfScopes, refusalOfSubscriptions } from '../account/refuse-subscription';
import { refusalOfInactive, refusalOfReservation } from '../account/refuse-caller';
import {
  type ArchiveReservation,
  type CommandContext,
  type ReservationOfOrder,
  type UpdateReservation,
} from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { beginOperation, emit } from '../operation-in-progress';
import { type Rejection } from '../rejections';
import { known } from '../state/known';
import { type OpenedAccount } from '../state/state';
import { refusalOfRenewal } from './refuse-renewal';
import { refusalOfSame } from './refuse-same';

/** R-ACC-3, R-PUR-6: name, scope, subscription, flexibility and renewal change without paper, charge or new term. */
export function decideUpdate(
  command: UpdateReservation,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { orderId, reservationId, changes } = command;
  const refusal = refusalOfUpdating(command, state, context) ?? refusalOfChanges(command, state);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the update succeeds.
  const operation = beginOperation(state, context);
  emit(operation, {
    type: 'ReservationUpdated',
    data: { orderId, reservationId, changes, updatedOn: context.on },
  });
  return accepted(operation.events, { reservationId });
}

/** R-ACC-1, R-ACC-3: an Owner of the order, and a reservation that is active. */
export function refusalOfUpdating(
  asked: ReservationOfOrder,
  state: OpenedAccount,
  { principal, on }: Pick<CommandContext, 'principal' | 'on'>,
): Rejection | undefined {
  return refusalOfReservation(state, asked, principal) ?? refusalOfInactive(state, asked, on);
}

/** R-ACC-3: a subscription of the same billing account; another account's is refused. */
function refusalOfChanges(
  { reservationId, changes, accountOf }: UpdateReservation,
  state: OpenedAccount,
): Rejection | undefined {
  const reservation = known(state.reservations, reservationId, 'reservation');
  const { billingSubscriptionId, renewProperties } = changes;
  const named = [billingSubscriptionId, renewProperties?.billingSubscriptionId];
  return (
    refusalOfSubscriptions(state, named, accountOf) ??
    refusalOfScopes(state, changes, accountOf) ??
    refusalOfRenewal(renewProperties, reservation) ??
    refusalOfSame(changes, { reservationId, reservation })
  );
}

/** What is over can be hidden from lists, and shown again. */
export function decideArchive(
  command: ArchiveReservation,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { orderId, reservationId, archived } = command;
  const refusal = refusalOfReservation(state, command, context.principal);
  if (refusal !== undefined) return rejected(refusal);
  if (refusalOfInactive(state, command, context.on) === undefined)
    return rejected({ code: 'ReservationStillActive', reservationId });

  // After this point it succeeds.
  const operation = beginOperation(state, context);
  const type = archived ? 'ReservationArchived' : 'ReservationUnarchived';
  emit(operation, { type, data: { orderId, reservationId, on: context.on } });
  return accepted(operation.events, { reservationId });
}
